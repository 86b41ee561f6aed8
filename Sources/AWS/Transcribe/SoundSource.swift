/// Sound that is sent while it is recorded or read. It decides what is sent when.
public protocol SoundSource: Sendable {
  /// Begins from the start: for each attempt.
  func restart() async

  /// The sound of the next message, when it is due; nil at the end. At most one second of it.
  func next() async -> [UInt8]?

  /// Whether all that was sent is still held, so that it can be sent again.
  var canRestart: Bool { get }

  /// Says that something was recognised: the sound will not be sent again.
  func release()

  /// The length of the sound that `next` gave since the start, in seconds.
  var seconds: Double { get }
}
