/// Why bytes are not a valid event stream. The rest of the stream must not be read.
public enum EventStreamError: Error, Sendable, Equatable {
  /// The checksum of a frame's lengths is wrong.
  case lengthsDamaged
  /// The lengths of a frame contradict each other or exceed the limits.
  case badLengths(total: UInt32, headers: UInt32)
  /// The checksum of a frame is wrong.
  case frameDamaged
  /// The checksum of a frame is right, but its headers are malformed.
  case badHeaders
  /// The stream ended inside a frame, after this many bytes of it.
  case truncated(after: Int)
}

extension EventStreamError: CustomStringConvertible {
  /// The problem, as the end of a sentence: `the stream is damaged: …`.
  public var description: String {
    switch self {
    case .lengthsDamaged: "the checksum of a frame's lengths does not match"
    case .badLengths(let total, let headers): "a frame claims \(total) bytes with \(headers) of headers"
    case .frameDamaged: "the checksum of a frame does not match"
    case .badHeaders: "the headers of a frame are malformed"
    case .truncated(let count): "it ended \(count) bytes into a frame"
    }
  }
}
