/// What is done while a pipe is open and nothing comes from it. A pure value; the caller gives the time.
///
/// Transcribe ends a stream that gets no sound for 15 seconds.
struct Silence: Sendable, Equatable {
  /// The time without sound after which silence is sent.
  static let patience = Duration.seconds(10)
  /// The time without sound after which the recording counts as ended.
  static let end = Duration.seconds(60)

  /// What to do next.
  enum Step: Equatable {
    /// Wait for sound this long, then ask again.
    case wait(Duration)
    /// Send a piece of silence, then ask again.
    case send
    /// Take the recording as ended.
    case end
  }

  /// Whether silence can be sent: only samples can be made.
  let canSend: Bool

  /// What to do.
  ///
  /// - Parameters:
  ///   - last: when sound came last.
  ///   - sent: when silence was sent last; nil if none was since then.
  func step(now: Duration, last: Duration, sent: Duration?) -> Step {
    let quiet = now - last
    guard quiet < Self.end else { return .end }
    guard canSend else { return .wait(Self.end - quiet) }
    guard quiet >= Self.patience else { return .wait(Self.patience - quiet) }
    let piece = Duration.seconds(SoundReader.pieceLength)
    guard let sent, now - sent < piece else { return .send }
    return .wait(min(piece - (now - sent), Self.end - quiet))
  }
}
