import AWS
public import Core

/// A language that is heard or spoken, by its code: that of Transcribe, or Polly's own where only Polly has it.
public struct VoiceLanguage: Sendable, Hashable {
  /// The code: `en-US`, `zh-CN`.
  public let code: String

  /// The language of a code that is known: letter case, `_` for `-` and what follows a `.` or `@` in the name of a
  /// locale do not matter; a language without a region is its first in the table. Nil for any other text.
  public init?(known text: some StringProtocol) {
    let name = String(text.prefix { $0 != "." && $0 != "@" }).replacing("_", with: "-").lowercased()
    guard name.utf8.count >= 2 else { return nil }
    let codes = VoiceTable.rows.map(\.code)
    guard
      let code = codes.first(where: { $0.lowercased() == name })
        ?? VoiceTable.rows.first(where: { $0.polly?.lowercased() == name })?.code
        ?? (name.contains("-") ? nil : codes.first { $0.lowercased().hasPrefix(name + "-") })
    else { return nil }
    self.code = code
  }

  /// The language of a locale: with its region where that is known, else the first of the language. Nil for `C`.
  init?(locale: String) {
    let language = locale.prefix { $0 != "_" && $0 != "-" }
    guard let known = Self(known: locale) ?? Self(known: language) else { return nil }
    self = known
  }

  /// A code of the service as it is: the services add languages.
  init(code: String) { self.code = code }

  /// English of the United States.
  public static let english = VoiceLanguage(code: "en-US")
}

/// The languages of a run: one, or several among which the spoken one is recognised.
public struct VoiceLanguages: Sendable, Equatable {
  /// The languages; never empty. The first is the preferred one.
  public let all: [VoiceLanguage]
  /// Where they come from.
  public let origin: Origin
  /// Whether the user has named them. The language of a locale is a guess.
  let areNamed: Bool

  /// The preferred one.
  public var first: VoiceLanguage { all[0] }

  /// Those of the setting, else that of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`) where it is known, else `en-US`.
  ///
  /// - Throws: `Failure` `usage` for an option, `bad_config` for a variable that is no list of language codes.
  public init(_ settings: Settings) throws(Failure) {
    if let given = try settings.identifier(.voiceLanguage) {
      all = try Self.parse(given)
      origin = given.origin
      areNamed = true
      return
    }
    areNamed = false
    let environment = settings.environment
    for variable in Variable.locale {
      guard let setting = environment.setting(variable) else { continue }
      // As in the C library, the first variable that is set decides.
      if let language = VoiceLanguage(locale: setting.value) {
        all = [language]
        origin = setting.origin
        return
      }
      break
    }
    all = [.english]
    origin = .default
  }

  private static func parse(_ given: Setting<String>) throws(Failure) -> [VoiceLanguage] {
    var languages: [VoiceLanguage] = []
    for part in given.value.split(separator: ",") {
      let text = String(part).trimmed
      if text.isEmpty { continue }
      let language = VoiceLanguage(known: text) ?? (isCode(text) ? VoiceLanguage(code: text) : nil)
      guard let language else { throw refusal(given.origin) }
      if !languages.contains(language) { languages.append(language) }
    }
    guard !languages.isEmpty else { throw refusal(given.origin) }
    return languages
  }

  /// Whether a text may be the code of a language that the table does not have: `sq-AL`, `arb`.
  private static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count <= 3 && (2...3).contains(parts[0].utf8.count)
      && parts.allSatisfy { part in
        (2...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { $0 < 0x80 && ($0 | 0x20 >= 0x61 || $0 <= 0x39 && $0 >= 0x30) }
      }
  }

  private static func refusal(_ origin: Origin) -> Failure {
    Failure(
      origin.isOption ? .usage : .badConfig, "\(origin.place) is no language code",
      hint: "a code is a language and a region, such as en-US or de-DE; several are separated by commas")
  }
}

extension Variable {
  /// The variables of the locale, highest precedence first.
  static let locale = [
    Variable("LC_ALL", localeMeaning), Variable("LC_MESSAGES", localeMeaning), Variable("LANG", localeMeaning),
  ]
  private static let localeMeaning = "the language heard and spoken where no setting names one"
}
