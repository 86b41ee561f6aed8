import Core
import TestSupport
import Testing

@testable import Index

@Suite struct IndexWriterTests {
  @Test func indexWriter_writtenStoriesAreFoundByWords() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    try Sample.build(folder)
    let reader = try Sample.reader(folder)
    #expect(try Sample.slugs(reader, "which boots fit?") == ["hiking/boots"])
    #expect(try Sample.slugs(reader, "tent rains") == ["hiking/tents"])
    #expect(try Sample.slugs(reader, "weather radio") == [])
    let hit = try #require(reader.hits(of: reader.search("mountain huts").items).first)
    #expect(
      hit.passages == [IndexPassage(place: 0, start: 0, end: 41, text: "We rent huts in the mountains since 1987.")])
    #expect(hit.score == 1 / 61.0)
    #expect(reader.updatedAt == "2026-11-26T08:00:00Z")
    #expect(reader.cacheVersion == 7)
    #expect(try reader.text(of: 2) == "A tent for two weighs two kilograms.\n\nPitch it before it rains.")
  }

  /// A model whose vectors could not be made finds nothing, so no search pays for a question.
  @Test func indexReader_hasNoVectorsBeforeOneIsStored() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    #expect(try Sample.reader(folder).vectors == nil)
    _ = try writer.store([(1, [1, 0, 0])])
    #expect(try Sample.reader(folder).vectors?.model == "m")
  }

  @Test func indexWriter_isOpenUntilItHasFinished() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.writer(folder)
    func state() throws -> [Bool] {
      let information = try writer.information()
      return [information.isWhole, information.isOpen, information.isComplete, try Sample.reader(folder).isOpen]
    }
    #expect(try state() == [false, false, false, false])
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: nil)
    #expect(try state() == [true, false, true, false])
    try writer.begin()
    #expect(try state() == [true, true, false, true])
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: nil, languages: ["de", "pt-br"])
    #expect(try state() == [true, false, true, false])
    #expect(try Sample.reader(folder).languages == ["de", "pt-br"])
  }

  /// The names in other languages are kept up with the story, also where its text is the same.
  @Test func indexReader_knowsSlugsInOtherLanguages() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.writer(folder)
    var story = Sample.documents[2]
    story.story.translatedSlugs = ["ueber-uns"]
    story.story.storedSlug = "about/"
    _ = try writer.write([story])
    let names = try Sample.reader(folder).names()
    #expect(names.map(\.otherSlugs) == [[], [], ["ueber-uns"]])
    #expect(names.last?.storedSlug == "about/")
    try writer.remove([3])
    #expect(try Sample.reader(folder).names().count == 2)
  }

  @Test func indexWriter_vectorsAreStoredAndScanned() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    let waiting = try writer.waiting(after: 0, limit: 10)
    #expect(waiting.map(\.name) == ["Choosing hiking boots", "Tents", "About us"])
    let refused = try writer.store([
      (waiting[0].id, [1, 0, 0]), (waiting[1].id, [0, 1, 0]), (waiting[2].id, [0, .nan, 1]),
    ])
    #expect(refused == [waiting[2].id])
    #expect(try writer.countWaiting().passages == 1)
    #expect(try writer.waiting(after: 0, limit: 10).map(\.id) == [waiting[2].id])
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: nil)
    let reader = try Sample.reader(folder)
    #expect(try Sample.slugs(reader, "zzz", vector: [0.1, 0.9, 0]) == ["hiking/tents", "hiking/boots"])
    #expect(try Sample.slugs(reader, "zzz", vector: [0.1, 0.9]) == [])
    let information = try writer.information()
    #expect(information.stories == 3)
    #expect(information.vectors == 2)
    #expect(information.model == "m")
    #expect(information.dimensions == 3)
  }

  /// Passages that wait are found by their index and their texts by number, however large the file is.
  @Test func indexWriter_readsNoOtherTextsForThoseThatWait() throws {
    let home = try TemporaryFolder()
    let folder = IndexFolder(home.path + "/index")
    _ = try Sample.writer(folder)
    let database = try Database(folder.path(of: Sample.subject), .reading)
    var plan: [String] = []
    try database.rows("explain query plan " + IndexWriter.waitingQuery, [.integer(0), .integer(1000)]) {
      (row) throws(DatabaseProblem) in
      plan.append(row.text(3) ?? "")
      return true
    }
    #expect(plan.count == 2)
    #expect(plan.first?.contains("passage_waiting") == true, "\(plan)")
    #expect(plan.last?.hasSuffix("VIRTUAL TABLE INDEX 0:=") == true, "\(plan)")
  }
}
