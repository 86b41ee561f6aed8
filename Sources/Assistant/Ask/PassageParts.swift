import Core

/// Splits a long passage into parts that are worth quoting: the service quotes a part as a whole.
enum PassageParts {
  /// A passage up to this length is one part, in scalars.
  private static let longest = 600
  /// A part ends with the first line or sentence that ends after this length.
  private static let wanted = 240

  /// The parts, without blank ones. Together they are the passage, but for white space between them.
  static func of(_ passage: some StringProtocol) -> [String] {
    guard passage.unicodeScalars.count > longest else { return passage.isBlank ? [] : [String(passage)] }
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var count = 0
    var last: Unicode.Scalar?
    func end() {
      let text = String(part).trimmed
      if !text.isBlank { parts.append(text) }
      part = String.UnicodeScalarView()
      count = 0
    }
    for scalar in passage.unicodeScalars {
      let isBlank = scalar == " " || scalar == "\n"
      let endsLine = scalar == "\n"
      let endsSentence = isBlank && last.map(isSentenceEnd) ?? false
      if isBlank, count >= longest || count >= wanted && (endsLine || endsSentence) {
        end()
      } else {
        part.append(scalar)
        count += 1
        // A text without blanks.
        if count >= 2 * longest { end() }
      }
      last = scalar
    }
    end()
    return parts
  }

  private static func isSentenceEnd(_ scalar: Unicode.Scalar) -> Bool {
    [".", "!", "?", "…", "。", "！", "？"].contains(scalar)
  }
}
