public import Core

extension IndexReader {
  /// What the source said of each story's version when it was written, by id; like `IndexWriter.stamps`, for an estimate
  /// that writes nothing.
  ///
  /// - Throws: `Failure` with code `io`.
  public func stamps() throws(Failure) -> [Int64: String] {
    try working { (database) throws(DatabaseProblem) in
      var stamps: [Int64: String] = [:]
      try database.rows("select id, stamp from story") { (row) throws(DatabaseProblem) in
        stamps[row.integer(0)] = row.text(1) ?? ""
        return true
      }
      return stamps
    }
  }
}
