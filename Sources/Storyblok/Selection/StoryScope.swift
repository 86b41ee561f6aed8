public import Core

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

extension StoryScope {
  /// The scope of a run: the version, and the language of the settings.
  ///
  /// - Throws: `Failure`: `usage` (option) or `badConfig` (variable) for what can be no language's code.
  public init(_ version: StoryVersion, _ settings: Settings) throws(Failure) {
    self.init(version)
    guard let setting = settings.string(.language) else { return }
    let code = setting.value.trimmingBlanks
    guard !code.isEmpty else { return }
    guard LanguageCode.isPossible(code) else {
      throw StoryblokConfiguration.wrong(
        setting.origin, "must be the code of a language", hint: "for example de or pt-br, or default")
    }
    language = LanguageCode.isDefault(code) ? nil : code
  }
}
