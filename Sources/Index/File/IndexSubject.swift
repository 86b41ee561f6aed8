/// What an index is of. There is one file for each.
public struct IndexSubject: Sendable, Hashable {
  /// The version of the stories.
  public enum Version: String, Sendable, CaseIterable {
    case published, draft
  }

  /// The family of the token that the stories were read with. The APIs differ in what they tell.
  public enum Family: String, Sendable, CaseIterable {
    /// A preview or public token.
    case delivery
    /// A personal access token or an OAuth token. It reads drafts only.
    case management
  }

  /// The id of the space.
  public let space: Int64
  /// The version of the stories.
  public let version: Version
  /// The code of the language in lower case with `_`, as `pt_br`; nil for the default language.
  public let language: String?
  /// The family of the token.
  public let family: Family

  /// A subject. A management token's is always of drafts.
  ///
  /// - Parameter language: the code in any way of writing; nil for the default language.
  public init(space: Int64, version: Version, language: String? = nil, family: Family) {
    self.space = space
    self.version = family == .management ? .draft : version
    self.language = language.map { String($0.lowercased().map { $0 == "-" ? "_" : $0 }) }
    self.family = family
  }
}

extension IndexSubject {
  /// The end of the names of index files.
  static let suffix = ".db"

  /// The name of the file: `1023456-published-delivery.db`, `1023456-draft-management-de.db`.
  public var fileName: String {
    ([String(space), version.rawValue, family.rawValue] + (language.map { [$0] } ?? [])).joined(separator: "-")
      + Self.suffix
  }

  /// The subject of a file's name; nil for another file.
  init?(fileName name: String) {
    guard name.hasSuffix(Self.suffix) else { return nil }
    let parts = name.dropLast(Self.suffix.count).split(separator: "-", omittingEmptySubsequences: false).map(
      String.init)
    guard 3...4 ~= parts.count, let space = Int64(parts[0]), let version = Version(rawValue: parts[1]),
      let family = Family(rawValue: parts[2])
    else { return nil }
    self.init(space: space, version: version, language: parts.count == 4 ? parts[3] : nil, family: family)
    guard fileName == name else { return nil }
  }

  /// The subject in words: `published stories of space 1023456, in de`.
  public var description: String {
    let language = language.map { ", in \($0)" } ?? ""
    return "\(version == .draft ? "drafts" : "published stories") of space \(space)\(language)"
  }
}
