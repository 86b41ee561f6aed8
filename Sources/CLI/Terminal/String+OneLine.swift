extension String {
  /// The text with a space for each run of line ends.
  var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
