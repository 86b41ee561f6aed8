/// A voice of Polly, as it is asked for.
public struct SpeechVoice: Sendable, Equatable, CustomStringConvertible {
  /// Polly's name of the voice: `Joanna`.
  public var id: String
  /// The engine.
  public var engine: SpeechEngine
  /// The language, by Polly's code, for a voice that has several; nil for the voice's own.
  public var language: String?

  /// A voice with an engine.
  public init(id: String, engine: SpeechEngine, language: String? = nil) {
    self.id = id
    self.engine = engine
    self.language = language
  }

  /// `the voice Joanna with the engine neural`.
  public var description: String { "the voice \(id) with the engine \(engine.rawValue)" }
}
