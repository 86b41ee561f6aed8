import Core
import TestSupport
import Testing

@testable import Index

/// What writing keeps and what it removes.
@Suite struct IndexUpdateTests {
  private let home: TemporaryFolder
  private let folder: IndexFolder

  init() throws {
    home = try TemporaryFolder()
    folder = IndexFolder(home.path + "/index")
  }

  private func embedAll(_ writer: IndexWriter) throws {
    let waiting = try writer.waiting(after: 0, limit: 10_000)
    _ = try writer.store(waiting.map { ($0.id, [1, Float($0.id), 2]) })
  }

  @Test func indexWriter_unchangedTextKeepsPassagesAndVectors() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    try embedAll(writer)
    var same = Sample.documents[0]
    same.story.slug = "gear/boots"
    same.story.storedSlug = "gear/boots"
    same.story.tags = ["new"]
    same.stamp = "2"
    #expect(try writer.write([same]) == IndexWriter.Written(changed: 0, kept: 1))
    #expect(try writer.countWaiting().passages == 0)
    #expect(try writer.stamps() == [1: "2", 2: "1", 3: "1"])
    let reader = try Sample.reader(folder)
    #expect(try Sample.slugs(reader, "gear") == ["gear/boots"])
    #expect(try Sample.slugs(reader, "hiking") == ["gear/boots", "hiking/tents"])
    var filter = IndexFilter()
    filter.tags = ["new"]
    #expect(try Sample.slugs(reader, "boots", filter) == ["gear/boots"])
  }

  @Test func indexWriter_changedTextKeepsThePassagesThatAreTheSame() throws {
    let blocks = (0..<6).map { number in String(repeating: "Block \(number) has words. ", count: 60) }
    let writer = try Sample.writer(folder, [Sample.document(1, "a", "A", blocks.joined(separator: "\n\n"))])
    try writer.useVectors(model: "m", dimensions: 3)
    try embedAll(writer)
    let before = try writer.information()
    #expect(before.passages == 6)
    #expect(before.vectors == 6)
    var changed = blocks
    changed[2] = String(repeating: "Something else entirely. ", count: 60)
    changed.insert(String(repeating: "An insertion in between. ", count: 60), at: 1)
    #expect(try writer.write([Sample.document(1, "a", "A", changed.joined(separator: "\n\n"))]).changed == 1)
    #expect(try writer.information().passages == 7)
    #expect(try writer.countWaiting().passages == 2)
    #expect(try Sample.reader(folder).text(of: 1).hasPrefix(changed[0].dropLast() + "\n\n" + changed[1].dropLast()))
    // Another name belongs to every passage.
    _ = try writer.write([Sample.document(1, "a", "B", changed.joined(separator: "\n\n"))])
    #expect(try writer.countWaiting().passages == 7)
    #expect(try Sample.slugs(Sample.reader(folder), "block") == ["a"])
  }

  @Test func indexWriter_removedStoriesLeaveNothing() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    try embedAll(writer)
    #expect(try writer.remove([1, 77]) == 1)
    let reader = try Sample.reader(folder)
    #expect(try Sample.slugs(reader, "boots") == [])
    #expect(try Sample.slugs(reader, "zzz", vector: [1, 1, 2]).contains("hiking/boots") == false)
    #expect(try writer.information().passages == 2)
    // The row of a vector that is gone is used again.
    _ = try writer.write([Sample.document(9, "new", "New", "Lamps.")])
    try embedAll(writer)
    #expect(try Sample.slugs(reader, "zzz", vector: [1, 1, 2]).count == 3)
    #expect(try writer.database.integer("select count(*) from hole") == 0)
    #expect(try writer.database.integer("select max(slot) from passage") == 2)
  }

  @Test func indexWriter_anotherModelRemovesAllVectors() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    try embedAll(writer)
    try writer.useVectors(model: "m", dimensions: 3)
    #expect(try writer.countWaiting().passages == 0)
    try writer.useVectors(model: "other", dimensions: 5)
    #expect(try writer.countWaiting().passages == 3)
    #expect(try writer.store([(1, [1, 2, 3])]) == [1])
    #expect(try writer.store([(1, [1, 2, 3, 4, 5])]) == [])
    #expect(try Sample.reader(folder).vectors?.model == "other")
  }

  @Test func indexWriter_moreThanABlockOfVectors() throws {
    let writer = try Sample.writer(folder, (1...1100).map { Sample.document($0, "s\($0)", "S", "Text \($0).") })
    try writer.useVectors(model: "m", dimensions: 3)
    let waiting = try writer.waiting(after: 0, limit: 10_000)
    // All but the last point elsewhere.
    _ = try writer.store(waiting.map { ($0.id, [$0.id == 1100 ? 1 : -1, 1, 0]) })
    #expect(try writer.database.integer("select count(*) from vector") == 2)
    let ranking = try Sample.reader(folder).search("zzz", vector: [1, 1, 0], wanted: 3)
    #expect(ranking.items.first?.story == 1100)
    #expect(ranking.items.count == 100)
  }

  @Test func indexWriter_passagesThatCannotBeEmbeddedDoNotWait() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 3)
    try writer.skip([1])
    #expect(try writer.waiting(after: 0, limit: 10).map(\.id) == [2, 3])
    try embedAll(writer)
    try writer.remove([1, 2, 3])
    #expect(try writer.information().passages == 0)
  }

  @Test func indexWriter_storiesWithoutTextAreFoundByName() throws {
    _ = try Sample.writer(folder, [Sample.document(1, "a", "Imprint", ""), Sample.document(2, "b", "", "")])
    let reader = try Sample.reader(folder)
    #expect(try Sample.slugs(reader, "imprint") == ["a"])
    #expect(try reader.list(IndexFilter()).total == 2)
    #expect(try reader.text(of: 1) == "")
  }

  @Test func indexWriter_aStoryOfTenMegabytesIsFoundAtItsEnd() throws {
    let text = String(repeating: "Die Hütte liegt am See. ", count: 400_000) + "Zanzibar."
    let writer = try Sample.writer(folder, [Sample.document(1, "a", "A", text), Sample.documents[1]])
    let hit = try #require(try Sample.reader(folder).hits(of: Sample.reader(folder).search("zanzibar").items).first)
    #expect(hit.passages.first?.text.hasSuffix("Zanzibar.") == true)
    #expect(hit.passages.first.map { $0.end } == text.unicodeScalars.count)
    #expect(try writer.remove([1]) == 1)
    #expect(try writer.information().passages == 1)
  }

  @Test func indexReader_readsWhileAnotherWrites() throws {
    let writer = try Sample.writer(folder)
    let reader = try Sample.reader(folder)
    try writer.database.run("begin immediate")
    try writer.database.run("delete from story")
    #expect(try Sample.slugs(reader, "boots") == ["hiking/boots"])
    try writer.database.run("rollback")
  }

  @Test func questionVectors_areKeptWithoutTheQuestion() throws {
    let writer = try Sample.writer(folder)
    try writer.useVectors(model: "m", dimensions: 2)
    _ = try writer.store([(1, [1, 0])])
    let reader = try Sample.reader(folder)
    #expect(try reader.knownVector(of: "a secret question") == nil)
    reader.keep([0.5, -2], of: "A  secret question", at: 1, in: folder, log: .silent)
    #expect(try reader.knownVector(of: "a secret QUESTION") == [0.5, -2])
    reader.keep([1, 2, 3], of: "of other dimensions", at: 1, in: folder, log: .silent)
    #expect(try reader.knownVector(of: "of other dimensions") == nil)
    for number in 0..<120 { reader.keep([1, 1], of: "q\(number)", at: Double(number + 2), in: folder, log: .silent) }
    #expect(try writer.database.integer("select count(*) from question") == 100)
    #expect(try reader.knownVector(of: "a secret question") == nil)
    #expect(try reader.knownVector(of: "q119") == [1, 1])
    let bytes = try home.bytes("index/" + Sample.subject.fileName) + home.bytes("index/\(Sample.subject.fileName)-wal")
    #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
  }
}
