/// The embedding models that names are resolved to without a request, as of `ModelTable.date`.
enum EmbeddingTable {
  struct Entry: Sendable {
    /// The base model id.
    let id: String
    /// The geographies that have a profile of it.
    let geographies: [String]
    /// The regions where it is known to be invoked by its own id; nil for all that offer it.
    let onDemand: [String]?
  }

  static let entries: [Entry] = [
    Entry(id: "amazon.titan-embed-text-v2:0", geographies: [], onDemand: nil),
    Entry(id: "cohere.embed-english-v3", geographies: [], onDemand: nil),
    Entry(id: "cohere.embed-multilingual-v3", geographies: [], onDemand: nil),
    Entry(id: "cohere.embed-v4:0", geographies: ["us", "eu", "global"], onDemand: ["us-east-1"]),
    Entry(id: "amazon.nova-2-multimodal-embeddings-v1:0", geographies: [], onDemand: nil),
  ]

  /// The models that a near name may mean: those with all its words. A name without a number means the newest of each
  /// provider, so that `cohere` is one model. Empty for a name that means none.
  static func candidates(_ name: String) -> [Entry] {
    let wanted = words(ModelName.baseID(of: name.lowercased()))
    guard !wanted.isEmpty else { return [] }
    let fitting = entries.filter { wanted.isSubset(of: words($0.id)) }
    guard !wanted.contains(where: { Int($0) != nil }) else { return fitting }
    return fitting.filter { entry in
      !fitting.contains { provider($0.id) == provider(entry.id) && version($0.id) > version(entry.id) }
    }
  }

  /// The id to invoke an entry from `region`: its own where it is known to work, else the profile of the region's
  /// geography, else the global one.
  static func invocationID(of entry: Entry, region: String, geography: String?) -> String {
    if let geography { return "\(geography).\(entry.id)" }
    guard let onDemand = entry.onDemand, !onDemand.contains(region) else { return entry.id }
    return profile(of: entry, region: region) ?? entry.id
  }

  /// The profile of a base model to call from `region`; nil if none is known.
  static func profile(of entry: Entry, region: String) -> String? {
    ModelName.geographies(for: region).first(where: entry.geographies.contains).map { "\($0).\(entry.id)" }
  }

  /// The entry of a base id.
  static func entry(for id: String) -> Entry? { entries.first { $0.id == id } }

  /// The words and numbers of a name: `v4` is 4, and the revision after the colon is left out.
  private static func words(_ name: String) -> Set<String> {
    let parts = name.prefix { $0 != ":" }.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return Set(
      parts.map { part in part.first == "v" && Int(part.dropFirst()) != nil ? String(part.dropFirst()) : part })
  }

  private static func provider(_ id: String) -> String {
    String(id.prefix { $0 != "." }) + (id.contains("nova") ? " nova" : "")
  }

  private static func version(_ id: String) -> Int { words(id).compactMap { Int($0) }.max() ?? 0 }
}
