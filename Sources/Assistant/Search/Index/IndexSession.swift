import Core
import Index
import Storyblok
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the searches of a run share about the local index: it is compared with the space once, and an embedding model
/// that failed is not asked again.
final class IndexSession: Sendable {
  let index: LocalIndex
  private let environment: Environment
  private let log: Log
  private let freshness = Once<IndexFreshness>()
  private let isWithoutMeaning = Mutex(false)

  init(_ index: LocalIndex, environment: Environment, log: Log) {
    self.index = index
    self.environment = environment
    self.log = log
  }

  /// Compares the index with the space and brings small changes in; says so if there are more.
  ///
  /// - Returns: how the index compares with the space then.
  func refresh(_ state: IndexState, client: StoryblokClient) async -> IndexFreshness {
    guard let refresher = index.refresher else { return .unknown }
    let folder = index.folder
    return await freshness.value {
      let freshness = await refresher.refresh(state, in: folder, client: client)
      say(freshness, state)
      return freshness
    }
  }

  private func say(_ freshness: IndexFreshness, _ state: IndexState) {
    switch freshness {
    case .current, .unknown: log.note("index: \(age(of: state.updatedAt)) old")
    case .refreshed(let stories): log.note("index: \(stories) \(stories == 1 ? "story" : "stories") brought in")
    case .stale(let stories):
      let what = stories.map { "\($0) \($0 == 1 ? "story" : "stories") changed since" } ?? "the space changed since"
      log.notice(
        "the index is \(age(of: state.updatedAt)) old: \(what); bring it up to date: "
          + state.subject.update)
    }
  }

  /// The time since an index was updated: `3 h`.
  func age(of updatedAt: String?) -> String {
    guard let time = updatedAt.flatMap(Timestamp.parse) else { return "of unknown age" }
    return RelativeTime.span(environment.clock.now().timeIntervalSince(time))
  }

  /// The vector of a question: one that was kept, else from the model; nil where there is none. Why it cannot be had is
  /// said once a run.
  func vector(
    of question: String, model: String, dimensions: Int, known: [Float]?
  ) async -> (values: [Float], isNew: Bool)? {
    if let known { return (known, false) }
    guard let embedding = index.embedding, !isWithoutMeaning.withLock({ $0 }) else { return nil }
    do throws(Failure) {
      let values = try await embedding.vector(of: question, model: model, dimensions: dimensions)
      if values.count == dimensions, Quantiser.quantise(values) != nil { return (values, true) }
      sayByWords("the model \(model) gave \(values.count) numbers that are no vector of \(dimensions)")
    } catch {
      if error.code == .interrupted { return nil }
      sayByWords(error.remedy)
    }
    return nil
  }

  private func sayByWords(_ reason: Remedy) {
    guard !isWithoutMeaning.withLock({ said in exchange(&said, with: true) }) else { return }
    log.notice("searched the index by words alone: " + reason)
  }
}
