import Core
import Index
import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The stories and words of an index.
extension IndexUpdate {
  /// What an update of the words did.
  struct Words: Equatable {
    var changed = 0
    var removed = 0
  }

  /// The stories of one transaction, and their bytes.
  private static let batch = 50
  private static let batchSize = 4 << 20

  /// Reads what changed in the space, and writes it.
  ///
  /// - Parameters:
  ///   - lock: tells waiting processes of the progress.
  ///   - listed: what the space has, if that is known already; read after `began`.
  /// - Throws: `Failure` of Storyblok and of the file. What was written stays.
  func updateWords(
    _ space: IndexedSpace, _ writer: IndexWriter, _ lock: IndexLock?, listed: StoryManifest? = nil
  ) async throws(Failure) -> Words {
    let before = try writer.information()
    if listed == nil, isUnchanged(space, before) { return Words() }
    let known = try writer.stamps()
    let began = Timestamp.text(environment.clock.now())
    // What a delivery token knows only tells how much there may be.
    let isKnown = before.isWhole || space.subject.family == .delivery
    let manifest: StoryManifest
    if let listed { manifest = listed } else { manifest = try await self.manifest(space, known: isKnown ? known : nil) }
    let plan = IndexPlan(manifest, known: known)
    var words = try await write(plan.read, of: space, to: writer, known: known, lock)
    words.removed += try writer.remove(plan.gone)
    try writer.finish(at: began, cacheVersion: space.cacheVersion, site: space.site)
    return words
  }

  /// Whether nothing was published or unpublished since the last complete update. Drafts have no such version.
  private func isUnchanged(_ space: IndexedSpace, _ before: IndexInformation) -> Bool {
    guard before.isWhole, space.scope.version == .published, let version = space.cacheVersion,
      version == before.cacheVersion
    else { return false }
    log.note("index: nothing was published since \(before.updatedAt ?? "the last update")")
    return true
  }

  func manifest(_ space: IndexedSpace, known: [Int64: String]?) async throws(Failure) -> StoryManifest {
    let log = log
    return try await client.manifest(in: space.scope, known: known) { count, total in
      log.progress(
        "listing stories: \(NumberText.grouped(count))" + (total.map { " of \(NumberText.grouped($0))" } ?? ""))
    }
  }

  /// Reads stories and writes them, some at a time. Those that are gone when they are read are removed.
  private func write(
    _ ids: [Int64], of space: IndexedSpace, to writer: IndexWriter, known: [Int64: String], _ lock: IndexLock?
  ) async throws(Failure) -> Words {
    guard !ids.isEmpty else { return Words() }
    let maker = StoryDocuments(client: client, scope: space.scope)
    let progress = IndexProgress("stories", of: ids.count, log: log, clock: environment.clock, lock: lock)
    var words = Words()
    var missing = Set(ids)
    var read = 0
    var waiting: [Story] = []
    var size = 0
    var needsTokenizer = known.isEmpty
    progress.show(0)
    func flush() async throws(Failure) {
      let documents = try await maker.documents(of: waiting)
      if needsTokenizer {
        try writer.choose(
          space.textLanguage.map { Tokenizer(language: $0) } ?? Tokenizer(guessing: documents.map(\.text)))
        needsTokenizer = false
      }
      words.changed += try writer.write(documents).changed
      read += waiting.count
      (waiting, size) = ([], 0)
      progress.show(read)
    }
    try await client.read(ids: ids, in: space.scope) { (story) throws(Failure) in
      missing.remove(story.id)
      waiting.append(story)
      size += story.bytes.count
      if waiting.count >= Self.batch || size >= Self.batchSize { try await flush() }
    }
    if !waiting.isEmpty { try await flush() }
    words.removed = try writer.remove(missing.filter { known[$0] != nil })
    return words
  }
}
