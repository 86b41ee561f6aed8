import Core
import TestSupport
import Testing

@testable import Index

/// Rows that no writer makes: they are damage, never a crash.
@Suite struct IndexHostileRowsTests {
  private let home: TemporaryFolder
  private let folder: IndexFolder
  private var path: String { folder.path(of: Sample.subject) }

  init() throws {
    home = try TemporaryFolder()
    folder = IndexFolder(home.path + "/index")
  }

  private func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  /// A finished index whose passages have vectors.
  private func build() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    _ = try writer.store(writer.waiting(after: 0, limit: 10).map { ($0.id, [1, Float($0.id), 0]) })
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 7)
  }

  private func isDamage(_ failure: Failure?) -> Bool {
    failure?.code == .io && failure?.reason == .indexUnusable && failure?.sentence.hasSuffix(" is damaged") == true
      && failure?.hints.map(\.description) == [
        "remove it: search --drop-index --space 1023456; build it again: search --update-index"
      ]
  }

  @Test(arguments: [
    "update passage set slot = 9223372036854775807 where id = (select max(id) from passage)",
    "update passage set slot = 1099511627776 where id = (select max(id) from passage)",
    "insert into hole values (9223372036854775807)", "insert into hole values (-5)",
  ])
  func indexWriter_aRowOfAVectorThatCannotBeIsDamage(_ statement: String) throws {
    try build()
    do {
      let database = try Database(path, .writing)
      try database.run(statement)
      try database.run("update passage set slot = null where id = 1")
    }
    let writer = try Sample.open(folder)
    #expect(isDamage(failure { _ = try writer.store([(1, [1, 0, 0])]) }))
  }

  @Test(arguments: [9_223_372_036_854_775_807, 5000, -7] as [Int64])
  func indexWriter_aVectorThatIsNotThereIsDamage(_ slot: Int64) throws {
    try build()
    try Database(path, .writing).run("update passage set slot = ?", .integer(slot))
    let writer = try Sample.open(folder)
    let failure = failure { _ = try writer.remove([1, 2, 3]) }
    // A negative row is that of a passage without a vector.
    #expect(slot < 0 ? failure == nil : isDamage(failure))
  }

  @Test(arguments: ["update vector set data = zeroblob(0)", "update vector set data = zeroblob(5000)"])
  func indexFile_aBlockOfAnotherSizeIsDamage(_ statement: String) throws {
    try build()
    try Database(path, .writing).run(statement)
    #expect(isDamage(failure { _ = try Sample.reader(folder).search("boots", vector: [1, 0, 0]) }))
    #expect(try Sample.slugs(Sample.reader(folder), "boots") == ["hiking/boots"])
    // The ids at the beginning of a block may fit into it.
    guard statement.contains("(0)") else { return }
    let writer = try Sample.open(folder)
    #expect(isDamage(failure { _ = try writer.remove([1, 2, 3]) }))
  }

  /// The lengths of passages are added up as numbers that do not overflow.
  @Test func indexWriter_lengthsOfAnySizeAreCounted() throws {
    _ = try Sample.writer(folder)
    try Database(path, .writing).run("update passage set stop = 9223372036854775807")
    #expect(try Sample.open(folder).countWaiting().passages == 3)
  }

  /// A computed column in a table of FTS5 would be computed for each row that a search reads.
  @Test func indexFile_aComputedColumnIsDamage() throws {
    try build()
    let (usual, computed) = (Array("c0, c1, c2)".utf8), Array("c0,c AS(1))".utf8))
    var bytes = try home.bytes("index/" + Sample.subject.fileName)
    let place = try #require(
      bytes.indices.dropLast(usual.count).first { Array(bytes[$0..<($0 + usual.count)]) == usual })
    bytes.replaceSubrange(place..<(place + usual.count), with: computed)
    try home.write(bytes, to: "index/" + Sample.subject.fileName)
    #expect(isDamage(failure { _ = try Sample.reader(folder) }))
    #expect(isDamage(failure { _ = try Sample.open(folder) }))
  }

  @Test(arguments: ["words_config", "words_docsize"]) func indexFile_aMissingTableOfFTS5IsDamage(_ table: String) throws
  {
    try build()
    var bytes = try home.bytes("index/" + Sample.subject.fileName)
    let name = Array("CREATE TABLE '\(table)'".utf8)
    let place = try #require(bytes.indices.dropLast(name.count).first { Array(bytes[$0..<($0 + name.count)]) == name })
    bytes[place + name.count - 2] = UInt8(ascii: "x")
    try home.write(bytes, to: "index/" + Sample.subject.fileName)
    // SQLite itself may refuse a schema whose names differ.
    let failure = failure { _ = try Sample.reader(folder) }
    #expect(failure?.code == .io && failure?.hints.isEmpty == false)
  }

  // MARK: - What SQLite refuses though the file is sound

  @Test func indexFilter_tooLongIsAUsageError() throws {
    try build()
    let reader = try Sample.reader(folder)
    let long: [(inout IndexFilter) -> Void] = [
      { $0.startsWith = String(repeating: "a", count: 60_000) }, { $0.slugs = [String(repeating: "[", count: 10_001)] },
      { $0.slugs = (0..<501).map { "a\($0)*" } }, { $0.tags = (0..<901).map { "t\($0)" } },
      {
        $0.uuids = (0..<500).map { "u\($0)" }
        $0.references = (0..<500).map { "r\($0)" }
      },
    ]
    for change in long {
      var filter = IndexFilter()
      change(&filter)
      for refusal in [
        failure { _ = try reader.list(filter) }, failure { _ = try reader.search("boots", filter) },
        failure { _ = try reader.search("boots", vector: [1, 0, 0], filter) },
      ] { #expect(refusal?.code == .usage) }
    }
    var filter = IndexFilter()
    filter.slugs = (0..<499).map { "a\($0)*" } + ["hiking/*"]
    filter.tags = (0..<398).map { "t\($0)" }
    filter.startsWith = "h" + String(repeating: "[", count: 9999)
    filter.updated = (0, 1)
    filter.published = (0, 1)
    #expect(try reader.list(filter).total == 0)
    #expect(try reader.search("boots", vector: [1, 0, 0], filter).total == 0)
    filter = IndexFilter()
    filter.slugs = (0..<499).map { "a\($0)*" } + ["hiking/*"]
    #expect(try reader.list(filter).total == 2)
    filter = IndexFilter()
    filter.ids = [1] + (1000..<200_000)
    #expect(try reader.list(filter).total == 1)
  }

  /// An error of a statement is not called damage, and the advice does not remove a file that may be sound.
  @Test func sqlite_anErrorAloneIsNoDamage() {
    let failure = Failure(.sqlite(code: 1, message: "too many SQL variables"), of: Sample.subject, at: "/x")
    #expect(failure.code == .io)
    #expect(failure.sentence == "the index file /x cannot be used: too many SQL variables (SQLite 1)")
    #expect(
      failure.hints.map(\.description)
        == ["try again; if it stays so, report it, and build the index again: search --update-index"])
  }
}
