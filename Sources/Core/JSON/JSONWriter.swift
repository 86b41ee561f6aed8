/// Writes JSON text into a byte array, keys in the order given.
///
/// `JSONEncoder` cannot keep the order of keys or pass a story through byte for byte, and the contract requires both.
public struct JSONWriter: Sendable {
  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty text.
  public init() {}

  /// One object, its members written by `body`.
  public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// One array, its elements written by `body`.
  public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// A member's key; its value is written next.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string, or null.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    quote(value)
    needsComma = true
  }

  /// A whole number, or null.
  public mutating func integer(_ value: (some BinaryInteger)?) {
    guard let value else { return null() }
    literal(String(value))
  }

  /// A number, or null. A number that JSON cannot represent (NaN, infinity) is written as null.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    if value == value.rounded(), abs(value) < 1e15 { return literal(String(Int64(value))) }
    literal(String(value))
  }

  /// A boolean, or null.
  public mutating func bool(_ value: Bool?) {
    guard let value else { return null() }
    literal(value ? "true" : "false")
  }

  /// Null.
  public mutating func null() { literal("null") }

  /// Copies JSON text byte for byte. The caller guarantees that it is one whole value.
  public mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// Escapes what JSON requires, and also C1 controls, line separators and bidirectional overrides, so that a document
  /// shown on a terminal does not affect it. Parsers read the same text.
  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    escape(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The content of a string with its escapes, without the quotes: for a text that is written piece by piece.
  public static func escaped(_ text: Substring) -> [UInt8] {
    var json = JSONWriter()
    json.escape(text)
    return json.bytes
  }

  private mutating func escape(_ text: some StringProtocol) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { escape($0) } }
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count {
      let plain = JSONRun.endOfPlain(text, from: index)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<plain]))
      index = plain
      guard index < text.count else { return }
      if text[index] < 0x80 {
        escape(ascii: text[index])
        index += 1
      } else {
        let end = text[index...].firstIndex { $0 < 0x80 } ?? text.count
        escape(foreign: UnsafeBufferPointer(rebasing: text[index..<end]))
        index = end
      }
    }
  }

  /// A byte that does not stand for itself.
  private mutating func escape(ascii byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
    case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
    case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
    case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
    default: escape(UInt32(byte))
    }
  }

  /// Text without ASCII.
  private mutating func escape(foreign text: UnsafeBufferPointer<UInt8>) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isUnsafeToDisplay {
        escape(scalar.value)
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func escape(_ value: UInt32) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: [0x5C, UInt8(ascii: "u")])
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(value >> UInt32(shift)) & 0xF]) }
  }
}

extension JSONWriter {
  /// A member with a string, or null.
  public mutating func member(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  /// A member with a whole number, or null.
  public mutating func member(_ name: String, _ value: Int?) {
    key(name)
    integer(value)
  }

  /// A member with a boolean, or null.
  public mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    bool(value)
  }

  /// A member with a number, or null.
  public mutating func member(_ name: String, _ value: Double?) {
    key(name)
    number(value)
  }

  /// A member with an array of strings.
  public mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array { writer in for value in values { writer.string(value) } }
  }
}
