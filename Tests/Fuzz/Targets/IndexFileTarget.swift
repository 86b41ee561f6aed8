#if DEBUG || FUZZING
  import Core
  @testable import Index
  import TestSupport

  extension FuzzTarget {
    /// A file at the place of an index: any bytes are refused with a hint, or searched and updated.
    static let indexFile = FuzzTarget(
      "index-file", samples: indexFileSeeds,
      words: ["SQLite format 3\0", "SVAi", "CREATE TABLE", "CREATE VIEW", "unicode61", "words"]
    ) { bytes in
      let home: TemporaryFolder
      do { home = try TemporaryFolder() } catch { return [] }
      let folder = IndexFolder(home.path)
      do { try home.write(bytes, to: indexSubject.fileName) } catch { return [] }
      return try outcome { () throws(Failure) in try search(folder) }
        + outcome { () throws(Failure) in try update(folder) }
    }

    /// What a use of the file came to.
    private static func outcome(_ use: () throws(Failure) -> Int) throws -> [Int] {
      do throws(Failure) { return [1, min(try use(), 9)] } catch {
        let isSound = [.io, .notFound].contains(error.code) && error.hints.first?.isEmpty == false
        try must(isSound, "a file that cannot be used is a failure with a hint: \(error)")
        return [2, error.code == .io ? 1 : 0]
      }
    }

    private static func search(_ folder: IndexFolder) throws(Failure) -> Int {
      let reader = try IndexReader.open(indexSubject, in: folder, log: .silent)
      _ = try reader.hits(of: reader.search("boots", vector: [1, 0, 0]).items)
      _ = try reader.names()
      return try reader.list(IndexFilter()).total
    }

    /// What an update does: it looks for damage, replaces and removes stories, and makes vectors.
    private static func update(_ folder: IndexFolder) throws(Failure) -> Int {
      guard let lock = try IndexLock.take(indexSubject, in: folder) else { return 0 }
      let writer = try IndexWriter.open(lock, in: folder, builder: "2", random: 1, log: .silent)
      try writer.check(now: 1_790_000_000)
      let known = try writer.stamps()
      try writer.begin()
      let story = IndexStory(id: 1, slug: "a", name: "A", state: "published")
      _ = try writer.write([IndexDocument(story, text: "Boots do not fit.", stamp: "2")])
      try writer.remove(known.keys.filter { $0 != 1 })
      try writer.useVectors(model: "m", dimensions: 3)
      _ = try writer.countWaiting()
      let waiting = try writer.waiting(after: 0, limit: 10)
      _ = try writer.store(waiting.map { ($0.id, [0, 1, 0]) })
      try writer.finish(at: "2026-11-27T08:00:00Z", cacheVersion: 2)
      return try writer.information().stories
    }

    private static let indexSubject = IndexSubject(space: 7, version: .published, family: .delivery)

    /// A small index with words and vectors.
    private static let indexFileSeeds: [[UInt8]] = {
      do {
        let home = try TemporaryFolder()
        let folder = IndexFolder(home.path)
        guard let lock = try IndexLock.take(indexSubject, in: folder) else { return [] }
        do {
          let writer = try IndexWriter.open(lock, in: folder, builder: "1", random: 1, log: .silent)
          let stories = (1...3).map { IndexStory(id: $0, slug: "a\($0)", name: "A", state: "published") }
          _ = try writer.write(stories.map { IndexDocument($0, text: "Boots fit.", stamp: "1") })
          try writer.useVectors(model: "m", dimensions: 3)
          _ = try writer.store([(1, [1, 0, 0]), (2, [0, 1, 0]), (3, [0, 0, 1])])
          // A row of a vector that became free.
          try writer.remove([2])
          try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 1)
        }
        return [try home.bytes(indexSubject.fileName)]
      } catch { return [] }
    }()
  }
#endif
