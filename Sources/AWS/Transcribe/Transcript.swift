/// What was understood of a recording.
public struct Transcript: Sendable, Equatable {
  /// A part between two pauses.
  public struct Segment: Sendable, Equatable {
    /// The beginning, in seconds from the start of the recording.
    public var start: Double
    /// The end, in seconds.
    public var end: Double
    /// The words with their punctuation.
    public var text: String
    /// How sure the service is of the words, from 0 to 1: the mean over them; nil if it does not say.
    public var confidence: Double?
    /// The language, if it was identified.
    public var language: String?
  }

  /// The parts, in order.
  public var segments: [Segment]
  /// The language: that of most of the speech, if it was identified, else the one asked for.
  public var language: String
  /// The length of the sound that was sent, in seconds.
  public var seconds: Double
  /// The service's id of the session, for its support.
  public var sessionID: String?

  /// Makes a transcript.
  public init(segments: [Segment], language: String, seconds: Double, sessionID: String? = nil) {
    self.segments = segments
    self.language = language
    self.seconds = seconds
    self.sessionID = sessionID
  }

  /// The whole text.
  public var text: String { segments.map(\.text).joined(separator: " ") }

  /// The seconds that are billed: at least 15 a request (a third-party page; unverified).
  public var billedSeconds: Double { max(15, seconds.rounded(.up)) }

  /// The cost in US dollars: an estimate by the price of the first tier in us-east-1, 2026.
  public var cost: Double { billedSeconds / 60 * 0.024 }
}
