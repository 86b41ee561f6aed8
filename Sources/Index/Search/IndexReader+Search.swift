public import Core

/// Searches by words and by meaning.
extension IndexReader {
  /// The most passages of a story that are shown.
  private static let mostPassages = 5

  /// The stories that answer a question, best first: by words, and by meaning if the question's vector is given. The
  /// ranks of both are fused.
  ///
  /// - Parameters:
  ///   - vector: the vector of the question by the index's own model; one of other dimensions is left aside.
  ///   - filter: the stories that are searched.
  ///   - wanted: the stories that are wanted; nil for all. Fewer than a hundred are fused from a hundred of each ranking.
  /// - Throws: `Failure`: `usage` for a filter that is too long; `io`.
  public func search(
    _ question: String, vector: [Float]? = nil, _ filter: IndexFilter = IndexFilter(), wanted: Int? = 10
  ) throws(Failure) -> IndexRanking {
    try filter.check()
    let depth = wanted.map { max($0, RankFusion.depth) } ?? .max
    let query = WordQuery(question, connection.tokenizer)
    return try working { (database) throws(DatabaseProblem) in
      var found: [Ranked] = []
      if let match = query.match { found.append(try byWords(match, filter, depth, database)) }
      if !query.fragments.isEmpty { found.append(try byFragments(query.fragments, filter, depth, database)) }
      if let vector, let nearest = try byMeaning(vector, filter, min(depth, 10_000), database) { found.append(nearest) }
      return Self.fused(found)
    }
  }

  /// One ranking: passages, and the stories that they belong to.
  private struct Ranked {
    var passages: [Int64] = []
    var stories: [Int64] = []
    var storyOf: [Int64: Int64] = [:]
    var isCut = false
    private var seen: Set<Int64> = []

    init() {}

    /// Adds a passage; returns whether there are fewer than `depth` stories.
    mutating func add(_ passage: Int64, of story: Int64, _ depth: Int) -> Bool {
      if seen.insert(story).inserted {
        if stories.count >= depth {
          isCut = true
          return false
        }
        stories.append(story)
      }
      passages.append(passage)
      storyOf[passage] = story
      return true
    }
  }

  private static func fused(_ rankings: [Ranked]) -> IndexRanking {
    var passages: [Int64: [Int64]] = [:]
    for (passage, _) in RankFusion.fuse(rankings.map(\.passages)) {
      guard let story = rankings.lazy.compactMap({ $0.storyOf[passage] }).first else { continue }
      if passages[story, default: []].count < mostPassages { passages[story, default: []].append(passage) }
    }
    var ranking = IndexRanking()
    ranking.items = RankFusion.fuse(rankings.map(\.stories)).map { story, score in
      IndexRanking.Item(story: story, score: score, passages: passages[story] ?? [])
    }
    ranking.total = ranking.items.count
    ranking.isCut = rankings.contains(where: \.isCut)
    return ranking
  }

  private func byWords(
    _ match: String, _ filter: IndexFilter, _ depth: Int, _ database: Database
  ) throws(DatabaseProblem) -> Ranked {
    let condition = filter.condition
    return try ranked(
      " where w.words match ? and w.rank match '\(Schema.weights)' and \(condition.sql) order by w.rank",
      [.text(match)] + condition.values, filter, depth, database)
  }

  /// Words that are shorter than a trigram are looked for in all texts: those with most of them first, and those with
  /// one in the name before others.
  private func byFragments(
    _ fragments: [String], _ filter: IndexFilter, _ depth: Int, _ database: Database
  ) throws(DatabaseProblem) -> Ranked {
    let condition = filter.condition
    let held = fragments.map { _ in "(w.name like ? or w.body like ?)" }
    let named = fragments.map { _ in "w.name like ?" }
    let patterns: [SQLValue] = fragments.map { .text("%\($0)%") }
    let twice = patterns.flatMap { [$0, $0] }
    return try ranked(
      " where (\(held.joined(separator: " or "))) and \(condition.sql) "
        + "order by \(held.joined(separator: " + ")) desc, \(named.joined(separator: " + ")) desc, w.rowid",
      twice + condition.values + twice + patterns, filter, depth, database)
  }

  private func ranked(
    _ conditions: String, _ values: [SQLValue], _ filter: IndexFilter, _ depth: Int, _ database: Database
  ) throws(DatabaseProblem) -> Ranked {
    var ranked = Ranked()
    // The order of the tables is fixed: FTS5 gives the best first, and the others are looked up while they are wanted.
    var sql = "select w.rowid, p.story from words w cross join passage p on p.id = w.rowid"
    if !filter.isEmpty { sql += " cross join story s on s.id = p.story" }
    try database.rows(sql + conditions, values) { (row) throws(DatabaseProblem) in
      ranked.add(row.integer(0), of: row.integer(1), depth)
    }
    return ranked
  }

  private func byMeaning(
    _ vector: [Float], _ filter: IndexFilter, _ depth: Int, _ database: Database
  ) throws(DatabaseProblem) -> Ranked? {
    guard vector.count == vectors?.dimensions, var scan = VectorScan(vector, count: depth * 4) else { return nil }
    let wanted = filter.isEmpty ? nil : try passages(filter, database)
    var isIntact = true
    try database.rows("select data from vector") { (row) throws(DatabaseProblem) in
      isIntact = row.withBlob(0) { block in scan.add(block, where: wanted.map { wanted in { wanted.contains($0) } }) }
      return isIntact
    }
    guard isIntact else { throw .unusable(.damaged) }
    var ranked = Ranked()
    for hit in scan.hits {
      let story = try database.integer("select story from passage where id = ?", .integer(hit.passage))
      // A hit that is gone was removed while the blocks were read.
      guard let story else { continue }
      guard ranked.add(hit.passage, of: story, depth) else { break }
    }
    return ranked
  }

  /// The passages of the stories that a filter selects.
  private func passages(_ filter: IndexFilter, _ database: Database) throws(DatabaseProblem) -> Set<Int64> {
    let condition = filter.condition
    var found: Set<Int64> = []
    try database.rows(
      "select p.id from story s join passage p on p.story = s.id where \(condition.sql)", condition.values
    ) { (row) throws(DatabaseProblem) in
      found.insert(row.integer(0))
      return true
    }
    return found
  }
}
