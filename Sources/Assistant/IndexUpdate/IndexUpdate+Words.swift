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
  /// What an update of the words did: the stories written and removed.
  struct Words: Equatable {
    var changed = 0
    var removed = 0
  }

  /// The stories whose texts tell how words are split, if the language does not.
  private static let sample = 50

  /// Reads what changed in the space, and writes it.
  ///
  /// - Parameters:
  ///   - lock: tells waiting processes of the progress.
  ///   - listed: what the space has, if that is known already.
  /// - Throws: `Failure` of Storyblok and of the file. What was written stays.
  func updateWords(
    _ space: IndexedSpace, _ writer: IndexWriter, _ lock: IndexLock?, listed: StoryManifest? = nil
  ) async throws(Failure) -> Words {
    let before = try writer.information()
    if listed == nil, isUnchanged(space, before) {
      try writer.check(now: environment.clock.seconds)
      return Words()
    }
    let known = try writer.stamps()
    let began = Timestamp.text(environment.clock.now())
    let manifest: StoryManifest
    if let listed {
      manifest = listed
    } else {
      let known = before.trusted(known)
      manifest = try await checking(writer) { () throws(Failure) in
        try await self.manifest(space, known: known, lock)
      }
    }
    let plan = IndexPlan(manifest, known: known)
    if !plan.read.isEmpty || !plan.gone.isEmpty { try writer.begin() }
    var words = try await write(plan.read, of: space, to: writer, known: known, lock)
    words.removed += try writer.remove(plan.gone)
    try writer.finish(
      at: began, cacheVersion: space.cacheVersion, site: space.site, languages: space.languages)
    return words
  }

  /// Whether nothing was published or unpublished since the last complete update. Drafts have no such version.
  private func isUnchanged(_ space: IndexedSpace, _ before: IndexInformation) -> Bool {
    guard before.isComplete, space.scope.version == .published, let version = space.cacheVersion,
      version == before.cacheVersion
    else { return false }
    log.note("index: nothing was published since \(before.updatedAt ?? "the last update")")
    return true
  }

  /// The manifest that `read` gives. Meanwhile, the file is checked.
  func checking(
    _ writer: IndexWriter, _ read: @escaping @Sendable () async throws(Failure) -> StoryManifest
  ) async throws(Failure) -> StoryManifest {
    let result = await withTaskGroup(of: Result<StoryManifest, Failure>.self) { group in
      // Not on the thread that the check keeps busy.
      group.addTask(executorPreference: globalConcurrentExecutor) {
        do throws(Failure) { return .success(try await read()) } catch { return .failure(error) }
      }
      do throws(Failure) { try writer.check(now: environment.clock.seconds) } catch {
        group.cancelAll()
        return Result<StoryManifest, Failure>.failure(error)
      }
      return await group.next() ?? .failure(Failure(.internal, "no manifest was read", hint: "please report this"))
    }
    return try result.get()
  }

  /// What the space has.
  ///
  /// - Parameter lock: tells waiting processes of the progress; nil for nobody.
  func manifest(
    _ space: IndexedSpace, known: [Int64: String]?, _ lock: IndexLock? = nil
  ) async throws(Failure) -> StoryManifest {
    let log = log
    return try await client.manifest(in: space.scope, known: known) { count, total in
      let text = "listing stories: \(NumberText.grouped(count))" + (total.map { " of \(NumberText.grouped($0))" } ?? "")
      log.progress(text)
      lock?.report(text, log: log)
    }
  }

  /// Reads stories, and meanwhile writes those that are read. Those that are gone when they are read are removed.
  private func write(
    _ ids: [Int64], of space: IndexedSpace, to writer: IndexWriter, known: [Int64: String], _ lock: IndexLock?
  ) async throws(Failure) -> Words {
    guard !ids.isEmpty else { return Words() }
    let (client, scope) = (client, space.scope)
    let maker = StoryDocuments(client: client, scope: scope)
    let progress = IndexProgress("stories", of: ids.count, log: log, clock: environment.clock, lock: lock)
    var words = Words()
    var missing = Set(ids)
    var read = 0
    var needsTokenizer = known.isEmpty
    progress.show(0)
    func write(_ stories: [Story]) async throws(Failure) {
      let documents = try await maker.documents(of: stories)
      if needsTokenizer {
        try writer.choose(
          space.textLanguage.map { Tokenizer(language: $0) } ?? Tokenizer(guessing: documents.map(\.text)))
        needsTokenizer = false
      }
      // Also those whose text is the same: their dates and states are written.
      let written = try writer.write(documents)
      words.changed += written.changed + written.kept
      for story in stories { missing.remove(story.id) }
      read += stories.count
      progress.show(read)
    }
    let queue = StoryQueue()
    let failure = await withTaskGroup(of: Failure?.self) { group -> Failure? in
      group.addTask(executorPreference: globalConcurrentExecutor) {
        var failure: Failure?
        do throws(Failure) {
          try await client.read(ids: ids, in: scope) { (story) throws(Failure) in await queue.add(story) }
        } catch { failure = error }
        queue.end()
        return failure
      }
      do throws(Failure) {
        while true {
          // As many as came while others were written: one transaction.
          let least = needsTokenizer && space.textLanguage == nil ? Self.sample : 1
          let stories = await queue.take(atLeast: least)
          if stories.isEmpty { break }
          try await write(stories)
        }
      } catch {
        queue.end()
        group.cancelAll()
        return error
      }
      return await group.next() ?? nil
    }
    if let failure { throw failure }
    words.removed = try writer.remove(missing.filter { known[$0] != nil })
    return words
  }
}

extension IndexInformation {
  /// What the space's list may be compared with while it is read from the story saved last. After an update that was
  /// not finished nothing is: the stories saved last were written first, and older ones may be missing. A delivery token
  /// lists all stories anyway, and what is known only tells how many there may be.
  func trusted(_ known: [Int64: String]) -> [Int64: String]? {
    isComplete || subject.family == .delivery ? known : nil
  }
}
