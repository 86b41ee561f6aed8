/// The version, language and release of the stories that are read.
public struct StoryScope: Sendable, Equatable {
  /// The published version or the draft.
  public var version: StoryVersion
  /// The code of the language; nil for the default language.
  public var language: String?
  /// The id of a release whose changes are applied; nil for none.
  public var release: String?

  /// A scope; by default the published version in the default language.
  public init(_ version: StoryVersion = .published, language: String? = nil, release: String? = nil) {
    self.version = version
    self.language = language
    self.release = release
  }
}
