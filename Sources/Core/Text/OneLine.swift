/// Makes one line of untrusted text.
public enum OneLine {
  /// The first line of `text` that is not empty, without scalars that are unsafe to display, at most `limit` scalars.
  public static func first(_ text: String, limit: Int = 200) -> String {
    var out = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if count > 0 { break }
        continue
      }
      guard !scalar.isUnsafeToDisplay else { continue }
      if count == 0 && scalar == " " { continue }
      guard count < limit else { return out + "…" }
      out.unicodeScalars.append(scalar)
      count += 1
    }
    while out.last == " " { out.removeLast() }
    return out
  }

  /// All lines of `text`, joined by spaces.
  public static func joined(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// `text` with white space as single spaces, and none at its ends.
  public static func collapsed(_ text: String) -> String {
    let utf8 = text.utf8
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    // ASCII needs no look at the properties of characters.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isBlank { bytes.append(byte) } else if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
