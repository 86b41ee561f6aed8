/// Percent-encoding by RFC 3986: everything but `A-Z a-z 0-9 - . _ ~` is escaped with capital hex digits, as SigV4
/// requires.
public enum PercentEncoding {
  /// `text` as one path segment, query name or query value.
  public static func component(_ text: String) -> String { encode(text.utf8, keepingSlash: false) }

  /// `text` as a path: like `component`, but `/` is kept.
  public static func path(_ text: String) -> String { encode(text.utf8, keepingSlash: true) }

  /// `text` with every escape decoded. Invalid escapes are kept.
  public static func decoded(_ text: String) -> String {
    var out: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%"), bytes.count >= 2,
        let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(value)
        bytes = bytes.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func encode(_ bytes: some Sequence<UInt8>, keepingSlash: Bool) -> String {
    var out: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) || (keepingSlash && byte == UInt8(ascii: "/")) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
