public import AWS
public import Core

/// Lists the models that can be called, and their ids: the foundation models of a region joined with its inference
/// profiles.
public enum Models {
  /// Lists the models of all regions, concurrently.
  ///
  /// - Parameters:
  ///   - control: the control plane of a region.
  /// - Throws: `Failure` if no region answered. If some did, the result holds the failures of the others.
  public static func run(
    _ options: ModelsOptions, log: Log, control: @escaping @Sendable (String) async throws(Failure) -> BedrockControl
  ) async throws(Failure) -> ModelsResult {
    log.progress(
      options.regions.count == 1 ? "asking Bedrock in \(options.regions[0])" : "asking \(options.regions.count) regions"
    )
    defer { log.progress(nil) }
    let answers = await options.regions.concurrentMap(atOnce: 16) { region in
      await Result(awaiting: { () async throws(Failure) in
        try await self.rows(of: region, options, log, try await control(region))
      })
    }
    var result = ModelsResult(rows: [], hidden: 0, regions: [])
    for (region, answer) in zip(options.regions, answers) {
      switch answer {
      case .success(let found):
        result.rows += found.rows
        result.hidden += found.hidden
        result.regions.append((region, nil))
      case .failure(let failure): result.regions.append((region, failure))
      }
    }
    if let failure = result.regions.first?.failure, result.regions.allSatisfy({ $0.failure != nil }) { throw failure }
    return result
  }

  private static func rows(
    of region: String, _ options: ModelsOptions, _ log: Log, _ control: BedrockControl
  ) async throws(Failure) -> (rows: [ModelRow], hidden: Int) {
    async let listedModels = Result(awaiting: { () async throws(Failure) in try await control.foundationModels() })
    async let listedProfiles = Result(awaiting: { () async throws(Failure) in try await control.inferenceProfiles() })
    let models = try await listedModels.get()
    var profiles: [InferenceProfile] = []
    switch await listedProfiles {
    case .success(let listed): profiles = listed
    case .failure(let failure):
      log.warn("the inference profiles of \(region) could not be listed: \(failure.sentence)", changesResult: true)
    }
    let joined = join(models: models, profiles: profiles, region: region).filter { matches($0, options) }
    var shown = options.all ? joined : joined.filter(isUsual)
    if options.access { shown = await withAccess(shown, control) }
    return (shown, joined.count - shown.count)
  }

  /// Whether a model is listed without `--all`.
  private static func isUsual(_ row: ModelRow) -> Bool { row.invokeWith != nil && row.lifecycle != "LEGACY" }

  private static func withAccess(_ rows: [ModelRow], _ control: BedrockControl) async -> [ModelRow] {
    await rows.concurrentMap(atOnce: 8) { row in
      var row = row
      switch await Result(awaiting: { () async throws(Failure) in try await control.availability(of: row.id) }) {
      case .success(let found): row.access = found.problems.isEmpty ? .ok : .problems(found.problems)
      case .failure(let failure): row.access = .unknown(failure.sentence)
      }
      return row
    }
  }
}

extension Models {
  /// Joins foundation models and profiles to one list, by provider and newest first.
  public static func join(models: [FoundationModel], profiles: [InferenceProfile], region: String) -> [ModelRow] {
    var byBase: [String: [InferenceProfile]] = [:]
    for profile in profiles {
      for base in profile.baseModelIDs { byBase[base, default: []].append(profile) }
    }
    var rows = models.map { model in
      ModelRow(
        region: region, id: model.id, name: model.name, provider: model.provider, lifecycle: model.lifecycle,
        endOfLife: model.endOfLife, streaming: model.streaming, onDemand: model.isOnDemand,
        profiles: (byBase[model.id] ?? []).map(\.invocationID),
        invokeWith: ModelResolution.invocationID(of: model.id, region: region, models: models, profiles: profiles))
    }
    // A profile may call a model that the region itself does not offer.
    let known = Set(models.map(\.id))
    for (base, leading) in byBase where !known.contains(base) {
      guard let first = leading.first else { continue }
      rows.append(
        ModelRow(
          region: region, id: base, name: first.name, provider: provider(of: base), lifecycle: nil, endOfLife: nil,
          streaming: nil, onDemand: false, profiles: leading.map(\.invocationID),
          invokeWith: ModelResolution.invocationID(of: base, region: region, models: models, profiles: profiles)
            ?? leading.first(where: \.isApplication)?.arn))
    }
    return rows.sorted(by: precedes)
  }

  private static func provider(of base: String) -> String {
    let word = base.prefix { $0 != "." }
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  private static func precedes(_ a: ModelRow, _ b: ModelRow) -> Bool {
    if a.provider != b.provider { return a.provider.lowercased() < b.provider.lowercased() }
    let (x, y) = (ModelResolution.version(a.id), ModelResolution.version(b.id))
    if x != y { return y.lexicographicallyPrecedes(x) }
    return a.id < b.id
  }

  /// Whether a row matches the pattern and the provider.
  static func matches(_ row: ModelRow, _ options: ModelsOptions) -> Bool {
    if let provider = options.provider?.lowercased() {
      guard row.provider.lowercased().contains(provider) || row.id.hasPrefix(provider + ".") else { return false }
    }
    guard let pattern = options.pattern?.lowercased(), !pattern.isEmpty else { return true }
    let texts = [row.id, row.name] + row.profiles
    if pattern.contains("*") { return texts.contains { glob(pattern, $0.lowercased()) } }
    let all = ([row.provider] + texts).joined(separator: " ").lowercased()
    // `sonnet-4.5` is `sonnet-4-5` in ids and `Sonnet 4.5` in names.
    return pattern.split(separator: " ").allSatisfy { word in
      let spaced = String(word).replacing("-", with: " ")
      return all.contains(word) || all.contains(String(word).replacing(".", with: "-")) || all.contains(spaced)
    }
  }

  /// Whether `text` matches a pattern in which `*` stands for any text. The work is at most the product of both
  /// lengths.
  static func glob(_ pattern: String, _ text: String) -> Bool {
    let (p, t) = (Array(pattern.utf8), Array(text.utf8))
    var (i, j, star, mark) = (0, 0, -1, 0)
    while j < t.count {
      if i < p.count, p[i] == UInt8(ascii: "*") {
        (star, mark) = (i, j)
        i += 1
      } else if i < p.count, p[i] == t[j] {
        i += 1
        j += 1
      } else if star >= 0 {
        mark += 1
        (i, j) = (star + 1, mark)
      } else {
        return false
      }
    }
    return p[i...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
