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
}
