import Core
import TestSupport
import Testing

@testable import Index

@Suite struct IndexFolderTests {
  private let home: TemporaryFolder
  private let folder: IndexFolder

  init() throws {
    home = try TemporaryFolder()
    folder = IndexFolder(home.path + "/index")
  }

  @Test func indexSubject_hasAFileNameOfItsOwn() {
    let subject = IndexSubject(space: 5, version: .published, language: "pt-BR", family: .management)
    #expect(subject.fileName == "5-draft-management-pt_br.db")
    #expect(IndexSubject(fileName: subject.fileName) == subject)
    #expect(Sample.subject.fileName == "1023456-published-delivery.db")
    for name in [
      "5.db", "x-draft-delivery.db", "5-draft-delivery", "5-draft-delivery-a-b.db", "05-draft-delivery.db",
      "5-published-management.db",
    ] {
      #expect(IndexSubject(fileName: name) == nil, "\(name)")
    }
  }

  @Test func indexFolder_listsAndDropsFiles() throws {
    #expect(try folder.subjects() == [])
    #expect(try folder.drop(Sample.subject) == nil)
    try Sample.build(folder)
    try home.write("", to: "index/other.db")
    #expect(try folder.subjects() == [Sample.subject])
    #expect(try folder.drop(Sample.subject) ?? 0 > 20_000)
    #expect(try home.names(in: "index") == ["other.db"])
  }

  @Test func indexFolder_aFileThatIsBuiltIsNotDropped() throws {
    let writer = try Sample.writer(folder)
    do {
      _ = try folder.drop(Sample.subject)
      Issue.record("it was dropped")
    } catch {
      #expect(error.code == .io)
      #expect(
        error.sentence.hasPrefix("another run builds the index of the published stories of space 1023456 (process "))
    }
    #expect(
      try folder.removeUnused(besides: IndexSubject(space: 9, version: .draft, family: .delivery), now: 1e11) == [])
    _ = writer
  }

  @Test func indexFolder_unusedFilesAreRemovedAfterNinetyDays() throws {
    try Sample.build(folder)
    let other = IndexSubject(space: 9, version: .draft, family: .delivery)
    let now = Double(try #require(FileStatus(folder.path(of: Sample.subject))).modified.seconds)
    #expect(try folder.removeUnused(besides: other, now: now + 89 * 86_400) == [])
    #expect(try folder.removeUnused(besides: Sample.subject, now: now + 91 * 86_400) == [])
    #expect(try folder.removeUnused(besides: other, now: now + 91 * 86_400) == [Sample.subject])
    #expect(try home.names(in: "index") == [])
  }

  @Test func indexLock_isHeldByOne() async throws {
    let lock = try #require(try IndexLock.take(Sample.subject, in: folder))
    #expect(try IndexLock.take(Sample.subject, in: folder) == nil)
    lock.report("5 of 9 stories")
    let clock = TestClock()
    var seen: [IndexLock.Holder] = []
    do {
      _ = try await IndexLock.wait(Sample.subject, in: folder, clock: clock.wallClock, patience: .seconds(10)) {
        seen.append($0)
      }
      Issue.record("the lock was taken twice")
    } catch { #expect(error.sentence.contains("5 of 9 stories")) }
    #expect(seen.map(\.progress) == ["5 of 9 stories"])
    #expect(seen.first?.process != nil)
    // A service may ask the holder to wait for five minutes, and meanwhile it reports nothing.
    #expect(IndexLock.patience > .seconds(300))
  }

  @Test func indexLock_isFreeWhenItsHolderEnds() async throws {
    do { _ = try IndexLock.take(Sample.subject, in: folder) }
    #expect(try IndexLock.take(Sample.subject, in: folder) != nil)
    _ = try await IndexLock.wait(Sample.subject, in: folder, clock: TestClock().wallClock) { _ in }
  }
}
