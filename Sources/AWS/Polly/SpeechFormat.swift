/// A format of sound, by the name that users give it.
public enum SpeechFormat: String, Sendable, CaseIterable {
  case mp3, wav, pcm, ogg

  /// Polly's `OutputFormat`. WAV is made here of PCM.
  public var outputFormat: String {
    switch self {
    case .mp3: "mp3"
    case .wav, .pcm: "pcm"
    case .ogg: "ogg_opus"
    }
  }

  /// Samples a second; nil for Polly's default of the engine (mp3). Polly wants it as text.
  public var sampleRate: Int? {
    switch self {
    case .mp3: nil
    case .wav, .pcm: 16_000
    case .ogg: 48_000
    }
  }
}
