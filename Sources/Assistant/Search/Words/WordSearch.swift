import Core
import Storyblok

/// Finds stories by full text, word by word.
///
/// Storyblok does not document how full text matches several words: as a phrase, all of them, or any. So the whole term
/// is looked up first; where that gives fewer stories than wanted, or not what was asked, the content words are looked up
/// one by one, and what comes back is ranked here by BM25.
struct WordSearch {
  /// What was found.
  struct Found {
    /// The stories, best first.
    var ranked: [(candidate: WordCandidates.Candidate, score: Double)] = []
    /// The number of stories.
    var total = 0
    /// Whether the stories are those of the term's own list, whose total the service tells.
    var isList = false
    /// Whether that list is all that the search would find, however many stories are wanted: there are no further words.
    var isExact = false
    /// Whether that list is narrowed here too, so that the service's total does not count it.
    var isTested = false
    /// The number of stories of that list that were ranked, from its beginning.
    var listed = 0
    /// Whether lists of words were cut, so that there may be more stories.
    var isCut = false
  }

  private let run: SearchRun
  /// The words that are looked up one by one; none if the term is a word alone.
  private let apart: [String]
  private let question: QuestionWords
  private var client: StoryblokClient { run.client }
  private var filter: StoryFilter { run.query.filter }
  /// The stories of the first page of the whole term's list.
  private static let page = 100

  /// A search for the term of `run.query`.
  init(_ run: SearchRun) {
    self.run = run
    let term = run.query.filter.term ?? ""
    question = QuestionWords(term)
    // A letter alone, as in `C++`, is in nearly every story.
    let words = question.words.filter { !Self.isLetter($0) }
    apart = words == [term.lowercased()] ? [] : words
  }

  /// The stories of the query's term.
  func find() async throws(Failure) -> Found {
    let page = try await client.stories(filter, in: run.query.scope, size: Self.page)
    let total = page.total ?? page.stories.count
    let isBare = client.listsAreBare ?? false
    var candidates = WordCandidates(question.words, language: run.query.scope.language)
    let isWhole = apart.isEmpty || holdsAllWords(page, isBare: isBare)
    if isWhole && (apart.isEmpty || total >= enough) || run.query.isLook {
      candidates.add(term: page, isWhole: true)
      return list(candidates, page, total)
    }
    run.log.note("storyblok: \(total) stories hold the whole term; its words are looked up one by one")
    let search = try await words(isBare: isBare)
    // A list of a phrase or of all words is not longer than that of any of its words.
    let fits = isBare ? total <= search.totals.min() ?? 0 : isWhole
    candidates.add(term: page, isWhole: fits)
    if isBare, fits, total >= enough { return list(candidates, page, total) }
    for (word, page) in search.pages { candidates.add(page, of: apart[word], total: search.totals[word]) }
    if isBare { try await probe(&candidates, search) }
    let ranked = candidates.ranked(among: search.documents)
    return Found(
      ranked: ranked, total: ranked.count,
      isCut: zip(search.totals, search.read).contains { $0 > $1 }
        || (fits && (page.listTotal ?? page.items) > page.items))
  }

  private static func isLetter(_ word: String) -> Bool {
    word.utf8.count == 1 && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(word.utf8.first ?? 0)
  }

  /// The number of stories from which on the whole term is enough.
  private var enough: Int { run.query.wanted ?? SearchQuery().limit }

  private func list(_ candidates: WordCandidates, _ page: StoryPage, _ total: Int) -> Found {
    Found(
      ranked: candidates.ranked(among: nil), total: max(total, page.items), isList: true,
      isExact: apart.isEmpty, isTested: page.total == nil, listed: page.items)
  }

  /// Whether each story of the page holds every word of the question, as far as its text is known.
  private func holdsAllWords(_ page: StoryPage, isBare: Bool) -> Bool {
    page.stories.allSatisfy { story in
      let text = isBare ? "" : "\n" + ContentText(.plain, language: run.query.scope.language).text(of: story)
      let whole = Array((story.name + "\n" + story.slug + text).lowercased().utf8)
      return question.words.allSatisfy { whole.cut(at: Array($0.utf8)) != nil }
    }
  }
}

/// The lists of the words.
extension WordSearch {
  private struct Lists {
    /// The pages with the index of their word.
    var pages: [(word: Int, page: StoryPage)]
    /// The number of stories of each word's list.
    var totals: [Int]
    /// The number of stories of each word's list that were read.
    var read: [Int]
    /// The number of stories searched, as far as it is known.
    var documents: Int
  }

  private func words(isBare: Bool) async throws(Failure) -> Lists {
    let plan = WordPlan(words: apart.count, isBare: isBare)
    let filters = apart.map { word in
      var filter = filter
      filter.term = word
      return filter
    }
    var all = filter
    all.term = nil
    var requests = filters.map { StoryListRequest($0, size: plan.size) }
    requests.append(StoryListRequest(all, size: 1))
    let first = try await client.lists(requests, in: run.query.scope)
    let totals = first.dropLast().map { $0.listTotal ?? $0.items }
    var pages = first.dropLast().enumerated().map { (word: $0, page: $1) }
    if !isBare {
      let further = plan.pages(totals: totals)
      let more = try await client.lists(
        further.map { StoryListRequest(filters[$0.word], page: $0.page, size: plan.size) }, in: run.query.scope)
      pages += zip(further, more).map { (word: $0.word, page: $1) }
    }
    let read = apart.indices.map { word in
      pages.reduce(0) { $1.word == word ? $0 + $1.page.items : $0 }
    }
    run.log.note(
      "storyblok: full text: \(zip(apart, totals).map { "\($0) \($1)" }.joined(separator: ", "))")
    return Lists(pages: pages, totals: totals, read: read, documents: first.last?.listTotal ?? 0)
  }

  /// Lists without content tell of a word only by its list. Where that was cut, the best candidates are looked up again:
  /// which of them are in it?
  private func probe(_ candidates: inout WordCandidates, _ lists: Lists) async throws(Failure) {
    let words = WordPlan(words: apart.count, isBare: true).probes(totals: lists.totals)
    guard !words.isEmpty else { return }
    let best = candidates.ranked(among: lists.documents).prefix(WordPlan.mostProbed).map(\.candidate.story.id)
    let requests = words.map { word in
      var filter = filter
      filter.term = apart[word]
      filter.ids = best
      return StoryListRequest(filter, size: WordPlan.mostProbed)
    }
    let pages = try await client.lists(requests, in: run.query.scope)
    for (word, page) in zip(words, pages) {
      candidates.add(page, of: apart[word], total: lists.totals[word])
    }
  }
}
