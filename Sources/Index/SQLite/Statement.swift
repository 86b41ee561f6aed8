import CSQLite

/// A prepared statement of a database.
final class Statement {
  private unowned let database: Database
  private let handle: OpaquePointer
  private let api: sva_sqlite

  init(_ database: Database, _ handle: OpaquePointer) {
    self.database = database
    self.handle = handle
    api = database.api
  }

  /// Sets the values of the parameters, in order.
  func bind(_ values: [SQLValue]) throws(DatabaseProblem) {
    for (index, value) in values.enumerated() { try database.check(bind(value, Int32(index + 1))) }
  }

  private func bind(_ value: SQLValue, _ place: Int32) -> Int32 {
    switch value {
    case .null: return api.bind_null(handle, place)
    case .integer(let number): return api.bind_int64(handle, place, number)
    case .real(let number): return api.bind_double(handle, place, number)
    case .zeros(let count): return api.bind_zeroblob(handle, place, Int32(count))
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { buffer in
          withUnsafePointer(to: api) {
            sva_sqlite_bind_text($0, handle, place, buffer.baseAddress, Int32(buffer.count))
          }
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { buffer in
        withUnsafePointer(to: api) { sva_sqlite_bind_blob($0, handle, place, buffer.baseAddress, Int32(buffer.count)) }
      }
    }
  }

  /// Goes to the next row; false at the end.
  func step() throws(DatabaseProblem) -> Bool {
    let code = api.step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.problem(code)
    }
  }

  /// Makes it ready to run again.
  func reset() {
    _ = api.reset(handle)
    _ = api.clear_bindings(handle)
  }

  func finalize() { _ = api.finalize(handle) }

  func isNull(_ column: Int32) -> Bool { api.column_type(handle, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { api.column_int64(handle, column) }
  func real(_ column: Int32) -> Double { api.column_double(handle, column) }

  /// The bytes of a text or blob, valid until the next step. An empty one may have no address.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = api.column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(api.column_bytes(handle, column)))
  }
}
