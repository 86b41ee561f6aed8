/// A voice that Polly lists.
public struct PollyVoice: Sendable, Equatable {
  /// Its name in requests.
  public var id: String
  /// Polly's code of its language.
  public var language: String
  /// The other languages that it speaks.
  public var otherLanguages: [String]
  /// Its engines, by Polly's names.
  public var engines: [String]

  /// Nil if the entry has no name or no language.
  init?(_ entry: Polly.Entry) {
    guard let id = entry.Id, let language = entry.LanguageCode else { return nil }
    self.id = id
    self.language = language
    otherLanguages = entry.AdditionalLanguageCodes ?? []
    engines = entry.SupportedEngines ?? []
  }
}
