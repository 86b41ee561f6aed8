/// Writes frames of an event stream (`application/vnd.amazon.eventstream`).
///
/// Source: "Amazon event stream encoding" of the AWS documentation. The layout is that of `EventStreamDecoder`.
public enum EventStreamEncoder {
  /// A value of a header. The format has more types; a request needs these.
  public enum Value: Sendable, Equatable {
    /// Text of at most 65,535 bytes.
    case string(String)
    /// At most 65,535 bytes.
    case bytes([UInt8])
    /// A time, in milliseconds since 1970.
    case timestamp(Int64)
  }

  /// One frame.
  ///
  /// - Parameters:
  ///   - headers: in the order of the frame. Names have at most 255 bytes.
  ///   - payload: at most `EventStreamDecoder.payloadLimit` bytes.
  public static func frame(headers: [(name: String, value: Value)], payload: some Collection<UInt8>) -> [UInt8] {
    var fields: [UInt8] = []
    for (name, value) in headers { append(name, value, to: &fields) }
    var frame: [UInt8] = []
    frame.reserveCapacity(fields.count + payload.count + 16)
    append(UInt32(fields.count + payload.count + 16), to: &frame)
    append(UInt32(fields.count), to: &frame)
    append(CRC32.checksum(frame), to: &frame)
    frame += fields
    frame += payload
    append(CRC32.checksum(frame), to: &frame)
    return frame
  }

  /// The frame of one event of a request.
  public static func event(_ type: String, contentType: String, payload: some Collection<UInt8>) -> [UInt8] {
    frame(
      headers: [
        (":message-type", .string("event")), (":event-type", .string(type)), (":content-type", .string(contentType)),
      ], payload: payload)
  }

  /// One header as it is written in a frame.
  static func header(_ name: String, _ value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    append(name, value, to: &bytes)
    return bytes
  }

  private static func append(_ name: String, _ value: Value, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: name.utf8.count))
    bytes += name.utf8
    switch value {
    case .string(let text):
      bytes.append(EventStreamHeaderCursor.ValueType.string.rawValue)
      append(UInt16(truncatingIfNeeded: text.utf8.count), to: &bytes)
      bytes += text.utf8
    case .bytes(let content):
      bytes.append(EventStreamHeaderCursor.ValueType.bytes.rawValue)
      append(UInt16(truncatingIfNeeded: content.count), to: &bytes)
      bytes += content
    case .timestamp(let milliseconds):
      bytes.append(EventStreamHeaderCursor.ValueType.timestamp.rawValue)
      append(milliseconds, to: &bytes)
    }
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
  }
}
