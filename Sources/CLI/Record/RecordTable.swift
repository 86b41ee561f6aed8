import Core
import Synchronization

/// `text` of a list with columns: a table fitted to the terminal; without a terminal, cells separated by tabs.
final class RecordTable: RecordPrinter {
  /// One column.
  struct Column: Sendable {
    /// The layout.
    let layout: Table.Column
    /// The cell's text for a record.
    let cell: @Sendable (Record) -> String

    /// A column whose cells show several fields.
    init(_ layout: Table.Column, _ cell: @escaping @Sendable (Record) -> String) {
      self.layout = layout
      self.cell = cell
    }

    /// A column that shows one field, or `none` if the field has no value.
    init(_ layout: Table.Column, field: String, none: String = "") {
      self.init(layout) { $0[field].plain ?? none }
    }
  }

  private let columns: [Column]
  /// The terminal's width in columns; nil without a terminal.
  private let width: Int?
  private let table: Mutex<Table>

  /// - Parameter width: the terminal's width in columns; nil without a terminal.
  init(_ columns: [Column], width: Int?) {
    self.columns = columns
    self.width = width
    table = Mutex(Table(columns.map(\.layout)))
  }

  func print(_ records: [Record], to output: Output) throws(Failure) {
    table.withLock { table in
      for record in records { table.add(columns.map { $0.cell(record) }) }
    }
  }

  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {
    let table = table.withLock { $0 }
    guard !table.isEmpty else { return }
    if let width { return try output.write(table.fitted(to: width)) }
    try output.write(table.tabSeparated())
  }
}
