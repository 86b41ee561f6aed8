/// The row that a statement stands at. Columns count from 0; a value of another type reads as SQLite converts it.
struct Row {
  private let statement: Statement

  init(_ statement: Statement) { self.statement = statement }

  /// An integer; 0 for null.
  func integer(_ column: Int32) -> Int64 { statement.integer(column) }
  /// An integer, or nil for null.
  func optionalInteger(_ column: Int32) -> Int64? { statement.isNull(column) ? nil : statement.integer(column) }
  /// A number; 0 for null.
  func real(_ column: Int32) -> Double { statement.real(column) }
  /// A text, or nil for null. Bytes that are no UTF-8 are replaced.
  func text(_ column: Int32) -> String? {
    statement.isNull(column) ? nil : String(decoding: statement.bytes(column), as: UTF8.self)
  }
  /// The bytes of a blob.
  func blob(_ column: Int32) -> [UInt8] { Array(statement.bytes(column)) }
  /// Passes the bytes of a blob to `body`, without a copy.
  func withBlob<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    body(statement.bytes(column))
  }
}
