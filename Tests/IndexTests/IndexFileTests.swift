import Core
import TestSupport
import Testing

@testable import Index

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of every kind at the place of an index.
@Suite struct IndexFileTests {
  private let home: TemporaryFolder
  private let folder: IndexFolder
  private var name: String { "index/" + Sample.subject.fileName }

  init() throws {
    home = try TemporaryFolder()
    folder = IndexFolder(home.path + "/index")
  }

  private func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  /// The failures of a search and of an update.
  private func failures() -> (search: Failure?, update: Failure?) {
    (
      failure { _ = try Sample.slugs(Sample.reader(folder), "boots") },
      failure { try Sample.open(folder).check(now: 0) }
    )
  }

  @Test func indexFile_isForItsOwnerAlone() throws {
    let writer = try Sample.writer(folder)
    for file in ["", "-wal", "-shm", "-lock"] { #expect(home.mode(of: name + file) == 0o600, "\(file)") }
    #expect(home.mode(of: "index") == 0o700)
    _ = writer
  }

  @Test func indexFile_withoutAFileIsNotFound() throws {
    let failures = failures()
    #expect(failures.search?.code == .notFound)
    #expect(failures.search?.reason == .indexAbsent)
    #expect(failures.update == nil)
    // An update that wrote nothing has made the tables.
    #expect(try Sample.reader(folder).updatedAt == nil)
  }

  @Test func indexFile_emptyIsNotFoundAndIsBuilt() throws {
    try home.write("", to: name)
    #expect(failures().search?.code == .notFound)
    try Sample.build(folder)
    #expect(try Sample.slugs(Sample.reader(folder), "boots") == ["hiking/boots"])
  }

  @Test(arguments: [
    "Just some text, longer than a header of a database would be, so that all of it is read once or twice.",
    "SQLite format 3\0", "x",
  ])
  func indexFile_foreignIsRefusedAndNotTouched(_ text: String) throws {
    try home.write(text, to: name)
    let failures = failures()
    for failure in [failures.search, failures.update] {
      #expect(failure?.code == .io)
      #expect(failure?.reason == .indexUnusable)
      #expect(failure?.hints.first?.description.contains("--drop-index") == true)
    }
    #expect(try home.text(name) == text)
  }

  @Test func indexFile_anotherDatabaseIsRefused() throws {
    try home.makeFolder("index")
    try home.write("", to: name)
    let database = try Database(home.path(name), .writing)
    try database.run("create table bookmarks(url text)")
    #expect(failures().search?.sentence.hasSuffix("is no index, or is damaged") == true)
    #expect(failures().update?.sentence.hasSuffix("is no index, or is damaged") == true)
    #expect(try database.integer("select count(*) from bookmarks") == 0)
  }

  @Test func indexFile_newerIsRefusedOlderIsBuiltAnew() throws {
    try Sample.build(folder)
    let path = home.path(name)
    try Database(path, .writing).run("pragma user_version = 2")
    #expect(failures().search?.sentence.hasSuffix("was built by a newer version of this program") == true)
    #expect(failures().update?.sentence.hasSuffix("was built by a newer version of this program") == true)
    try Database(path, .writing).run("pragma user_version = 0")
    #expect(failures().search?.sentence.hasSuffix("is of an older format") == true)
    let recorder = LogRecorder()
    #expect(try Sample.open(folder, log: recorder.log).stamps().isEmpty)
  }

  @Test func indexFile_renamedIsRefused() throws {
    try Sample.build(folder)
    let others = [
      IndexSubject(space: 2, version: .published, family: .delivery),
      IndexSubject(space: 1_023_456, version: .draft, family: .delivery),
      IndexSubject(space: 1_023_456, version: .published, family: .management),
      IndexSubject(space: 1_023_456, version: .published, language: "de", family: .delivery),
    ]
    for other in others {
      try home.write(home.bytes(name), to: "index/" + other.fileName)
      let failure = failure { _ = try Sample.reader(folder, other) }
      #expect(failure?.sentence.contains("is not of the") == true, "\(other)")
    }
  }

  /// What a file could hold to run on opening: nothing of it is run.
  @Test(arguments: [
    "create trigger t after insert on story begin delete from story; end", "create view v as select * from story",
    "create table more(x)", "drop table trait", "alter table story add column more",
  ])
  func indexFile_otherTablesAreDamage(_ statement: String) throws {
    try Sample.build(folder)
    try Database(home.path(name), .writing).run(statement)
    #expect(failures().search?.sentence.hasSuffix("is damaged") == true)
    #expect(failures().update?.sentence.hasSuffix("is damaged") == true)
  }

  @Test func indexFile_pipesAndFoldersAreRefusedAtOnce() throws {
    try home.makeFolder(name)
    #expect(failures().search?.sentence.hasSuffix("is no regular file") == true)
    #expect(failures().update?.sentence.hasSuffix("is no regular file") == true)
    let other = IndexSubject(space: 2, version: .published, family: .delivery)
    #expect(mkfifo(home.path("index/" + other.fileName), 0o600) == 0)
    let pipe = failure { _ = try Sample.reader(folder, other) }
    #expect(pipe?.sentence.hasSuffix("is no regular file") == true)
    #expect(pipe?.hints.map(\.description) == ["remove or rename what is there"])
  }

  /// The advice names the index that is damaged, so that it does not remove another one.
  @Test(arguments: [
    (IndexSubject(space: 5, version: .published, family: .delivery), " --space 5", ""),
    (
      IndexSubject(space: 5, version: .draft, language: "pt-BR", family: .delivery),
      " --space 5 --draft --language pt_br", " --draft --language pt_br"
    ),
    (IndexSubject(space: 5, version: .draft, family: .management), " --space 5 --draft", ""),
  ])
  func indexFile_theAdviceIsAboutTheDamagedFile(subject: IndexSubject, removal: String, update: String) throws {
    let absent = failure { _ = try Sample.reader(folder, subject) }
    #expect(absent?.hints.map(\.description) == ["build it: search --update-index\(update)"])
    _ = try Sample.open(folder, subject)
    try Database(folder.path(of: subject), .writing).run("create table more(x)")
    let damaged = failure { _ = try Sample.reader(folder, subject) }
    #expect(
      damaged?.hints.map(\.description)
        == ["remove it: search --drop-index\(removal); build it again: search --update-index\(update)"])
    try Database(folder.path(of: subject), .writing).run("pragma user_version = 0")
    let old = failure { _ = try Sample.reader(folder, subject) }
    #expect(old?.hints.map(\.description) == ["build it again: search --update-index\(update)"])
  }

  /// A link that the user made, to keep the file elsewhere, is an index like others.
  @Test func indexFile_behindALinkIsOneLikeOthers() throws {
    try Sample.build(folder)
    try home.makeFolder("disk")
    #expect(rename(home.path(name), home.path("disk/index.db")) == 0)
    #expect(symlink(home.path("disk/index.db"), home.path(name)) == 0)
    #expect(try folder.subjects() == [Sample.subject])
    let size = try #require(FileStatus(home.path("disk/index.db"))).size
    #expect(try IndexInformation.read(Sample.subject, in: folder, log: .silent).bytes == size)
    #expect(try Sample.slugs(Sample.reader(folder), "boots") == ["hiking/boots"])
    #expect(try folder.drop(Sample.subject) != nil)
    #expect(try folder.subjects() == [])
    // What the link named is not removed.
    #expect(FileStatus(home.path("disk/index.db")) != nil)
  }

  @Test func indexFile_truncatedOrFlippedIsAFailureOrWorks() throws {
    try Sample.build(
      folder, Sample.documents + (10...60).map { Sample.document($0, "s\($0)", "S \($0)", "Lamps \($0).") })
    let whole = try home.bytes(name)
    #expect(whole.count > 40_000)
    func check(_ bytes: [UInt8], _ what: String) throws {
      try home.write(bytes, to: name)
      for file in ["-wal", "-shm"] { try FileEntry.remove(home.path(name + file)) }
      let failures = failures()
      for failure in [failures.search, failures.update] {
        if let failure { #expect([.io, .notFound].contains(failure.code), "\(what): \(failure.sentence)") }
      }
    }
    for end in [
      0, 1, 15, 16, 99, 100, 512, 4095, 4096, 4097, 8192, 20_000, whole.count / 2, whole.count - 4096, whole.count - 1,
    ] {
      try check(Array(whole[..<end]), "truncated at \(end)")
    }
    var random = SeededRandom(seed: 11)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try check(bytes, "flipped")
    }
    // A page of zeros in the middle is found by an update.
    var bytes = whole
    for index in 8192..<12_288 { bytes[index] = 0 }
    try check(bytes, "zeros")
    #expect(failures().update?.sentence.hasSuffix("is damaged") == true)
  }

  /// The whole file is read once a day. A clock that went back is no reason to leave it out.
  @Test func indexFile_isLookedThroughOnceADay() throws {
    try Sample.build(
      folder, Sample.documents + (10...60).map { Sample.document($0, "s\($0)", "S \($0)", "Lamps \($0).") })
    let now = 1_790_000_000.0
    do {
      let writer = try Sample.open(folder)
      try writer.check(now: now)
      try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 1)
    }
    // Pages that are read without a look at them.
    var bytes = try home.bytes(name)
    for index in 8192..<12_288 { bytes[index] = 0 }
    try home.write(bytes, to: name)
    for file in ["-wal", "-shm"] { try FileEntry.remove(home.path(name + file)) }
    func verdict(_ now: Double) -> String? { failure { try Sample.open(folder).check(now: now) }?.sentence }
    #expect(verdict(now) == nil && verdict(now + 86_399) == nil)
    #expect(verdict(now + 86_400)?.hasSuffix("is damaged") == true)
    #expect(verdict(now - 1)?.hasSuffix("is damaged") == true)
  }

  @Test func indexFile_onAReadOnlyMediumIsSearched() throws {
    try Sample.build(folder)
    #expect(chmod(home.path("index"), 0o500) == 0)
    #expect(chmod(home.path(name), 0o400) == 0)
    defer { chmod(home.path("index"), 0o700) }
    #expect(try Sample.slugs(Sample.reader(folder), "boots") == ["hiking/boots"])
    if geteuid() != 0 { #expect(failures().update?.code == .io) }
  }

  @Test func indexFile_isFoundWhereItWasCopiedTo() throws {
    try Sample.build(folder)
    #expect(try home.names(in: "index") == [Sample.subject.fileName, Sample.subject.fileName + "-lock"])
    try home.write(home.bytes(name), to: "elsewhere/" + Sample.subject.fileName)
    let copy = IndexFolder(home.path("elsewhere"))
    #expect(try Sample.slugs(Sample.reader(copy), "boots") == ["hiking/boots"])
    #expect(!String(decoding: try home.bytes(name), as: UTF8.self).contains(home.path))
  }

  /// On a file system where processes cannot share memory, as on network folders, the file is kept for the writer.
  @Test func indexFile_withoutSharedMemoryIsWrittenAlone() throws {
    let folder = IndexFolder(home.path + "/index", library: SQLiteLibrary.names, vfs: "unix-dotfile")
    let recorder = LogRecorder()
    do {
      let writer = try Sample.open(folder, log: recorder.log)
      _ = try writer.write(Sample.documents)
      try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: nil)
    }
    #expect(recorder.notes.contains { $0.contains("is kept for this run alone") })
    #expect(try Sample.slugs(Sample.reader(folder), "boots") == ["hiking/boots"])
  }

  @Test func indexFile_lockedByAnotherProgramIsAFailure() throws {
    try Sample.build(folder)
    let holder = try Database(home.path(name), .writing)
    try holder.run("pragma locking_mode = exclusive")
    try holder.run("begin exclusive")
    let failure = failure { _ = try Sample.reader(folder) }
    #expect(failure?.code == .io)
    #expect(failure?.sentence.hasSuffix("is locked by another program") == true)
  }

  @Test func sqlite_missingOrUnusableIsAFailureWithAHint() throws {
    try Sample.build(folder)
    let libraries: [([String], String)] = [
      (["libnone-at-all.so.0"], "libnone-at-all"), ([Self.cLibrary], "it has no sqlite3_libversion_number"),
    ]
    for (names, reason) in libraries {
      let failure = failure { _ = try Sample.reader(IndexFolder(home.path + "/index", library: names)) }
      #expect(failure?.code == .badConfig)
      #expect(failure?.reason == .indexUnusable)
      #expect(failure?.sentence.hasPrefix("SQLite cannot be used: ") == true)
      #expect(failure?.sentence.contains(reason) == true)
      #expect(failure?.hints.first?.description.contains("libsqlite3-0") == true)
    }
    #expect(
      SQLiteLibrary.tooOld(3_007_017, SQLiteLibrary.oldest) == "it is version 3.7.17, and 3.27.0 or newer is needed")
    let module = DatabaseProblem.sqlite(code: 1, message: "no such module: fts5")
    #expect(
      Failure(module, of: Sample.subject, at: "/x").sentence == "this SQLite cannot search: it was built without FTS5")
    #expect(
      Failure(.sqlite(code: 13, message: "full"), of: Sample.subject, at: "/x").sentence
        == "no space is left for the index file /x")
  }

  #if canImport(Darwin)
    private static let cLibrary = "/usr/lib/libSystem.B.dylib"
  #else
    private static let cLibrary = "libc.so.6"
  #endif
}
