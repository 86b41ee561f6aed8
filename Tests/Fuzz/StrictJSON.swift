#if DEBUG || FUZZING
  /// A simple parser of the grammar of RFC 8259, for comparison with the fast reader. `JSONDecoder` is not suitable: it
  /// accepts trailing commas, and checks a number only when it is read.
  ///
  /// It recurses, so it does not check very deep nesting.
  struct StrictJSON {
    private static let deepest = 500

    private var rest: ArraySlice<UInt8>
    private var depth = 0
    private var isTooDeep = false

    private init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether `bytes` are one JSON value, with or without valid UTF-8 in strings; nil if they are nested too deep.
    static func isDocument(_ bytes: [UInt8]) -> Bool? {
      var grammar = StrictJSON(bytes)
      let isValue = grammar.value()
      return grammar.isTooDeep ? nil : isValue && grammar.rest.isEmpty
    }

    /// A value with surrounding white space.
    private mutating func value() -> Bool {
      skipBlanks()
      defer { skipBlanks() }
      switch rest.first {
      case UInt8(ascii: "{"): return list("{", "}") { $0.member() }
      case UInt8(ascii: "["): return list("[", "]") { $0.value() }
      case UInt8(ascii: "\""): return string()
      case UInt8(ascii: "t"): return word("true")
      case UInt8(ascii: "f"): return word("false")
      case UInt8(ascii: "n"): return word("null")
      default: return number()
      }
    }

    private mutating func list(_ open: String, _ close: String, _ item: (inout StrictJSON) -> Bool) -> Bool {
      guard word(open) else { return false }
      depth += 1
      defer { depth -= 1 }
      isTooDeep = isTooDeep || depth > Self.deepest
      if isTooDeep { return false }
      skipBlanks()
      if word(close) { return true }
      repeat { if !item(&self) { return false } } while word(",")
      return word(close)
    }

    private mutating func member() -> Bool {
      skipBlanks()
      guard string() else { return false }
      skipBlanks()
      return word(":") && value()
    }

    private mutating func string() -> Bool {
      guard word("\"") else { return false }
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\"") { return true }
        if byte < 0x20 { return false }
        guard byte == UInt8(ascii: "\\") else { continue }
        guard let mark = rest.popFirst() else { return false }
        if mark == UInt8(ascii: "u") {
          let digits = rest.prefix(4)
          guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
          rest = rest.dropFirst(4)
        } else if !"\"\\/bfnrt".utf8.contains(mark) {
          return false
        }
      }
      return false
    }

    private mutating func number() -> Bool {
      _ = word("-")
      if !word("0"), digits() == 0 { return false }
      if word("."), digits() == 0 { return false }
      guard word("e") || word("E") else { return true }
      _ = word("+") || word("-")
      return digits() > 0
    }

    private mutating func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }

    private mutating func word(_ word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }

    private mutating func skipBlanks() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }
  }
#endif
