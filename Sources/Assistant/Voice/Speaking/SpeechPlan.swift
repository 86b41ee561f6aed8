public import AWS
public import Core

/// How an answer is spoken: voice, language and format.
public struct SpeechPlan: Sendable, Equatable {
  /// The voice with its engine.
  public var voice: SpeechVoice
  /// The language.
  public var language: VoiceLanguage
  /// The format of the sound.
  public var format: SpeechFormat
  /// Polly's code of the language; nil if the table does not have it.
  let polly: String?

  /// The plan of the settings.
  ///
  /// - Parameters:
  ///   - language: the language to speak, such as the one that was heard.
  ///   - origin: where the language comes from.
  /// - Throws: `Failure` `usage` for an option, `bad_config` for a variable: an engine or voice that cannot be one, a
  ///   language that Polly has no voice for.
  public init(
    _ settings: Settings, language: VoiceLanguage, from origin: Origin, format: SpeechFormat
  ) throws(Failure) {
    let row = VoiceTable.row(language)
    let engine = try Self.engine(settings)
    self.language = language
    self.format = format
    polly = row?.polly
    if let given = try settings.identifier(.voice) {
      voice = SpeechVoice(id: try Self.name(given), engine: engine ?? .neural)
    } else if let row, let id = row.voice {
      voice = SpeechVoice(id: id, engine: engine ?? row.engine)
    } else {
      throw Failure(
        Self.code(origin), "Amazon Polly has no voice for \(language.code)",
        hint: "choose another \(option: .voiceLanguage), or name a \(option: .voice)")
    }
    if let polly, VoiceTable.bilingual[voice.id]?.contains(polly) == true { voice.language = polly }
  }

  /// The plan of the settings with their preferred language.
  public init(_ settings: Settings, format: SpeechFormat) throws(Failure) {
    let languages = try VoiceLanguages(settings)
    try self.init(settings, language: languages.first, from: languages.origin, format: format)
  }

  private static func engine(_ settings: Settings) throws(Failure) -> SpeechEngine? {
    guard let given = try settings.identifier(.speechEngine) else { return nil }
    if let engine = SpeechEngine(rawValue: given.value.lowercased()) { return engine }
    throw Failure(
      code(given.origin), "\(given.origin.place) is no engine of Amazon Polly",
      hint: "its engines are \(SpeechEngine.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  /// The name of a voice as Polly writes it, with a capital letter.
  private static func name(_ given: Setting<String>) throws(Failure) -> String {
    let name = given.value
    let isName =
      name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      }
    guard isName else {
      throw Failure(
        code(given.origin), "\(given.origin.place) is no name of a voice",
        hint: "a voice is named as Amazon Polly names it, such as Joanna or Vicki")
    }
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static func code(_ origin: Origin) -> Failure.Code {
    switch origin {
    case .option, .default: .usage
    default: .badConfig
    }
  }
}
