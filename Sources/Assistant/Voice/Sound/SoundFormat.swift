public import AWS

/// The form of a recording.
public struct SoundFormat: Sendable, Equatable {
  /// The name of the form, for messages: `WAV (16-bit PCM)`.
  public var name: String
  /// How the sound is sent. WAV and raw sound are sent as PCM.
  public var encoding: TranscriptionParameters.Encoding
  /// Samples a second.
  public var rate: Int
  /// The channels of the recording. PCM is sent with one.
  public var channels: Int
  /// The length in seconds; nil if the recording does not say.
  public var seconds: Double?

  /// How sound without a header is to be read.
  public struct Raw: Sendable, Equatable {
    /// Samples a second.
    public var rate: Int

    /// Signed 16-bit little-endian samples of one channel.
    public init(rate: Int) { self.rate = rate }
  }
}

/// A part of a recording as it is sent.
struct SoundPiece: Sendable, Equatable {
  /// The bytes.
  var bytes: [UInt8]
  /// How long they sound, in seconds.
  var seconds: Double
}
