/// Reads JSON in place and decodes only what the caller asks for.
///
/// About nine tenths of a page of stories is content that is not used. It is checked and skipped without a copy, and
/// its byte range can be passed on unchanged. The reader does not recurse, so nesting cannot exhaust the stack.
package struct JSONReader {
  /// The type of a value.
  package enum Kind { case object, array, string, number, bool, null }

  package let bytes: ArraySlice<UInt8>
  package private(set) var position: Int
  /// The deepest nesting that is skipped. Deeper nesting is a fault.
  package static let maxDepth = 100_000

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// The kind of the next value.
  package mutating func kind() throws(JSONFault) -> Kind {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw fault
    }
  }

  /// Calls `body` with each member's name. `body` must read or skip the value.
  package mutating func members(
    _ body: (inout JSONReader, String) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipBlanks()
      let name = try string()
      try expect(UInt8(ascii: ":"))
      skipBlanks()
      try body(&self, name)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Calls `body` for each element. `body` must read or skip it.
  package mutating func elements(_ body: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat {
      skipBlanks()
      try body(&self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// Reads a string.
  package mutating func string() throws(JSONFault) -> String {
    let (range, isEscaped) = try stringRange()
    return isEscaped ? JSONEscapes.decode(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// The bytes of a value, checked, without surrounding white space.
  package mutating func slice() throws(JSONFault) -> ArraySlice<UInt8> {
    skipBlanks()
    let start = position
    try skip()
    return bytes[start..<position]
  }

  /// Checks that only white space follows.
  package mutating func finish() throws(JSONFault) {
    skipBlanks()
    if position != bytes.endIndex { throw fault }
  }

  /// Skips one value and checks its grammar.
  package mutating func skip() throws(JSONFault) {
    // The closing brackets of the open containers.
    var open: [UInt8] = []
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "{"):
        position += 1
        open.append(UInt8(ascii: "}"))
        if !take(UInt8(ascii: "}")) {
          try skipName()
          continue
        }
        open.removeLast()
      case UInt8(ascii: "["):
        position += 1
        open.append(UInt8(ascii: "]"))
        if !take(UInt8(ascii: "]")) { continue }
        open.removeLast()
      default: try skipScalar()
      }
      guard open.count <= Self.maxDepth else { throw fault }
      while let closing = open.last {
        if take(UInt8(ascii: ",")) {
          if closing == UInt8(ascii: "}") { try skipName() }
          break
        }
        try expect(closing)
        open.removeLast()
      }
      if open.isEmpty { return }
    }
  }

  private mutating func skipName() throws(JSONFault) {
    skipBlanks()
    _ = try stringRange()
    try expect(UInt8(ascii: ":"))
  }

  private mutating func skipScalar() throws(JSONFault) {
    switch byte {
    case UInt8(ascii: "\""): _ = try stringRange()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try skipNumber()
    }
  }

  private mutating func word(_ text: StaticString) throws(JSONFault) {
    let isThere = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isThere else { throw fault }
    position += text.utf8CodeUnitCount
  }

  /// Skips a number (RFC 8259 §6).
  private mutating func skipNumber() throws(JSONFault) {
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    if position == start { throw fault }
  }

  /// Skips a string. Returns the range of its content and whether it has escapes.
  private mutating func stringRange() throws(JSONFault) -> (Range<Int>, isEscaped: Bool) {
    guard byte == UInt8(ascii: "\"") else { throw fault }
    position += 1
    let start = position
    var isEscaped = false
    while true {
      position = JSONRun.end(of: bytes, from: position)
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return (start..<position - 1, isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        position += 1
        try skipEscape()
      default: throw fault
      }
    }
  }

  private mutating func skipEscape() throws(JSONFault) {
    switch byte {
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard JSONEscapes.hex(byte) != nil else { throw fault }
        position += 1
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    default: throw fault
    }
  }

  /// The current byte; 0 at the end (no JSON text contains it).
  private var byte: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

  private var fault: JSONFault { JSONFault(offset: position - bytes.startIndex) }

  private mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ wanted: UInt8) -> Bool {
    skipBlanks()
    guard byte == wanted else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ wanted: UInt8) throws(JSONFault) {
    guard take(wanted) else { throw fault }
  }
}
