/// Iterates over the headers of a frame without copying them.
struct EventStreamHeaderCursor {
  /// The type of a value; raw values are the format's.
  enum ValueType: UInt8 {
    case `true`, `false`, int8, int16, int32, int64, bytes, string, timestamp, uuid

    /// The size of a value in bytes; nil if a two-byte length precedes it.
    var width: Int? {
      switch self {
      case .true, .false: 0
      case .int8: 1
      case .int16: 2
      case .int32: 4
      case .int64, .timestamp: 8
      case .uuid: 16
      case .bytes, .string: nil
      }
    }
  }

  /// The position of a header in the frame.
  struct Field {
    var name: Range<Int>
    var type: ValueType
    var value: Range<Int>
  }

  private let bytes: [UInt8]
  private let end: Int
  private var index = 0

  /// A cursor over `bytes` from the first to `end`, which lies within them.
  init(_ bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// The next header; nil after the last.
  ///
  /// - Throws: `EventStreamError.badHeaders` if its type is unknown, it is not UTF-8 or it exceeds the end.
  mutating func next() throws(EventStreamError) -> Field? {
    if index == end { return nil }
    let name = try text(Int(try byte()))
    guard let type = ValueType(rawValue: try byte()) else { throw .badHeaders }
    let width: Int
    if let fixed = type.width { width = fixed } else { width = Int(try byte()) << 8 | Int(try byte()) }
    return Field(name: name, type: type, value: type == .string ? try text(width) : try take(width))
  }

  private mutating func byte() throws(EventStreamError) -> UInt8 { bytes[try take(1).lowerBound] }

  private mutating func take(_ count: Int) throws(EventStreamError) -> Range<Int> {
    guard count <= end - index else { throw .badHeaders }
    defer { index += count }
    return index..<(index + count)
  }

  private mutating func text(_ count: Int) throws(EventStreamError) -> Range<Int> {
    let range = try take(count)
    let isASCII = bytes[range].allSatisfy { $0 < 0x80 }
    guard isASCII || String(validating: bytes[range], as: UTF8.self) != nil else { throw .badHeaders }
    return range
  }
}
