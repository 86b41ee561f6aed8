/// Splits the bytes of an event stream into frames, for slices of any size.
///
/// A frame is: total length, headers length, CRC-32 of those two, headers, payload, CRC-32 of all before; numbers are
/// big-endian. Lengths are checked as soon as they arrive. Memory grows with the bytes received, not with the lengths
/// announced.
public struct EventStreamDecoder: Sendable {
  /// The largest size of a frame's headers, in bytes (botocore's limit).
  public static let headersLimit = 128 << 10
  /// The largest size of a frame's payload, in bytes (botocore's limit).
  public static let payloadLimit = 24 << 20

  private static let preludeSize = 12
  private static let checksumSize = 4

  private var buffer: [UInt8] = []
  private var start = 0
  private var failure: EventStreamError?

  /// A decoder at the start of a stream.
  public init() {}

  /// Adds the next bytes of the stream.
  public mutating func append(_ slice: some Collection<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > buffer.count / 2 {
      // This moves fewer bytes than were consumed, so that the total time is linear.
      buffer.removeSubrange(..<start)
      start = 0
    }
    buffer.append(contentsOf: slice)
  }

  /// The next frame; nil until more bytes are appended.
  ///
  /// - Throws: `EventStreamError` if the bytes are not a frame. Later calls throw the same error.
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

  /// Checks the end of the stream.
  ///
  /// - Throws: `EventStreamError.truncated` if it ended inside a frame, or the error that `next` threw.
  public func finish() throws(EventStreamError) {
    if let failure { throw failure }
    if start < buffer.count { throw .truncated(after: buffer.count - start) }
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
