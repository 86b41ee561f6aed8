@testable import AWS

extension EventStreamFrame {
  /// All headers, in order.
  var headers: [EventStreamHeader] {
    var all: [EventStreamHeader] = []
    var cursor = EventStreamHeaderCursor(bytes, end: headersEnd)
    while let field = (try? cursor.next()) ?? nil { all.append(field.header(in: bytes)) }
    return all
  }
}

/// A header of a frame.
struct EventStreamHeader: Sendable, Equatable {
  /// A value, of one of the ten types of the format.
  enum Value: Sendable, Equatable {
    case bool(Bool)
    case int8(Int8)
    case int16(Int16)
    case int32(Int32)
    case int64(Int64)
    case bytes([UInt8])
    case string(String)
    /// Milliseconds since 1970, UTC.
    case timestamp(Int64)
    /// Sixteen bytes.
    case uuid([UInt8])
  }

  /// The name; names that the format defines begin with a colon.
  var name: String
  /// The value.
  var value: Value
}

extension EventStreamHeaderCursor.Field {
  /// The header with its name and value, read from the bytes of its frame.
  func header(in bytes: [UInt8]) -> EventStreamHeader {
    let raw = bytes[value]
    let number = raw.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let parsed: EventStreamHeader.Value =
      switch type {
      case .true: .bool(true)
      case .false: .bool(false)
      case .int8: .int8(Int8(truncatingIfNeeded: number))
      case .int16: .int16(Int16(truncatingIfNeeded: number))
      case .int32: .int32(Int32(truncatingIfNeeded: number))
      case .int64: .int64(Int64(bitPattern: number))
      case .bytes: .bytes(Array(raw))
      case .string: .string(String(decoding: raw, as: UTF8.self))
      case .timestamp: .timestamp(Int64(bitPattern: number))
      case .uuid: .uuid(Array(raw))
      }
    return EventStreamHeader(name: String(decoding: bytes[name], as: UTF8.self), value: parsed)
  }
}
