/// A value of `--format`. A new format is a case here and a renderer in a file of its own.
enum RecordFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, csv, tsv, slug, url

  /// The printer of a list in this format.
  ///
  /// - Parameters:
  ///   - columns: the names of the fields that are columns.
  ///   - isRawCSV: whether csv fields are written without protection against formulas.
  ///   - folder: for temporary files: json is collected before it is written.
  ///   - text: the printer for the text format.
  func printer(
    columns: [String], isRawCSV: Bool = false, folder: String = "/tmp", text: @autoclosure () -> any RecordPrinter
  ) -> any RecordPrinter {
    switch self {
    case .text: text()
    case .json: RecordJSON(folder: folder)
    case .jsonl: RecordLines()
    case .csv: RecordSeparated(.csv(isRaw: isRawCSV), columns: columns)
    case .tsv: RecordSeparated(.tsv, columns: columns)
    case .slug: RecordWords(names: ["slug"])
    // If the space configures no site, only the editor's page is known.
    case .url: RecordWords(names: ["url", "editor_url"])
    }
  }

  /// The `--format` option of a command that prints a list of the given noun.
  ///
  /// - Parameters:
  ///   - formats: the formats that apply to the noun.
  ///   - more: a clause about formats that the others do not share.
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
        jsonValue: json.rawValue))
  }
}
