import Core

/// Prints a list of records: the records as they are found, then the summary.
protocol RecordPrinter: Sendable {
  /// Writes the next records.
  func print(_ records: [Record], to output: Output) throws(Failure)
  /// Writes what follows the last record.
  func finish(_ summary: RecordSummary, to output: Output) throws(Failure)
}

extension RecordPrinter {
  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {}
}

/// The summary of a list.
struct RecordSummary: Sendable {
  /// The document around the records; its value `items` marks their position.
  let document: Record
  /// The last line of the text format, if there is one.
  var sentence: String?
}
