import Assistant
import Core
import Emulator
import HTTP
import Storyblok

/// Measures how well each way of searching finds the story that answers a question.
enum Retrieval {
  private typealias Rank = (String) async throws -> [String]

  /// `sva-bench retrieval [FOLDER]`: the exit status is 1 if a search word by word reaches less than it must.
  static func run(_ words: [String]) async -> Int32 {
    print("finding the story that answers a question: nDCG@10 / recall@10 / MRR@10")
    guard let folder = words.first, !folder.isEmpty else {
      for row in ["Strata's stand-in", "full text as sent", "word by word", "BM25 over all stories"] {
        print(row.padded + "not measured (SETS=DIR names the sets)")
      }
      return 0
    }
    do {
      let sets = try RetrievalSet.all(in: folder)
      guard !sets.isEmpty else {
        print("no sets in \(folder)")
        return 1
      }
      var isReached = true
      for set in sets { isReached = try await measure(set) && isReached }
      return isReached ? 0 : 1
    } catch {
      print("a search failed: \(error)")
      return 1
    }
  }

  private static func measure(_ set: RetrievalSet) async throws -> Bool {
    print("\n\(set.name): \(set.stories.count) stories, \(set.questions.count) questions")
    var scenario = Scenario()
    scenario.keepsLog = false
    scenario.storyblok.space = set.space
    let emulator = try Emulator.start(scenario)
    defer { emulator.stop() }
    let reference = try await score(set, "BM25 over all stories", everyStory(set))
    for backend in ["strata", "vsearches"] {
      _ = try await score(set, "\(backend) (stand-in)", ranking(emulator, .personal, backend))
    }
    emulator.update { $0.storyblok.strata = .absent }
    var isReached = true
    for kind in StoryblokWorld.FullText.allCases {
      emulator.update { $0.storyblok.fullText = kind }
      _ = try await score(set, "full text as sent, matching \(kind)", asSent(emulator))
      for (token, name, least) in [(StoryblokToken.preview, "delivery", 0.95), (.personal, "management", 0.65)] {
        let found = try await score(
          set, "word by word, \(name) token, matching \(kind)", ranking(emulator, token, nil))
        let part = found.ndcg / max(reference.ndcg, 1e-9)
        let isEnough = part >= least
        print(
          "  \(isEnough ? "ok" : "FAILED"): \(RetrievalScore.thousandths(part)) of BM25's nDCG, at least "
            + RetrievalScore.thousandths(least))
        isReached = isReached && isEnough
      }
    }
    return try await measureIndex(set, emulator) && isReached
  }

  /// The local index, by words and with the emulator's vectors, which must do no harm where words are measured.
  private static func measureIndex(_ set: RetrievalSet, _ emulator: Emulator) async throws -> Bool {
    emulator.update { $0.storyblok.redirectsToVersion = true }
    let folder = "index-\(set.name)"
    let index = try await IndexRetrieval(emulator, folder: folder)
    if let first = set.questions.first, try index.byShell(first.text) != nil {
      _ = try await score(set, "BM25 of SQLite's own shell") { try index.byShell($0) ?? [] }
    } else {
      print("BM25 of SQLite's own shell".padded + "not measured (no sqlite3)")
    }
    let words = try await score(set, "local index, by words") { try index.byWords($0) }
    let fused = try await score(set, "local index, with stand-in vectors") { try await index.fused($0) }
    guard let least = IndexRetrieval.leastOfWords[set.name] else { return true }
    let isEnough = words.ndcg >= least && fused.ndcg >= words.ndcg
    print(
      "  \(isEnough ? "ok" : "FAILED"): words at least \(RetrievalScore.thousandths(least)), fused no lower than words")
    return isEnough
  }

  private static func score(_ set: RetrievalSet, _ label: String, _ rank: Rank) async throws -> RetrievalScore {
    var score = RetrievalScore()
    for question in set.questions { score.add(try await rank(question.text), relevant: question.relevant) }
    print(label.padded + score.text)
    return score
  }

  /// BM25 with the texts of the whole space at hand.
  private static func everyStory(_ set: RetrievalSet) -> Rank {
    { question in
      let counter = WordCount(QuestionWords(question, most: 100).words)
      var rows: [(counts: [Double], length: Double)] = []
      for story in set.stories {
        var counts = Array(repeating: 0.0, count: counter.words.count)
        var length = counter.add(story.title, weight: 3, to: &counts)
        length += counter.add(story.slug, to: &counts)
        length += counter.add(story.text, to: &counts)
        rows.append((counts, length))
      }
      let frequencies = counter.words.indices.map { place in rows.count { $0.counts[place] > 0 } }
      let ranking = BM25(
        frequencies: frequencies, documents: rows.count,
        meanLength: rows.reduce(0) { $0 + $1.length } / Double(rows.count))
      let scores = rows.map { ranking.score(counts: $0.counts, length: $0.length) }
      let best = scores.indices.filter { scores[$0] > 0 }.sorted { (scores[$1], $0) < (scores[$0], $1) }
      return best.prefix(10).map { set.stories[$0].slug }
    }
  }

  private static func client(_ emulator: Emulator, _ token: StoryblokToken) throws -> (StoryblokClient, Environment) {
    let environment = Environment(variables: [
      "STORYBLOK_TOKEN": token.value, "STORYBLOK_SPACE_ID": "1023456", "STORYBLOK_API_BASE": emulator.url,
    ])
    let http = HTTPClient(
      transport: InProcessTransport(emulator: emulator), environment: environment, log: .silent)
    let configuration = try StoryblokConfiguration(Settings(environment: environment))
    emulator.update { $0.storyblok.redirectsToVersion = false }
    return (
      StoryblokClient(configuration: configuration, http: http, environment: environment, log: .silent), environment
    )
  }

  /// The stories that `sva search` finds.
  private static func ranking(_ emulator: Emulator, _ token: StoryblokToken, _ backend: String?) throws -> Rank {
    let (client, environment) = try client(emulator, token)
    let search = StorySearch(client: client, environment: environment, log: .silent)
    return { question in
      try await search.run(SearchQuery(StoryFilter(term: question), backend: backend)).stories.map(\.slug)
    }
  }

  /// The stories as the API itself orders them.
  private static func asSent(_ emulator: Emulator) throws -> Rank {
    let (client, _) = try client(emulator, .preview)
    return { question in
      try await client.stories(StoryFilter(term: question), in: StoryScope(), size: 10).stories.map(\.slug)
    }
  }
}
