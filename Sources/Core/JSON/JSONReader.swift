/// Why a JSON text cannot be read.
package struct JSONFault: Error, Equatable {
  /// The byte at which reading stopped.
  package var offset: Int

  /// A fault at that byte.
  package init(offset: Int) { self.offset = offset }
}

/// Reads JSON in place, byte by byte, decoding only what is asked for.
///
/// A page of stories is nine tenths content that nobody looks at: here it is checked and stepped over without a copy,
/// and its byte range can be passed on as it is. Nothing recurses, so that no nesting can exhaust the stack.
package struct JSONReader {
  /// What a value begins as.
  package enum Kind { case object, array, string, number, bool, null }

  package let bytes: ArraySlice<UInt8>
  package private(set) var position: Int
  /// The deepest nesting stepped over; deeper is a fault.
  package static let maxDepth = 100_000

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// The kind of the value that comes next.
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

  /// Hands each member's name to `body`, which must read or skip its value.
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

  /// Calls `body` at each element, which it must read or skip.
  package mutating func elements(_ body: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat {
      skipBlanks()
      try body(&self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// A string.
  package mutating func string() throws(JSONFault) -> String {
    let (range, isEscaped) = try stringRange()
    return isEscaped ? JSONEscapes.decode(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// The bytes of a value, checked, without blanks around it.
  package mutating func slice() throws(JSONFault) -> ArraySlice<UInt8> {
    skipBlanks()
    let start = position
    try skip()
    return bytes[start..<position]
  }

  /// Makes sure that nothing but blanks follows.
  package mutating func finish() throws(JSONFault) {
    skipBlanks()
    if position != bytes.endIndex { throw fault }
  }

  /// Steps over one value, checking its grammar.
  package mutating func skip() throws(JSONFault) {
    // The open containers' closing brackets.
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

  /// Steps over a number (RFC 8259 §6).
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

  /// The content of the string that begins here, and whether escapes are in it; moves past it.
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

  /// The byte here; zero, which no JSON text holds, at the end.
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
