/// Decodes the entities of XML and HTML text.
package enum XMLEntities {
  /// Decodes the five predefined entities and numeric references. Unknown ones are not changed.
  package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = text
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      out += rest[..<ampersand]
      rest = rest[(ampersand + 1)...]
      if let end = rest.prefix(longestEntity).firstIndex(of: UInt8(ascii: ";")),
        let scalar = entity(String(decoding: rest[..<end], as: UTF8.self))
      {
        out += Array(String(scalar).utf8)
        rest = rest[(end + 1)...]
      } else {
        out.append(UInt8(ascii: "&"))
      }
    }
    return out + rest
  }

  /// The length of `#x10FFFF` with leading zeros and a semicolon.
  private static let longestEntity = 12

  private static func entity(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let value = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
  }
}
