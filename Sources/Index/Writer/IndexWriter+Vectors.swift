public import Core

/// Vectors of an index.
extension IndexWriter {
  /// A passage that waits for its vector.
  public struct Waiting: Sendable, Equatable {
    /// The passage's id.
    public var id: Int64
    /// The name of its story, which belongs to what is embedded.
    public var name: String
    /// The passage.
    public var text: String
  }

  /// Decides the model and the dimensions of all vectors. Vectors of another model or of other dimensions are removed,
  /// and all passages wait again.
  ///
  /// - Parameter dimensions: 1 to 4,096.
  /// - Throws: `Failure` with code `io`.
  public func useVectors(model: String, dimensions: Int) throws(Failure) {
    try working { (database) throws(DatabaseProblem) in
      let known = (try Meta.text(.model, database), try Meta.integer(.dimensions, database))
      if known == (model, Int64(dimensions)) { return }
      nextSlot = nil
      try database.transaction { () throws(DatabaseProblem) in
        try database.run("delete from vector")
        try database.run("delete from hole")
        try database.run("delete from question")
        try database.run("update passage set slot = null where slot is not null")
        try Meta.set(.model, .text(model), database)
        try Meta.set(.dimensions, .integer(Int64(dimensions)), database)
      }
    }
  }

  /// The number of passages that wait for a vector, and the scalars of their texts.
  ///
  /// - Throws: `Failure` with code `io`.
  public func countWaiting() throws(Failure) -> (passages: Int, scalars: Int) {
    try working { (database) throws(DatabaseProblem) in
      try database.first("select count(*), total(stop - start) from passage where slot is null") {
        (Int($0.integer(0)), Int($0.integer(1)))
      } ?? (0, 0)
    }
  }

  /// The order of a cross join is kept. Otherwise SQLite reads all texts for each thousand passages.
  static let waitingQuery = """
    select p.id, w.name, w.body from passage p cross join words w on w.rowid = p.id \
    where p.slot is null and p.id > ? order by p.id limit ?
    """

  /// The next passages that wait for a vector, in the order of their ids.
  ///
  /// - Parameters:
  ///   - id: the last passage that was given out; 0 at first.
  ///   - limit: the most passages.
  /// - Throws: `Failure` with code `io`.
  public func waiting(after id: Int64, limit: Int) throws(Failure) -> [Waiting] {
    try working { (database) throws(DatabaseProblem) in
      var found: [Waiting] = []
      try database.rows(Self.waitingQuery, [.integer(id), .integer(Int64(limit))]) { (row) throws(DatabaseProblem) in
        found.append(Waiting(id: row.integer(0), name: row.text(1) ?? "", text: row.text(2) ?? ""))
        return true
      }
      return found
    }
  }

  /// Keeps the vectors of passages, in one transaction. Vectors need not be of length 1. Passages that are gone, or have
  /// a vector, are left aside.
  ///
  /// - Returns: the passages whose vectors are of other dimensions than `useVectors` said, zero, or no numbers: those
  ///   were not kept.
  /// - Throws: `Failure` with code `io`; then none was kept.
  public func store(_ vectors: [(passage: Int64, values: [Float])]) throws(Failure) -> [Int64] {
    guard !vectors.isEmpty else { return [] }
    return try working { (database) throws(DatabaseProblem) in
      guard let dimensions = try Meta.integer(.dimensions, database).map({ Int($0) }) else {
        return vectors.map(\.passage)
      }
      var refused: [Int64] = []
      let next = nextSlot
      do throws(DatabaseProblem) {
        try database.transaction { () throws(DatabaseProblem) in
          for (passage, values) in vectors {
            guard values.count == dimensions, let vector = Quantiser.quantise(values) else {
              refused.append(passage)
              continue
            }
            try store(vector, of: passage, dimensions, database)
          }
        }
      } catch {
        nextSlot = next
        throw error
      }
      return refused
    }
  }

  /// Notes that a passage cannot have a vector, so that it does not wait for one again.
  ///
  /// - Throws: `Failure` with code `io`.
  public func skip(_ passages: some Collection<Int64>) throws(Failure) {
    guard !passages.isEmpty else { return }
    try working { (database) throws(DatabaseProblem) in
      try database.transaction { () throws(DatabaseProblem) in
        for id in passages {
          try database.run("update passage set slot = -1 where id = ? and slot is null", .integer(id))
        }
      }
    }
  }

  private func store(
    _ vector: Quantiser.Quantised, of passage: Int64, _ dimensions: Int, _ database: Database
  ) throws(DatabaseProblem) {
    guard try database.integer("select 1 from passage where id = ? and slot is null", .integer(passage)) != nil else {
      return
    }
    let slot = try freeSlot(database)
    let (block, row) = (slot / Int64(VectorBlock.rows), Int(slot % Int64(VectorBlock.rows)))
    try database.run(
      "insert or ignore into vector(block, data) values (?, ?)", .integer(block), .zeros(VectorBlock.size(dimensions)))
    let values = vector.values.map { UInt8(bitPattern: $0) }
    for (bytes, offset) in [
      (values, VectorBlock.valuesOffset(row, dimensions)),
      (VectorBlock.bytes(scale: vector.scale), VectorBlock.scaleOffset(row)),
      (VectorBlock.bytes(id: passage), VectorBlock.idOffset(row)),
    ] { try database.write(bytes, at: offset, table: "vector", column: "data", row: block) }
    try database.run("update passage set slot = ? where id = ?", .integer(slot), .integer(passage))
  }

  /// A row without a vector: one that became free, else the next behind all.
  private func freeSlot(_ database: Database) throws(DatabaseProblem) -> Int64 {
    if let hole = try database.integer("select slot from hole order by slot limit 1") {
      try database.run("delete from hole where slot = ?", .integer(hole))
      return try checked(hole)
    }
    let slot: Int64
    if let nextSlot {
      slot = nextSlot
    } else {
      let last = try database.integer(
        "select max((select coalesce(max(slot), -1) from passage), (select coalesce(max(slot), -1) from hole))")
      slot = try checked((last ?? -1).addingReportingOverflow(1).partialValue)
    }
    nextSlot = slot + 1
    return slot
  }

  /// A row that a file tells, if there can be such a one.
  private func checked(_ slot: Int64) throws(DatabaseProblem) -> Int64 {
    guard 0...VectorBlock.lastSlot ~= slot else { throw .unusable(.damaged) }
    return slot
  }

  /// Frees the row of a passage's vector, if it has one.
  func freeVector(of passage: Int64, _ database: Database) throws(DatabaseProblem) {
    guard let told = try database.integer("select slot from passage where id = ? and slot >= 0", .integer(passage))
    else { return }
    let slot = try checked(told)
    try database.write(
      VectorBlock.bytes(id: 0), at: VectorBlock.idOffset(Int(slot % Int64(VectorBlock.rows))), table: "vector",
      column: "data", row: slot / Int64(VectorBlock.rows))
    try database.run("insert or ignore into hole values (?)", .integer(slot))
  }
}
