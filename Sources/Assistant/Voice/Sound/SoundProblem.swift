import AWS
import Core

/// Why a recording cannot be used.
public enum SoundProblem: Error, Sendable, Equatable {
  /// It has no bytes.
  case empty
  /// It is text.
  case text
  /// A format that Transcribe does not take; its name.
  case foreign(String)
  /// No format that is known.
  case unknown
  /// A known format in a form that cannot be converted here; what is wrong.
  case unfit(String)
  /// The recording contradicts itself; what is wrong.
  case damaged(String)
  /// The sample rate is outside the range of Transcribe.
  case rate(Int)

  /// The failure (`usage`; `no_speech` for an empty one).
  ///
  /// - Parameter name: the file, or `-` for standard input.
  func failure(_ name: String) -> Failure {
    let subject = name == "-" ? "the recording on standard input" : name
    switch self {
    case .empty:
      return Failure(
        .noSpeech, "there is no sound: \(subject) is empty",
        hint: "check that the recorder works: arecord -l lists the microphones")
    case .text:
      return Failure(
        .usage, "\(subject) is text, not audio",
        hint: name == "-"
          ? "to ask about text, leave \(switch: .listen) out and pipe it in"
          : "to ask about text, pipe it in: \(command: .ask) - < \(word: name)")
    case .foreign(let what):
      return Failure(
        .usage, "\(subject) is \(what), which Amazon Transcribe does not take as a stream",
        hint: Self.conversion(name))
    case .unknown:
      return Failure(
        .usage, "\(subject) is no recording in a known format (WAV, FLAC, Ogg Opus)", hint: Self.conversion(name),
        moreHints: [
          "if it holds samples without a header: \(switch: .listenFormat) s16le \(switch: .rate) 16000"
        ])
    case .unfit(let what):
      return Failure(.usage, "\(subject) is \(what)", hint: Self.conversion(name))
    case .damaged(let what):
      return Failure(
        .usage, "\(subject) is damaged: \(what)", hint: "record or export it again", moreHints: [Self.conversion(name)])
    case .rate(let rate):
      return Failure(
        .usage, "\(subject) has \(rate) samples a second; Amazon Transcribe takes 8000 to 48000",
        hint: Self.conversion(name))
    }
  }

  /// The command that converts a recording.
  private static func conversion(_ name: String) -> Remedy {
    let words = ["ffmpeg", "-i", name == "-" ? "FILE" : name, "-ar", "16000", "-ac", "1", "-f", "wav", "-"]
    return "convert it: \(shell: Remedy.Shell(words)) | \(command: .ask) \(switch: .listen) -"
  }
}

extension Remedy.Switch {
  /// The format of a recording without a header.
  static let listenFormat = Remedy.Switch("listen-format")
}
