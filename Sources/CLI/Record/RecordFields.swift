/// One record as text: `Name: value` lines with aligned values. A field without a value has no line.
enum RecordFields {
  /// The column in which values begin.
  private static let column = 13

  /// The lines.
  static func text(_ record: Record) -> StyledText {
    record.fields.reduce(into: StyledText()) { text, field in
      guard let value = field.value.plain else { return }
      let name = field.name + ":"
      text += StyledText(name, .bold)
      text += StyledText(
        String(repeating: " ", count: max(1, column - name.count)) + Sanitizer.line(value) + "\n")
    }
  }
}
