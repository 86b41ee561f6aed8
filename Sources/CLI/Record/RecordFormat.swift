/// A value of `--format`: how a list is printed. The one list of formats: a new one is a case here and a renderer in a
/// file of its own.
enum RecordFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, csv, tsv, slug, url

  /// What prints a list in this format.
  ///
  /// - Parameters:
  ///   - columns: the names of the fields that make columns.
  ///   - isRawCSV: whether csv fields are written without protection against formulas.
  ///   - text: what prints the list for a person.
  func printer(
    columns: [String], isRawCSV: Bool = false, text: @autoclosure () -> any RecordPrinter
  ) -> any RecordPrinter {
    switch self {
    case .text: text()
    case .json: RecordJSON()
    case .jsonl: RecordLines()
    case .csv: RecordSeparated(.csv(isRaw: isRawCSV), columns: columns)
    case .tsv: RecordSeparated(.tsv, columns: columns)
    case .slug: RecordWords(names: ["slug"])
    // Where the space does not say where its site is, the editor is the one place that is known.
    case .url: RecordWords(names: ["url", "editor_url"])
    }
  }

  /// The option of a command that prints a list of the given nouns.
  ///
  /// - Parameters:
  ///   - formats: the formats that fit the noun.
  ///   - more: a clause about those that fit no other.
  static func flag(
    _ formats: [RecordFormat] = allCases, of noun: String, plural: String, more: String? = nil
  ) -> Flag<RecordFormat> {
    let words = formats.map(\.rawValue)
    let clauses =
      [
        "json is one document, the same as --json", "jsonl one document a \(noun)", "csv and tsv have a header line",
      ] + (more.map { [$0] } ?? [])
    return .choice(
      "format", "FORMAT", among: formats,
      FlagText(
        words.listed("or"),
        "How to print the \(plural). " + clauses.joined(separator: "; ")
          + ". In tsv, tabs and line ends within a field become spaces.",
        overrides: ["json"], jsonValue: json.rawValue))
  }
}
