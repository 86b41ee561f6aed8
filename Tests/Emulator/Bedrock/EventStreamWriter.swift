/// Frames of `application/vnd.amazon.eventstream`.
public enum EventStreamWriter {
  /// One frame: two lengths, their CRC, headers, payload, and the CRC of all of it.
  public static func frame(headers: [(String, String)], payload: [UInt8]) -> [UInt8] {
    var head: [UInt8] = []
    for (name, value) in headers {
      head.append(UInt8(truncatingIfNeeded: name.utf8.count))
      head += Array(name.utf8)
      head.append(7)
      head += bigEndian(UInt16(truncatingIfNeeded: value.utf8.count))
      head += Array(value.utf8)
    }
    var frame = bigEndian(UInt32(head.count + payload.count + 16)) + bigEndian(UInt32(head.count))
    frame += bigEndian(CRC32.of(frame))
    frame += head
    frame += payload
    return frame + bigEndian(CRC32.of(frame))
  }

  /// An event.
  public static func event(_ type: String, _ payload: JSON) -> [UInt8] {
    frame(
      headers: [(":event-type", type), (":content-type", "application/json"), (":message-type", "event")],
      payload: payload.bytes)
  }

  /// An exception, which ends a stream.
  static func exception(_ type: String, _ message: String, capital: Bool = false) -> [UInt8] {
    frame(
      headers: [
        (":exception-type", type), (":content-type", "application/json"), (":message-type", "exception"),
      ],
      payload: ([capital ? "Message" : "message": .string(message)] as JSON).bytes)
  }

  /// An error without a modelled type.
  static func error(_ code: String, _ message: String) -> [UInt8] {
    frame(
      headers: [(":error-code", code), (":error-message", message), (":message-type", "error")], payload: [])
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
