/// Decodes the escapes of a JSON string.
enum JSONEscapes {
  /// The text of a string's content, whose grammar has been checked. An unpaired surrogate and bytes that are not valid
  /// UTF-8 become U+FFFD.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
        out.append(byte)
        continue
      }
      let mark = bytes[index]
      index += 1
      switch mark {
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = Unicode.Scalar(codePoint(bytes, &index)) ?? "\u{FFFD}"
        out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: out.append(mark)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The value of a hexadecimal digit.
  static func hex(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The code point whose four digits begin at `index`. A surrogate pair is read as a whole.
  private static func codePoint(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> UInt32 {
    let high = unit(bytes, index)
    index = min(index + 4, bytes.endIndex)
    guard (0xD800..<0xDC00).contains(high), index + 6 <= bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return high }
    let low = unit(bytes, index + 2)
    guard (0xDC00..<0xE000).contains(low) else { return high }
    index += 6
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private static func unit(_ bytes: ArraySlice<UInt8>, _ start: Int) -> UInt32 {
    bytes[start..<min(start + 4, bytes.endIndex)].reduce(0) { $0 << 4 | (hex($1) ?? 0) }
  }
}
