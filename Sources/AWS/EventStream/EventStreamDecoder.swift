/// Cuts the bytes of an event stream into frames: a pure function of the bytes, whatever slices they come in.
///
/// A frame is: total length, headers length, CRC-32 of those two, headers, payload, CRC-32 of all before; numbers
/// big-endian. Lengths are checked as soon as they are there; memory grows with what came, never with what a length
/// promises.
public struct EventStreamDecoder: Sendable {
  /// The most bytes of headers a frame may have (botocore's bound).
  public static let headersLimit = 128 << 10
  /// The most bytes of payload a frame may have (botocore's bound).
  public static let payloadLimit = 24 << 20

  private static let preludeSize = 12
  private static let checksumSize = 4

  private var buffer: [UInt8] = []
  private var start = 0
  private var failure: EventStreamError?

  /// A decoder at the start of a stream.
  public init() {}

  /// Takes the next bytes of the stream.
  public mutating func append(_ slice: some Collection<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > buffer.count / 2 {
      // This moves less than was consumed, so that all moves together stay linear.
      buffer.removeSubrange(..<start)
      start = 0
    }
    buffer.append(contentsOf: slice)
  }

  /// The next frame, or nil until more bytes are appended.
  ///
  /// - Throws: `EventStreamError` where the bytes are no frame; it is thrown again by every later call.
  public mutating func next() throws(EventStreamError) -> EventStreamFrame? {
    if let failure { throw failure }
    do {
      return try frame()
    } catch {
      failure = error
      buffer = []
      start = 0
      throw error
    }
  }

  /// Says that the stream has ended.
  ///
  /// - Throws: `EventStreamError.cut` where it ended inside a frame; what `next` threw, if it did.
  public func finish() throws(EventStreamError) {
    if let failure { throw failure }
    if start < buffer.count { throw .cut(after: buffer.count - start) }
  }

  private mutating func frame() throws(EventStreamError) -> EventStreamFrame? {
    let available = buffer.count - start
    guard available >= Self.preludeSize else { return nil }
    guard CRC32.checksum(buffer[start..<(start + 8)]) == number(at: start + 8) else { throw .lengthsDamaged }
    let total = Int(number(at: start))
    let headers = Int(number(at: start + 4))
    let payload = total - headers - Self.preludeSize - Self.checksumSize
    guard payload >= 0, payload <= Self.payloadLimit, headers <= Self.headersLimit else {
      throw .badLengths(total: number(at: start), headers: number(at: start + 4))
    }

    guard available >= total else { return nil }
    let end = start + total - Self.checksumSize
    guard CRC32.checksum(buffer[start..<end]) == number(at: end) else { throw .frameDamaged }
    let content = Array(buffer[(start + Self.preludeSize)..<end])
    start += total
    return try EventStreamFrame(bytes: content, headersEnd: headers)
  }

  private func number(at index: Int) -> UInt32 {
    buffer[index..<(index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
