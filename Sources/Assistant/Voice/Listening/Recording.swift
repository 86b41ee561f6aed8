public import Core

/// A recording as bytes: a file, or what a pipe delivers.
public struct Recording: Sendable {
  /// The file's name as the user gave it; `-` for standard input.
  public var name: String
  /// The size in bytes, if it is a file.
  public var size: Int?
  /// Whether it is a pipe: then it may be silent while it is open, and is not waited for without end.
  public var isLive: Bool
  /// Whether this program has had the sound made, so that no microphone recorded it.
  public var isSynthetic = false
  /// How sound without a header is read; nil to refuse it.
  public var raw: SoundFormat.Raw?
  /// Whether the user has ended it. `read` then returns no bytes.
  public var isStopped: @Sendable () -> Bool
  /// Called when nothing more will be read, at least once.
  public var onEnd: @Sendable () -> Void
  /// The next bytes; empty at the end. Returns at once with no bytes if its task is cancelled.
  public var read: @Sendable () async throws(Failure) -> [UInt8]

  /// Makes a recording.
  public init(
    name: String, size: Int? = nil, isLive: Bool, raw: SoundFormat.Raw? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }, onEnd: @escaping @Sendable () -> Void = {},
    read: @escaping @Sendable () async throws(Failure) -> [UInt8]
  ) {
    self.isStopped = isStopped
    self.onEnd = onEnd
    self.name = name
    self.size = size
    self.isLive = isLive
    self.raw = raw
    self.read = read
  }
}
