/// Copies a JSON value byte for byte, with three exceptions: line ends between tokens are removed (one story, one
/// line); control characters, bidirectional overrides and line separators in strings are escaped, which JSON parsers
/// read as the same text; bytes that are not valid UTF-8 become U+FFFD.
package enum JSONPassThrough {
  /// Appends `value`, whose grammar has been checked, to `out`.
  package static func append(_ value: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var index = value.startIndex
    while index < value.endIndex {
      let end = JSONRun.endOfPrintable(value, from: index)
      out.append(contentsOf: value[index..<end])
      index = end
      guard index < value.endIndex else { return }
      switch value[index] {
      case 0x7F:
        escape(0x7F, to: &out)
        index += 1
      case 0..<0x20:
        // A tab inside a string is rejected by the grammar check, so this one is between tokens.
        if value[index] == 0x09 { out.append(0x20) }
        index += 1
      default: index += nonASCII(value[index...], to: &out)
      }
    }
  }

  /// Copies the character at the start of `bytes`, or U+FFFD if it is malformed. Returns the number of bytes read.
  private static func nonASCII(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) -> Int {
    guard let (scalar, length) = scalar(bytes) else {
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      return 1
    }
    if Unicode.Scalar.isUnsafeToDisplay(scalar) {
      escape(scalar, to: &out)
    } else {
      out.append(contentsOf: bytes.prefix(length))
    }
    return length
  }

  /// The code point at the start of `bytes` and its length; nil if malformed (Unicode table 3-7).
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> (UInt32, Int)? {
    let first = bytes[bytes.startIndex]
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, bytes.count >= length else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes.dropFirst().prefix(length - 1) {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, Unicode.Scalar(value) != nil else { return nil }
    return (value, length)
  }

  private static func escape(_ value: UInt32, to out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(contentsOf: [0x5C, UInt8(ascii: "u")])
    for shift in [12, 8, 4, 0] as [UInt32] { out.append(digits[Int(value >> shift) & 0xF]) }
  }
}
