/// When each piece of a recording is due, at the speed of speech: Transcribe wants sound "as close to real time as
/// possible". A pure value; the caller gives the time.
///
/// A live recording is never early, so it is sent as it comes.
struct Pacing: Sendable, Equatable {
  /// How far the sound may be ahead of real time after a delay: what is further behind is not caught up.
  static let catchUp = Duration.seconds(2)

  /// The time at which the position 0 is due.
  private var start: Duration

  /// - Parameter start: when the recording began.
  init(start: Duration) { self.start = start }

  /// How long to wait until the sound at `position` may be sent; zero if it is due.
  mutating func wait(for position: Duration, now: Duration) -> Duration {
    let due = start + position
    if due < now - Self.catchUp { start = now - Self.catchUp - position }
    return max(.zero, start + position - now)
  }
}
