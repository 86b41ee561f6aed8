public import Core

/// Resolves a model name to the id to invoke, as pure functions.
public enum ModelResolution {
  /// Resolves from the name and `ModelTable` alone; nil if the service must be called.
  public static func offline(_ requested: String, region: String) -> ModelChoice? {
    let name = ModelName.withoutAffixes(requested)
    return offlineID(name, region: region).map {
      ModelChoice(requested: requested, used: $0.used, isCertain: $0.isCertain)
    }
  }

  private static func offlineID(_ name: String, region: String) -> ModelChoice? {
    if name.hasPrefix("arn:") { return ModelChoice(requested: name, used: name) }
    if ModelName.looksLikeApplicationProfile(name) {
      return ModelChoice(requested: name, used: name, isCertain: false)
    }
    let geography = ModelName.geography(of: name)
    if geography != nil, ModelTable.entry(for: name) != nil { return ModelChoice(requested: name, used: name) }
    let key = ModelName.key(name)
    let entries = ModelTable.entries.filter { ModelName.key($0.id) == key }
    if entries.count == 1, let entry = entries.first {
      let wanted = geography.map { [$0] } ?? ModelName.geographies(for: region)
      guard let geography = wanted.first(where: entry.geographies.contains) else { return nil }
      return ModelChoice(requested: name, used: "\(geography).\(entry.id)")
    }
    if ModelName.looksExact(name) { return ModelChoice(requested: name, used: name, isCertain: false) }
    return nil
  }

  /// Resolves from the lists of the region.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates or the nearest names.
  public static func online(
    _ requested: String, region: String, models: [FoundationModel], profiles: [InferenceProfile]
  ) throws(Failure) -> ModelChoice {
    let name = ModelName.withoutAffixes(requested)
    func choice(_ used: String) -> ModelChoice { ModelChoice(requested: requested, used: used) }
    func choice(_ profile: InferenceProfile) -> ModelChoice {
      var choice = choice(profile.invocationID)
      if profile.isApplication { choice.modelARNs = profile.modelARNs }
      return choice
    }
    if let exact = profiles.first(where: { $0.id == name || $0.arn == name }) { return choice(exact) }
    if models.contains(where: { $0.id == name && $0.isOnDemand }) { return choice(name) }
    let own = profiles.filter { $0.isApplication && $0.name.lowercased() == name.lowercased() }
    if own.count == 1 { return choice(own[0]) }
    let key = ModelName.key(name)
    var bases = bases(name, models, profiles)
    if bases.isEmpty, key.isFamily { bases = newest(ofFamily: key.words[0], models, profiles) }
    if bases.count == 1 {
      let used = invocationID(
        of: bases[0], geography: ModelName.geography(of: name), region: region, models: models, profiles: profiles)
      if let used { return choice(used) }
    }
    throw notFound(name, region: region, bases: bases, models: models, profiles: profiles)
  }

  /// The base ids that `name` may mean: an exact match, else all with the same key.
  private static func bases(
    _ name: String, _ models: [FoundationModel], _ profiles: [InferenceProfile]
  ) -> [String] {
    let known = known(models, profiles)
    let exact = ModelName.baseID(of: name)
    if known.contains(exact) { return [exact] }
    let key = ModelName.key(name)
    var found: [String] = []
    for id in known where ModelName.key(id) == key && !found.contains(id) { found.append(id) }
    return found
  }

  private static func known(_ models: [FoundationModel], _ profiles: [InferenceProfile]) -> [String] {
    // Variants with a context length (`…:0:200k`) are only for provisioned throughput and are left out.
    models.map(\.id).filter { $0.split(separator: ":").count <= 2 }
      + profiles.filter { !$0.isApplication }.map { ModelName.baseID(of: $0.id) }
  }

  /// The newest model of a family that is not Legacy.
  private static func newest(
    ofFamily family: String, _ models: [FoundationModel], _ profiles: [InferenceProfile]
  ) -> [String] {
    let legacy = Set(models.filter { $0.lifecycle == "LEGACY" }.map(\.id))
    let offered = known(models, profiles).filter { id in
      ModelName.key(id).words == [family] && !legacy.contains(id)
        && (profiles.contains { ModelName.baseID(of: $0.id) == id } || models.contains { $0.id == id && $0.isOnDemand })
    }
    let best = offered.max { version($0).lexicographicallyPrecedes(version($1)) }
    return best.map { [$0] } ?? []
  }

  /// The version of a model, for comparison. Missing numbers are 0.
  public static func version(_ id: String) -> [Int] {
    let numbers = ModelName.key(id).numbers.compactMap { Int($0) }
    return numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
  }

  /// The id to invoke a base model from `region`: its own if it is on demand, else a profile; nil if there is neither.
  /// If `geography` is given, only its profile.
  public static func invocationID(
    of base: String, geography: String? = nil, region: String, models: [FoundationModel], profiles: [InferenceProfile]
  ) -> String? {
    let system = profiles.filter { !$0.isApplication && ModelName.baseID(of: $0.id) == base }
    if let geography { return system.first { ModelName.geography(of: $0.id) == geography }?.id }
    if models.contains(where: { $0.id == base && $0.isOnDemand }) { return base }
    return preferred(system.map(\.id), region: region)
  }

  /// The profile to call from `region`: that of its geography, else the global one, else the only one.
  public static func preferred(_ profiles: [String], region: String) -> String? {
    for geography in ModelName.geographies(for: region) {
      if let match = profiles.first(where: { ModelName.geography(of: $0) == geography }) { return match }
    }
    return profiles.count == 1 ? profiles[0] : nil
  }
}

extension ModelResolution {
  /// If the lists may not be read: the newest model of a family in `ModelTable` for this region.
  public static func newestKnown(ofFamily name: String, region: String) -> ModelChoice? {
    let key = ModelName.key(name)
    guard key.isFamily else { return nil }
    let wanted = ModelName.geographies(for: region)
    let offered = ModelTable.entries.filter { entry in
      ModelName.key(entry.id).words == key.words && entry.geographies.contains(where: wanted.contains)
    }
    guard let best = offered.max(by: { version($0.id).lexicographicallyPrecedes(version($1.id)) }),
      let geography = wanted.first(where: best.geographies.contains)
    else { return nil }
    return ModelChoice(requested: name, used: "\(geography).\(best.id)", isCertain: false)
  }

  /// The failure for a name that does not resolve: lists the candidates if there are several, else the nearest names.
  public static func notFound(
    _ name: String, region: String, bases: [String] = [], models: [FoundationModel] = [],
    profiles: [InferenceProfile] = []
  ) -> Failure {
    let known =
      models.filter(\.isOnDemand).map(\.id) + profiles.filter { !$0.isApplication }.map(\.id)
    let word = name.lowercased()
    let several =
      bases.isEmpty
      ? known.filter { ModelName.has(word, in: $0) } : known.filter { bases.contains(ModelName.baseID(of: $0)) }
    var hints: [Remedy] = []
    if several.isEmpty {
      let near = nearest(to: name, in: known.isEmpty ? ModelTable.entries.map(\.id) : known)
      if !near.isEmpty { hints.append("nearest names: \(near.joined(separator: ", "))") }
    } else {
      hints.append("\(name) may be any of: \(several.prefix(8).joined(separator: ", "))")
    }
    hints.append(
      "run `\(command: .listModels)` to see what can be called in \(region), or choose another \(option: .region)")
    return Failure(
      .modelNotFound, "Model \(name) not found. Please check the model ID.", hint: hints[0],
      moreHints: Array(hints.dropFirst()), service: "bedrock")
  }

  /// The names closest to `name`, at most three, by the edit distance without geography and provider.
  static func nearest(to name: String, in known: [String]) -> [String] {
    func plain(_ id: String) -> [UInt8] {
      let key = ModelName.key(String(id.prefix(200)))
      return Array((key.words + key.numbers).joined(separator: "-").utf8)
    }
    let wanted = plain(name)
    var best: [(name: String, distance: Int)] = []
    for id in known {
      let distance = EditDistance.between(wanted, plain(id))
      if distance <= max(3, wanted.count / 3) { best.append((id, distance)) }
    }
    return best.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }
}
