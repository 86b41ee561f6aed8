public import Core
import Crypto

/// The vectors of the last hundred questions, kept in the file so that they can be asked again without a network. The
/// questions themselves are not kept.
extension IndexReader {
  /// The questions that are kept.
  static let mostQuestions = 100

  /// The vector of a question that was asked before of this model; nil if it was not.
  ///
  /// - Throws: `Failure` with code `io`.
  public func knownVector(of question: String) throws(Failure) -> [Float]? {
    guard let vectors else { return nil }
    let key = Self.key(question, vectors.model)
    let bytes = try working { (database) throws(DatabaseProblem) in
      try database.first("select vector from question where key = ?", [.blob(key)]) { $0.blob(0) }
    }
    guard let bytes, bytes.count == vectors.dimensions * 4 else { return nil }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return Float(bitPattern: bits)
    }
  }

  /// Keeps the vector of a question. A file that cannot be written stays as it is.
  ///
  /// - Parameter time: seconds since 1970; the questions asked last are kept.
  public func keep(_ vector: [Float], of question: String, at time: Double, in folder: IndexFolder, log: Log) {
    guard let vectors, vectors.dimensions == vector.count else { return }
    let bytes = vector.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
    do throws(DatabaseProblem) {
      // Waits for no builder: the question can be embedded again.
      let database = try Database(path, .writing, library: folder.library, vfs: folder.vfs, patience: 200)
      try database.transaction { () throws(DatabaseProblem) in
        try database.run(
          "insert or replace into question values (?, ?, ?)", .blob(Self.key(question, vectors.model)), .blob(bytes),
          .integer(Int64(time * 1000)))
        try database.run(
          "delete from question where key not in (select key from question order by used desc limit ?)",
          .integer(Self.mostQuestions))
      }
      try database.unite()
    } catch { log.note("index: the question's vector is not kept: \(error.sentence)") }
  }

  private static func key(_ question: String, _ model: String) -> [UInt8] {
    let words = question.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Array(SHA256.hash(data: Array("\(model)\n\(words)".utf8)))
  }
}
