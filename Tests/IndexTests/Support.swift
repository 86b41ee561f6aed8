import Core
import TestSupport

@testable import Index

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tests of an index need.
enum Sample {
  static let subject = IndexSubject(space: 1_023_456, version: .published, family: .delivery)

  /// A document; the text is the story's own.
  static func document(_ id: Int64, _ slug: String, _ name: String, _ text: String, stamp: String? = "1")
    -> IndexDocument
  {
    var story = IndexStory(id: id, slug: slug, name: name, state: "published")
    story.contentType = "page"
    return IndexDocument(story, text: text, stamp: stamp)
  }

  static let documents = [
    document(1, "hiking/boots", "Choosing hiking boots", "Boots should fit. Leather lasts longer than nylon."),
    document(2, "hiking/tents", "Tents", "A tent for two weighs two kilograms.\n\nPitch it before it rains."),
    document(3, "about", "About us", "We rent huts in the mountains since 1987."),
  ]

  /// An index of `documents`, opened for writing.
  static func writer(_ folder: IndexFolder, _ documents: [IndexDocument] = documents) throws -> IndexWriter {
    let writer = try open(folder)
    _ = try writer.write(documents)
    return writer
  }

  static func open(_ folder: IndexFolder, _ subject: IndexSubject = subject, log: Log = .silent) throws -> IndexWriter {
    // A program that another test starts holds the lock between its fork and its exec.
    for _ in 0..<200 {
      if let lock = try IndexLock.take(subject, in: folder) {
        return try IndexWriter.open(lock, in: folder, builder: "1.0", random: .random(in: 0 ... .max), log: log)
      }
      usleep(10_000)
    }
    throw Held()
  }

  struct Held: Error {}

  /// A finished index of `documents`.
  static func build(_ folder: IndexFolder, _ documents: [IndexDocument] = documents) throws {
    try writer(folder, documents).finish(at: "2026-11-26T08:00:00Z", cacheVersion: 7)
  }

  static func reader(_ folder: IndexFolder, _ subject: IndexSubject = subject) throws -> IndexReader {
    try IndexReader.open(subject, in: folder, log: .silent)
  }

  /// The slugs that a search finds.
  static func slugs(
    _ reader: IndexReader, _ question: String, vector: [Float]? = nil, _ filter: IndexFilter = IndexFilter()
  ) throws -> [String] {
    try reader.hits(of: reader.search(question, vector: vector, filter).items).map(\.story.slug)
  }
}
