/// Joins fields to a line of CSV or TSV.
enum SeparatedText: Sendable {
  /// RFC 4180: commas, CRLF, quotes if needed. Unless `isRaw`, a text field that a spreadsheet would run as a formula
  /// gets a `'` in front, which makes it text.
  case csv(isRaw: Bool)
  /// Tabs between fields. Tabs and line ends in a field become spaces, so that `cut` and `awk` see one record a line.
  case tsv

  /// A field.
  enum Field: Sendable {
    /// Text of any origin.
    case text(String?)
    /// A number, which is never a formula.
    case number(String)
  }

  /// The line, including its line end.
  func line(_ fields: [Field]) -> String {
    switch self {
    case .csv(let isRaw): fields.map { Self.csv($0, isRaw: isRaw) }.joined(separator: ",") + "\r\n"
    case .tsv: fields.map(Self.tsv).joined(separator: "\t") + "\n"
    }
  }

  private static func csv(_ field: Field, isRaw: Bool) -> String {
    switch field {
    case .number(let text): return text
    case .text(let text):
      // NUL is removed: some readers end the line at it, others fail.
      let text = (text ?? "").filter { $0 != "\0" }
      let safe = !isRaw && isFormula(text) ? "'" + text : text
      let needsQuotes = safe.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      return needsQuotes ? quoted(safe) : safe
    }
  }

  /// Whether a spreadsheet may run the text as a formula. Some skip a leading tab or carriage return, some accept the
  /// full-width characters.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  private static func tsv(_ field: Field) -> String {
    switch field {
    case .number(let text): return text
    case .text(let text):
      let line = (text ?? "").map { $0 == "\t" || $0.isNewline || $0 == "\0" ? " " : $0 }
      let flat = String(line)
      // Readers that support quotes interpret one only at the beginning.
      return flat.utf8.first == UInt8(ascii: "\"") ? quoted(flat) : flat
    }
  }

  /// Quotes by scalars: a quote with a combining mark is part of another `Character` but still ends a field.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
