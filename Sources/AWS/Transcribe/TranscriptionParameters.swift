import Core
import HTTP

/// What a transcription is asked for: the form of the sound and the languages.
public struct TranscriptionParameters: Sendable, Equatable {
  /// The encodings that the service takes, by their names in its API.
  public enum Encoding: String, Sendable {
    /// Signed 16-bit little-endian samples without a header.
    case pcm
    case flac
    case oggOpus = "ogg-opus"
  }

  /// The sample rates that the service takes.
  public static let rates = 8_000...48_000
  /// The longest stream that the service takes, in seconds.
  public static let longest = 4 * 3600.0
  /// The shortest sound that the service takes, in seconds.
  public static let shortest = 0.5

  /// The encoding.
  public var encoding: Encoding
  /// Samples a second. It must be the sound's: the service does not notice another one, it understands nothing.
  public var rate: Int
  /// The codes of the languages: one that is spoken, or several among which the spoken one is identified, the preferred
  /// one first. Never empty.
  public var languages: [String]
  /// The name of a custom vocabulary of the account.
  public var vocabulary: String?

  /// Makes parameters.
  public init(encoding: Encoding, rate: Int, languages: [String], vocabulary: String? = nil) {
    self.encoding = encoding
    self.rate = rate
    self.languages = languages
    self.vocabulary = vocabulary
  }

  /// The header fields of the request (StartStreamTranscription).
  var headers: Headers {
    var headers: Headers = [
      "Content-Type": "application/vnd.amazon.eventstream",
      "x-amz-content-sha256": EventStreamSigner.payloadHash,
      "x-amzn-transcribe-media-encoding": encoding.rawValue,
      "x-amzn-transcribe-sample-rate": "\(rate)",
    ]
    if languages.count > 1 {
      headers["x-amzn-transcribe-identify-language"] = "true"
      headers["x-amzn-transcribe-language-options"] = languages.joined(separator: ",")
      headers["x-amzn-transcribe-preferred-language"] = languages[0]
      headers["x-amzn-transcribe-vocabulary-names"] = vocabulary
    } else {
      headers["x-amzn-transcribe-language-code"] = languages.first
      headers["x-amzn-transcribe-vocabulary-name"] = vocabulary
    }
    return headers
  }
}
