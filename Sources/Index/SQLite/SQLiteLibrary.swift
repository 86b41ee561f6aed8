import CSQLite
import Core

/// SQLite's functions, opened at run time.
struct SQLiteLibrary {
  let api: sva_sqlite

  /// The names under which the library is looked for. The number in the file's name is the ABI, unchanged since 2004.
  #if canImport(Darwin)
    static let names = ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
  #else
    static let names = ["libsqlite3.so.0", "libsqlite3.so"]
  #endif

  /// The oldest version that has all that is used: `remove_diacritics 2` of FTS5 is of 2019.
  static let oldest: Int32 = 3_027_000
  /// The oldest version with the tokenizer for texts without blanks between words.
  static let oldestWithTrigrams: Int32 = 3_034_000

  /// The library's version: 3040001 is 3.40.1.
  var version: Int32 { api.libversion_number() }

  /// Opens the library.
  ///
  /// - Throws: `DatabaseProblem.library` if there is none, or one that is too old.
  static func open(_ names: [String] = names) throws(DatabaseProblem) -> SQLiteLibrary {
    let library: UnsafeMutableRawPointer
    do throws(FileProblem) { library = try DynamicLibrary.open(names) } catch { throw .library(error.sentence) }
    let table = UnsafeMutablePointer<sva_sqlite>.allocate(capacity: 1)
    defer { table.deallocate() }
    UnsafeMutableRawPointer(table).initializeMemory(
      as: UInt8.self, repeating: 0, count: MemoryLayout<sva_sqlite>.size)
    if let missing = sva_sqlite_fill(table, library) {
      throw .library("it has no \(String(cString: missing))")
    }
    let opened = SQLiteLibrary(api: table.pointee)
    guard opened.version >= oldest else { throw .library(tooOld(opened.version, oldest)) }
    return opened
  }

  /// What is said of a version that is too old.
  static func tooOld(_ version: Int32, _ oldest: Int32) -> String {
    "it is version \(text(version)), and \(text(oldest)) or newer is needed"
  }

  private static func text(_ version: Int32) -> String {
    "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
  }
}
