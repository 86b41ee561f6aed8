/// What a model name says, read without asking anyone.
///
/// Ids follow `[geography.]provider.name[-date][-vN[:M]]`; newer ones drop the date and even the version. People write
/// `sonnet-4.5`. Two names mean the same model when their keys are equal: the words without geography, provider,
/// `claude`, date and version in any order, the numbers in theirs.
public enum ModelName {
  /// The prefixes of system-defined inference profiles.
  public static let geographies: Set<String> = ["us", "eu", "jp", "au", "apac", "global", "us-gov", "ca"]

  /// The geography an id or ARN names, if any.
  public static func geography(of name: String) -> String? {
    let id = lastPart(name)
    guard let dot = id.firstIndex(of: "."), id[id.index(after: dot)...].contains(".") else { return nil }
    let prefix = id[..<dot].lowercased()
    return geographies.contains(prefix) ? prefix : nil
  }

  /// The base model id in a profile id, a foundation-model ARN or a profile ARN.
  public static func baseID(of name: String) -> String {
    let id = lastPart(name)
    guard let geography = geography(of: id) else { return id }
    return String(id.dropFirst(geography.utf8.count + 1))
  }

  private static func lastPart(_ name: String) -> String {
    guard name.hasPrefix("arn:"), let slash = name.lastIndex(of: "/") else { return name }
    return String(name[name.index(after: slash)...])
  }

  /// What a name means, for comparison with another.
  public struct Key: Hashable, Sendable {
    /// Its words, sorted; a number with letters in it (`70b`) is a word.
    public var words: [String]
    /// Its numbers, in order.
    public var numbers: [String]

    /// Whether it names a family and no version: `sonnet`.
    public var isFamily: Bool { numbers.isEmpty && words.count == 1 }
  }

  /// The key of a name.
  public static func key(_ name: String) -> Key {
    var id = baseID(of: name.lowercased())[...]
    if let dot = id.firstIndex(of: "."), providers.contains(String(id[..<dot])) {
      id = id[id.index(after: dot)...]
    }
    if let colon = id.firstIndex(of: ":") { id = id[..<colon] }
    var parts = id.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if let last = parts.last, isVersion(last) { parts.removeLast() }
    parts.removeAll { $0.utf8.count == 8 && $0.allSatisfy(\.isNumber) }
    let numbers = parts.filter { $0.allSatisfy(\.isNumber) }
    let words = parts.filter { !$0.allSatisfy(\.isNumber) && $0 != "claude" }.sorted()
    return Key(words: words, numbers: numbers)
  }

  /// Whether a name has the shape of a whole id of a provider: such a name is tried as it is.
  public static func looksExact(_ name: String) -> Bool {
    let base = baseID(of: name)
    guard let dot = base.firstIndex(of: "."), providers.contains(String(base[..<dot])) else { return false }
    let rest = base[base.index(after: dot)...]
    guard base.hasPrefix("anthropic.") else { return !rest.isEmpty }
    // A Claude id of the old shape is whole only with its date; near names leave it out.
    return rest.split(separator: "-").contains { $0.utf8.count == 8 && $0.allSatisfy(\.isNumber) }
  }

  /// Whether a name is the id of an application inference profile: twelve letters and digits, one digit at least.
  public static func looksLikeApplicationProfile(_ name: String) -> Bool {
    name.utf8.count == 12 && name.contains(where: \.isNumber)
      && name.allSatisfy { $0.isASCII && ($0.isNumber || ($0.isLetter && $0.isLowercase)) }
  }

  /// The providers whose ids are known to begin so.
  private static let providers: Set<String> = [
    "ai21", "amazon", "anthropic", "cohere", "deepseek", "google", "luma", "meta", "minimax", "mistral", "moonshot",
    "moonshotai", "nvidia", "openai", "qwen", "stability", "twelvelabs", "writer", "zai",
  ]

  private static func isVersion(_ part: String) -> Bool {
    part.first == "v" && part.utf8.count > 1 && part.dropFirst().allSatisfy(\.isNumber)
  }

  /// The geographies whose profiles serve callers in `region`, best first: its own, then everywhere.
  public static func geographies(for region: String) -> [String] {
    switch region {
    case "ap-northeast-1", "ap-northeast-3": return ["jp", "apac", "global"]
    case "ap-southeast-2", "ap-southeast-4": return ["au", "apac", "global"]
    default: break
    }
    if region.hasPrefix("us-gov-") { return ["us-gov"] }
    if region.hasPrefix("us-") { return ["us", "global"] }
    if region.hasPrefix("ca-") { return ["ca", "us", "global"] }
    if region.hasPrefix("eu-") { return ["eu", "global"] }
    if region.hasPrefix("ap-") || region.hasPrefix("me-") { return ["apac", "global"] }
    return ["global"]
  }
}
