import CSQLite
import Core

/// A connection to a database file. Its statements are prepared once and kept.
///
/// Not safe for use by several threads at once.
final class Database {
  /// How the file is opened.
  enum Mode {
    case reading
    case writing
    /// A file that nobody can change, such as one on a read-only medium.
    case unchanging
  }

  let api: sva_sqlite
  let path: String
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// The most bytes of one value that are read: a damaged or hostile file may claim any size.
  static let longestValue: Int32 = 64 << 20

  /// Opens the file at `path`, which must exist.
  ///
  /// - Parameters:
  ///   - vfs: SQLite's name of the way to use the file system; nil for the usual one.
  ///   - patience: how long a statement waits for a lock, in milliseconds.
  init(
    _ path: String, _ mode: Mode, library: [String] = SQLiteLibrary.names, vfs: String? = nil, patience: Int32 = 10_000
  ) throws(DatabaseProblem) {
    let library = try SQLiteLibrary.open(library)
    api = library.api
    self.path = path
    var opened: OpaquePointer?
    let access = mode == .writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    let flags = access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let code = api.open_v2(Self.address(path, mode), &opened, flags, vfs)
    guard let opened, code == SQLITE_OK else {
      let message = opened.flatMap { library.api.errmsg($0) }.map { String(cString: $0) } ?? "out of memory"
      _ = library.api.close_v2(opened)
      throw .sqlite(code: code, message: message)
    }
    handle = opened
    _ = api.extended_result_codes(handle, 1)
    _ = api.busy_timeout(handle, patience)
    _ = api.limit(handle, SQLITE_LIMIT_LENGTH, Self.longestValue)
    withUnsafePointer(to: api) { _ = sva_sqlite_defend($0, handle) }
  }

  deinit {
    for statement in statements.values { statement.finalize() }
    _ = api.close_v2(handle)
  }

  /// The path as an address for SQLite, in which other characters than these would have a meaning.
  private static func address(_ path: String, _ mode: Mode) -> String {
    var text = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return mode == .unchanging ? text + "?immutable=1" : text
  }

  /// Runs a statement to its end; rows are left aside.
  func run(_ sql: String, _ values: SQLValue...) throws(DatabaseProblem) { try run(sql, values) }

  /// Runs a statement to its end; rows are left aside.
  func run(_ sql: String, _ values: [SQLValue]) throws(DatabaseProblem) {
    try rows(sql, values) { (_) throws(DatabaseProblem) in true }
  }

  /// Passes the rows of a statement to `take` until it returns false.
  func rows(
    _ sql: String, _ values: [SQLValue] = [], _ take: (Row) throws(DatabaseProblem) -> Bool
  ) throws(DatabaseProblem) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() { guard try take(Row(statement)) else { return } }
  }

  /// The first row, read by `read`; nil if there is none.
  func first<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(DatabaseProblem) -> Value
  ) throws(DatabaseProblem) -> Value? {
    var found: Value?
    try rows(sql, values) { (row) throws(DatabaseProblem) in
      found = try read(row)
      return false
    }
    return found
  }

  /// The first column of the first row as an integer; nil if there is none.
  func integer(_ sql: String, _ values: SQLValue...) throws(DatabaseProblem) -> Int64? {
    try first(sql, values) { $0.integer(0) }
  }

  /// SQLite's version: 3040001 is 3.40.1.
  var version: Int32 { api.libversion_number() }
  /// The number of the row that was inserted last.
  var lastRow: Int64 { api.last_insert_rowid(handle) }
  /// The number of rows that the last statement changed.
  var changes: Int { Int(api.changes(handle)) }
  /// Whether a transaction is open.
  var isInTransaction: Bool { api.get_autocommit(handle) == 0 }

  /// Runs `body` in one transaction, which takes the right to write at its beginning. If `body` fails, nothing is
  /// changed.
  func transaction<Value>(_ body: () throws(DatabaseProblem) -> Value) throws(DatabaseProblem) -> Value {
    try run("begin immediate")
    do throws(DatabaseProblem) {
      let value = try body()
      try run("commit")
      return value
    } catch {
      // SQLite has ended the transaction itself after some errors, a full disk among them.
      if isInTransaction { do throws(DatabaseProblem) { try run("rollback") } catch {} }
      throw error
    }
  }

  /// Writes bytes into the middle of a value.
  ///
  /// - Throws: `DatabaseProblem`; `unusable` for a value that is not there or too short.
  func write(
    _ bytes: [UInt8], at offset: Int, table: String, column: String, row: Int64
  ) throws(DatabaseProblem) {
    var opened: OpaquePointer?
    let found = api.blob_open(handle, "main", table, column, row, 1, &opened)
    guard let opened, found == SQLITE_OK else {
      if found & 0xFF == SQLITE_ERROR { throw .unusable(.damaged) }
      throw problem(found)
    }
    let code = bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { api.blob_write(opened, $0, Int32(buffer.count), Int32(offset)) } ?? SQLITE_OK
    }
    let closed = api.blob_close(opened)
    if code & 0xFF == SQLITE_ERROR { throw .unusable(.damaged) }
    try check(code)
    try check(closed)
  }

  /// Brings what was written into the file itself, as far as readers allow, so that a copy of that file alone is whole.
  func unite() throws(DatabaseProblem) { try run("pragma wal_checkpoint(passive)") }

  /// Ends a statement after about `steps` million steps of SQLite's virtual machine, with `SQLITE_INTERRUPT`; nil lets
  /// statements run to their end.
  func limitWork(millionSteps steps: Int32?) {
    guard let steps else { return api.progress_handler(handle, 0, nil, nil) }
    api.progress_handler(handle, steps * 1_000_000, { _ in 1 }, nil)
  }

  private func prepared(_ sql: String) throws(DatabaseProblem) -> Statement {
    if let statement = statements[sql] { return statement }
    var pointer: OpaquePointer?
    let code = api.prepare_v2(handle, sql, -1, &pointer, nil)
    guard code == SQLITE_OK, let pointer else { throw problem(code) }
    let statement = Statement(self, pointer)
    statements[sql] = statement
    return statement
  }

  func check(_ code: Int32) throws(DatabaseProblem) {
    if code != SQLITE_OK { throw problem(code) }
  }

  /// The problem of the last call.
  func problem(_ code: Int32) -> DatabaseProblem {
    .sqlite(code: code, message: api.errmsg(handle).map { String(cString: $0) } ?? "no message")
  }
}
