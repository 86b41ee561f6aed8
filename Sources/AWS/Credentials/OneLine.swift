/// Makes foreign text fit for one line of an error: first line, no control characters, bounded.
enum OneLine {
  /// The first line of `text` that holds anything, cleaned, at most `limit` characters.
  static func clean(_ text: String, limit: Int = 200) -> String {
    var out = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if count > 0 { break }
        continue
      }
      guard !isControl(scalar) else { continue }
      if count == 0 && scalar == " " { continue }
      guard count < limit else { return out + "…" }
      out.unicodeScalars.append(scalar)
      count += 1
    }
    while out.last == " " { out.removeLast() }
    return out
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
