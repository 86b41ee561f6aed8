/// Fields in a line.
enum SeparatedText: Sendable {
  /// RFC 4180: commas, CRLF, quotes where needed. A spreadsheet runs a field that begins with `=`, `+`, `-` or `@` as
  /// a formula, and text from elsewhere must not run anything on its reader's machine: such a field gets a `'` in front,
  /// which spreadsheets take for "this is text", unless `isRaw`.
  case csv(isRaw: Bool)
  /// Tabs, one record one line: tabs and line ends in a field become spaces, so that `cut` and `awk` see whole lines.
  case tsv

  /// A field.
  enum Field: Sendable {
    /// Text from elsewhere.
    case text(String?)
    /// A number of ours, which is never a formula.
    case number(String)
  }

  /// The line, with its end.
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
      // A NUL ends a line for some readers and is an error for others.
      let text = (text ?? "").filter { $0 != "\0" }
      let safe = !isRaw && isFormula(text) ? "'" + text : text
      let needsQuotes = safe.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      return needsQuotes ? quoted(safe) : safe
    }
  }

  /// Whether a spreadsheet would run it: by its first character, a tab or carriage return being skipped by some, and
  /// the full-width forms taken for the plain ones by others.
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
      // Only a quote at the beginning means something to readers that know quotes.
      return flat.utf8.first == UInt8(ascii: "\"") ? quoted(flat) : flat
    }
  }

  /// Goes scalar by scalar: a quote that carries a combining mark is no `Character` of its own, but ends a field.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
