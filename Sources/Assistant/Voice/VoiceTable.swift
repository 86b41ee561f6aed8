import AWS

/// The languages of Transcribe and Polly: their codes, and the voice that speaks each where none is chosen.
///
/// Sources: the enumeration of Transcribe's streaming service; botocore 1.43 and Polly's table of available voices. Codes
/// that are not here are passed on as they are, because the services add languages.
enum VoiceTable {
  /// One language.
  struct Row: Sendable, Equatable {
    /// The code by which it is named here: Transcribe's, or Polly's where Transcribe does not have it.
    let code: String
    /// Polly's code; nil if Polly has no voice for it.
    let polly: String?
    /// Polly's voice.
    let voice: String?
    /// The engine of that voice.
    let engine: SpeechEngine
    /// Whether Transcribe's streaming service hears it.
    let isHeard: Bool

    fileprivate init(
      _ code: String, _ voice: String? = nil, _ engine: SpeechEngine = .neural, polly: String? = nil,
      isHeard: Bool = true
    ) {
      self.code = code
      self.polly = voice == nil ? nil : polly ?? code
      self.voice = voice
      self.engine = engine
      self.isHeard = isHeard
    }
  }

  /// The row of a language; nil for one that the table does not have.
  static func row(_ language: VoiceLanguage) -> Row? { rows.first { $0.code == language.code } }

  /// Voices that speak several languages, and must be told which, by Polly's codes.
  static let bilingual: [String: Set<String>] = ["Aditi": ["en-IN", "hi-IN"], "Kajal": ["en-IN", "hi-IN"]]

  /// Every language. Of the variants of one language the most usual comes first: it is meant by the language alone.
  static let rows: [Row] = [
    Row("en-US", "Joanna"), Row("en-GB", "Amy"), Row("en-AU", "Olivia"), Row("en-IN", "Kajal"), Row("en-IE", "Niamh"),
    Row("en-NZ", "Aria"), Row("en-ZA", "Ayanda"), Row("en-AB", "Amy", polly: "en-GB"),
    Row("en-WL", "Geraint", .standard, polly: "en-GB-WLS"), Row("en-SG", "Jasmine", isHeard: false),
    Row("de-DE", "Vicki"), Row("de-CH", "Sabrina"), Row("de-AT", "Hannah", isHeard: false),
    Row("fr-FR", "Lea"), Row("fr-CA", "Gabrielle"), Row("fr-BE", "Isabelle", isHeard: false),
    Row("es-ES", "Lucia"), Row("es-US", "Lupe"), Row("es-MX", "Mia", isHeard: false),
    Row("it-IT", "Bianca"), Row("pt-BR", "Camila"), Row("pt-PT", "Ines"),
    Row("nl-NL", "Laura"), Row("nl-BE", "Lisa", isHeard: false),
    Row("ca-ES", "Arlet"), Row("cs-CZ", "Jitka"), Row("da-DK", "Sofie"), Row("sv-SE", "Elin"),
    Row("no-NO", "Ida", polly: "nb-NO"), Row("fi-FI", "Suvi"), Row("pl-PL", "Ola"),
    Row("ja-JP", "Kazuha"), Row("ko-KR", "Seoyeon"),
    Row("zh-CN", "Zhiyu", polly: "cmn-CN"), Row("zh-HK", "Hiujin", polly: "yue-CN"), Row("zh-TW"),
    Row("ar-SA", "Zeina", .standard, polly: "arb"), Row("ar-AE", "Hala"), Row("hi-IN", "Kajal"),
    Row("tr-TR", "Burcu", isHeard: false), Row("ru-RU", "Tatyana", .standard), Row("ro-RO", "Carmen", .standard),
    Row("is-IS", "Dora", .standard, isHeard: false), Row("cy-GB", "Gwyneth", .standard, isHeard: false),
    Row("af-ZA"), Row("el-GR"), Row("eu-ES"), Row("fa-IR"), Row("gl-ES"), Row("he-IL"), Row("hr-HR"), Row("id-ID"),
    Row("lv-LV"), Row("ms-MY"), Row("sk-SK"), Row("so-SO"), Row("sr-RS"), Row("th-TH"), Row("tl-PH"), Row("uk-UA"),
    Row("vi-VN"), Row("zu-ZA"),
  ]
}
