extension StringProtocol {
  /// Whether it contains only white space (Unicode's `White_Space`).
  public var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  /// Whether white space or a line end stands around a text that is not blank.
  var hasOuterSpace: Bool {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
    return (first.properties.isWhitespace || last.properties.isWhitespace) && !isBlank
  }

  /// The text; nil if it is empty.
  var nonEmpty: Self? { isEmpty ? nil : self }

  /// The text without leading and trailing white space and line ends.
  public var trimmed: String {
    var rest = unicodeScalars[...]
    // Most texts have no white space at their ends, and need no copy.
    if let first = rest.first, let last = rest.last, !first.properties.isWhitespace, !last.properties.isWhitespace {
      return String(self)
    }
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    return String(String.UnicodeScalarView(rest))
  }
}
