/// Reads frames of an event stream with any headers.
struct EventStreamParser {
  struct Malformed: Error { var why: String }

  /// One frame.
  struct Frame {
    var headers: [(name: String, type: UInt8, value: [UInt8])] = []
    var payload: [UInt8] = []

    func string(_ name: String) -> String? {
      headers.first { $0.name == name && $0.type == 7 }.map { String(decoding: $0.value, as: UTF8.self) }
    }
  }

  private var buffer: [UInt8] = []

  mutating func append(_ bytes: [UInt8]) { buffer += bytes }

  var isEmpty: Bool { buffer.isEmpty }

  /// The next whole frame.
  mutating func next() throws(Malformed) -> Frame? {
    guard buffer.count >= 12 else { return nil }
    let total = Self.number(buffer, 0)
    guard Self.number(buffer, 8) == Int(CRC32.of(buffer[..<8])) else { throw Malformed(why: "prelude checksum") }
    guard total >= 16, total <= 1 << 20 else { throw Malformed(why: "length") }
    guard buffer.count >= total else { return nil }
    let bytes = Array(buffer[..<total])
    buffer.removeSubrange(..<total)
    return try Self.frame(bytes)
  }

  /// The frame that `bytes` are.
  static func frame(_ bytes: [UInt8]) throws(Malformed) -> Frame {
    guard bytes.count >= 16, number(bytes, 0) == bytes.count else { throw Malformed(why: "length") }
    guard number(bytes, 8) == Int(CRC32.of(bytes[..<8])),
      number(bytes, bytes.count - 4) == Int(CRC32.of(bytes[..<(bytes.count - 4)]))
    else { throw Malformed(why: "checksum") }
    let end = 12 + number(bytes, 4)
    guard end <= bytes.count - 4 else { throw Malformed(why: "headers") }
    var frame = Frame(payload: Array(bytes[end..<(bytes.count - 4)]))
    var index = 12
    while index < end {
      let nameEnd = index + 1 + Int(bytes[index])
      guard nameEnd < end else { throw Malformed(why: "header") }
      let name = String(decoding: bytes[(index + 1)..<nameEnd], as: UTF8.self)
      let type = bytes[nameEnd]
      index = nameEnd + 1
      let size: Int
      switch type {
      case 8: size = 8
      case 6, 7:
        guard index + 2 <= end else { throw Malformed(why: "header") }
        size = Int(bytes[index]) << 8 | Int(bytes[index + 1])
        index += 2
      default: throw Malformed(why: "header type \(type)")
      }
      guard index + size <= end else { throw Malformed(why: "header") }
      frame.headers.append((name, type, Array(bytes[index..<index + size])))
      index += size
    }
    return frame
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
