/// Parses model names, without network access.
///
/// Ids have the form `[geography.]provider.name[-date][-vN[:M]]`; newer ones have no date or version. Users write
/// `sonnet-4.5`. Two names mean the same model if their keys are equal: the words without geography, provider,
/// `claude`, date and version in any order, and the numbers in order.
public enum ModelName {
  /// The prefixes of system-defined inference profiles.
  public static let geographies: Set<String> = ["us", "eu", "jp", "au", "apac", "global", "us-gov", "ca"]

  /// The geography of an id or ARN; nil if it has none.
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

  /// The parts of a name that identify the model.
  public struct Key: Hashable, Sendable {
    /// Its words, sorted. A number with letters in it (`70b`) is a word.
    public var words: [String]
    /// Its numbers, in order.
    public var numbers: [String]

    /// Whether it is a family without a version: `sonnet`.
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

  /// Whether a name has the form of a complete id, `[geography.]provider.rest`: the provider has ASCII letters and digits
  /// only, the rest begins with a letter. Such a name is used unchanged, whether the provider is known or not.
  public static func looksExact(_ name: String) -> Bool {
    let base = baseID(of: name)
    guard let dot = base.firstIndex(of: "."), dot != base.startIndex else { return false }
    let first = base[base.index(after: dot)...].first
    return base[..<dot].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      && first.map { $0.isASCII && $0.isLetter } == true
  }

  /// The name without the prefixes and suffixes of other tools: `bedrock/`, `anthropic/` and `[1m]`.
  public static func withoutAffixes(_ name: String) -> String {
    var name = name
    while let prefix = ["bedrock/", "anthropic/"].first(where: { name.lowercased().hasPrefix($0) }) {
      name.removeFirst(prefix.count)
    }
    return name.lowercased().hasSuffix("[1m]") ? String(name.dropLast(4)) : name
  }

  /// Whether `word` is the provider of an id or one of its words: `llama`, `nova`, `claude`, `mistral`.
  static func has(_ word: String, in id: String) -> Bool {
    !word.isEmpty
      && baseID(of: id.lowercased()).split { !($0.isLetter || $0.isNumber) }.contains { part in
        part == word || part.hasPrefix(word) && part.dropFirst(word.count).allSatisfy(\.isNumber)
      }
  }

  /// Whether a name has the form of an application inference profile's id: twelve letters and digits, at least one
  /// digit.
  public static func looksLikeApplicationProfile(_ name: String) -> Bool {
    name.utf8.count == 12 && name.contains(where: \.isNumber)
      && name.allSatisfy { $0.isASCII && ($0.isNumber || ($0.isLetter && $0.isLowercase)) }
  }

  /// The known providers, which are the first part of an id.
  private static let providers: Set<String> = [
    "ai21", "amazon", "anthropic", "cohere", "deepseek", "google", "luma", "meta", "minimax", "mistral", "moonshot",
    "moonshotai", "nvidia", "openai", "qwen", "stability", "twelvelabs", "writer", "zai",
  ]

  private static func isVersion(_ part: String) -> Bool {
    part.first == "v" && part.utf8.count > 1 && part.dropFirst().allSatisfy(\.isNumber)
  }

  /// The geographies whose profiles can be called from `region`, in order of preference: its own, then `global`.
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
