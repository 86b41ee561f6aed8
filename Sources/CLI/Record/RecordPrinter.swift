import Core

/// One way to print a list of records: takes them as they are found, and learns at the end what the list came to.
protocol RecordPrinter: Sendable {
  /// Writes the next records.
  func print(_ records: [Record], to output: Output) throws(Failure)
  /// Writes what stands after the last.
  func finish(_ summary: RecordSummary, to output: Output) throws(Failure)
}

extension RecordPrinter {
  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {}
}

/// What a list came to.
struct RecordSummary: Sendable {
  /// The document around the records, which stand where its value `items` is.
  let document: Record
  /// The line that ends the list as text, where it has one.
  var sentence: String?
}
