/// What Transcribe's streaming service hears, and its limits.
public struct TranscribeWorld: Sendable {
  /// A recording and what is said in it.
  public struct Recording: Sendable {
    /// The bytes that arrive: samples without a header, or a whole FLAC or Ogg file.
    public var sound: [UInt8]
    /// The words, a text for each part between two pauses.
    public var segments: [String]
    /// The language spoken.
    public var language: String

    public init(_ sound: [UInt8], _ segments: [String], language: String = "en-US") {
      self.sound = sound
      self.segments = segments
      self.language = language
    }
  }

  /// The recordings that are understood. All their bytes must arrive; as long as they do, words come while the sound is
  /// sent.
  public var recordings: [Recording] = []
  /// What is heard in any other sound that is not silent; nil: nothing.
  public var anything: String?
  /// The custom vocabularies of the account.
  public var vocabularies: Set<String> = ["alpine-names"]
  /// After so many milliseconds without sound a stream ends.
  public var patience = 15_000
  /// Whether a connection stays open after the answer, and what comes is read to its end.
  public var staysOpen = false
  /// Whether partial results are sent.
  public var sendsPartials = true

  public init() {}

  /// The languages that the streaming service hears (its Smithy model, April 2025).
  public static let languages: Set<String> = [
    "af-ZA", "ar-AE", "ar-SA", "ca-ES", "cs-CZ", "da-DK", "de-CH", "de-DE", "el-GR", "en-AB", "en-AU", "en-GB",
    "en-IE", "en-IN", "en-NZ", "en-US", "en-WL", "en-ZA", "es-ES", "es-US", "eu-ES", "fa-IR", "fi-FI", "fr-CA",
    "fr-FR", "gl-ES", "he-IL", "hi-IN", "hr-HR", "id-ID", "it-IT", "ja-JP", "ko-KR", "lv-LV", "ms-MY", "nl-NL",
    "no-NO", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "ru-RU", "sk-SK", "so-SO", "sr-RS", "sv-SE", "th-TH", "tl-PH",
    "uk-UA", "vi-VN", "zh-CN", "zh-HK", "zh-TW", "zu-ZA",
  ]
}

/// One transcription as it arrived.
public struct ReceivedSound: Sendable {
  /// The header fields of the request.
  public var headers: [HTTPRequest.Field] = []
  /// The size of each message's sound in bytes, and when it arrived, in seconds of a clock that only goes forward.
  public var messages: [(size: Int, time: Double)] = []
  /// The sound.
  public var sound: [UInt8] = []
  /// Whether the message that ends the sound arrived.
  public var hasEnded = false
  /// When the first partial result was sent, by the same clock.
  public var firstPartial: Double?

  /// The first value of a header.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
