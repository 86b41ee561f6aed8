#if DEBUG || FUZZING
  import Core
  @testable import Index
  import TestSupport

  extension FuzzTarget {
    /// A file at the place of an index: any bytes are refused with a hint, or searched.
    static let indexFile = FuzzTarget(
      "index-file", samples: indexFileSeeds,
      words: ["SQLite format 3\0", "SVAi", "CREATE TABLE", "CREATE VIEW", "unicode61", "words"]
    ) { bytes in
      let home: TemporaryFolder
      do { home = try TemporaryFolder() } catch { return [] }
      let folder = IndexFolder(home.path)
      do { try home.write(bytes, to: indexSubject.fileName) } catch { return [] }
      do throws(Failure) {
        let reader = try IndexReader.open(indexSubject, in: folder, log: .silent)
        _ = try reader.hits(of: reader.search("boots", vector: [1, 0, 0]).items)
        let stories = try reader.list(IndexFilter()).total
        return [1, min(stories, 9)]
      } catch {
        let isSound = [.io, .notFound].contains(error.code) && error.hints.first?.isEmpty == false
        try must(isSound, "a file that cannot be used is a failure with a hint: \(error)")
        return [2, error.code == .io ? 1 : 0]
      }
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
          let story = IndexStory(id: 1, slug: "a", name: "A", state: "published")
          _ = try writer.write([IndexDocument(story, text: "Boots fit.", stamp: "1")])
          try writer.useVectors(model: "m", dimensions: 3)
          _ = try writer.store([(1, [1, 0, 0])])
          try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 1)
        }
        return [try home.bytes(indexSubject.fileName)]
      } catch { return [] }
    }()
  }
#endif
