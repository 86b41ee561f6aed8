/// Why bytes are no event stream. After one of these nothing that follows can be trusted.
public enum EventStreamError: Error, Sendable, Equatable {
  /// The checksum over a frame's two lengths does not fit them.
  case lengthsDamaged
  /// The lengths of a frame contradict each other or are beyond what the format allows.
  case badLengths(total: UInt32, headers: UInt32)
  /// The checksum over a whole frame does not fit it.
  case frameDamaged
  /// The headers of a frame whose checksum fits are not well formed.
  case badHeaders
  /// The stream ended inside a frame, after so many bytes of it.
  case cut(after: Int)
}

extension EventStreamError: CustomStringConvertible {
  /// What is wrong, as the end of a sentence: `the stream is damaged: …`.
  public var description: String {
    switch self {
    case .lengthsDamaged: "the checksum of a frame's lengths does not match"
    case .badLengths(let total, let headers): "a frame claims \(total) bytes with \(headers) of headers"
    case .frameDamaged: "the checksum of a frame does not match"
    case .badHeaders: "the headers of a frame are malformed"
    case .cut(let count): "it ended \(count) bytes into a frame"
    }
  }
}
