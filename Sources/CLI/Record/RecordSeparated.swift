import Core
import Synchronization

/// `csv` and `tsv`: a header line, then a line a record.
final class RecordSeparated: RecordPrinter {
  private let format: SeparatedText
  private let columns: [String]
  private let hasHeader = Mutex(false)

  /// - Parameter columns: the names of the fields that are columns.
  init(_ format: SeparatedText, columns: [String]) {
    self.format = format
    self.columns = columns
  }

  func print(_ records: [Record], to output: Output) throws(Failure) {
    try header(output)
    for record in records { try output.write(fields: format.line(columns.map { Self.field(record[$0]) })) }
  }

  /// Writes the header line if no record did.
  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) { try header(output) }

  private func header(_ output: Output) throws(Failure) {
    let isNeeded = hasHeader.withLock { isWritten in
      defer { isWritten = true }
      return !isWritten
    }
    if isNeeded { try output.write(fields: format.line(columns.map { .text($0) })) }
  }

  private static func field(_ value: Record.Value) -> SeparatedText.Field {
    switch value {
    case .integer, .number: .number(value.plain ?? "")
    default: .text(value.plain)
    }
  }
}
