public import Core

/// Searches an index. It sees the index as the last finished write left it, also while it is being built.
///
/// Not safe for use by several tasks at once.
public final class IndexReader {
  let connection: IndexConnection
  /// What it is of.
  public var subject: IndexSubject { connection.subject }
  /// The path of the file.
  public var path: String { connection.path }
  /// The embedding model and the dimensions of its vectors; nil if no passage has one.
  public let vectors: (model: String, dimensions: Int)?
  /// When the last update was complete, ISO 8601; nil if none was: then the index is not whole.
  public let updatedAt: String?
  /// The version of the space's content at that time, as a delivery token tells it.
  public let cacheVersion: Int64?
  /// The address of the site, for links to its pages; nil if it is not known.
  public let site: String?
  /// The codes of the space's languages besides the default one, as far as they are known.
  public let languages: [String]
  /// Whether an update began to write and was not finished.
  public let isOpen: Bool

  private init(_ connection: IndexConnection) throws(DatabaseProblem) {
    self.connection = connection
    let database = connection.database
    updatedAt = try Meta.text(.updated, database)
    cacheVersion = try Meta.integer(.cacheVersion, database)
    site = try Meta.text(.site, database)
    languages = (try Meta.text(.languages, database) ?? "").split(separator: "\n").map(String.init)
    isOpen = try Meta.integer(.isOpen, database) != nil
    if let model = try Meta.text(.model, database), let dimensions = try Meta.integer(.dimensions, database),
      1...Int64(Quantiser.mostDimensions) ~= dimensions, try database.integer("select 1 from vector limit 1") != nil
    {
      vectors = (model, Int(dimensions))
    } else {
      vectors = nil
    }
  }

  /// Opens the index of `subject`, and notes that it is used.
  ///
  /// - Throws: `Failure`: `notFound` without a file or one that was never written to; `io` for a file that is damaged,
  ///   foreign, of another format or locked, with what to do; `badConfig` without SQLite or its full-text search.
  public static func open(_ subject: IndexSubject, in folder: IndexFolder, log: Log) throws(Failure) -> IndexReader {
    let connection = try IndexConnection.reading(subject, in: folder, log: log)
    do throws(DatabaseProblem) {
      let reader = try IndexReader(connection)
      // For `IndexFolder.removeUnused`. Whoever may not change the file does not remove it either.
      do throws(FileProblem) { try FileEntry.touch(connection.path) } catch {
        log.note("index: the use of \(connection.path) is not noted: \(error.sentence)")
      }
      return reader
    } catch { throw Failure(error, of: connection) }
  }

  /// Runs work on the database and words its problems.
  func working<Value>(_ body: (Database) throws(DatabaseProblem) -> Value) throws(Failure) -> Value {
    do throws(DatabaseProblem) { return try body(connection.database) } catch {
      throw Failure(error, of: connection)
    }
  }

  /// The stories that the filter selects, in the order of `sort`, else by slug.
  ///
  /// - Parameter limit: the most stories; nil for all.
  /// - Throws: `Failure`: `usage` for a filter that is too long; `io`.
  public func list(
    _ filter: IndexFilter, sort: IndexSort? = nil, offset: Int = 0, limit: Int? = nil
  ) throws(Failure) -> IndexRanking {
    try filter.check()
    let condition = filter.condition
    return try working { (database) throws(DatabaseProblem) in
      var ranking = IndexRanking()
      ranking.total =
        Int(
          try database.first("select count(*) from story s where \(condition.sql)", condition.values) { $0.integer(0) }
            ?? 0)
      let order = (sort ?? IndexSort(.fullSlug)).clause
      try database.rows(
        "select s.id from story s where \(condition.sql) order by \(order) limit ? offset ?",
        condition.values + [.integer(Int64(limit ?? -1)), .integer(Int64(offset))]
      ) { (row) throws(DatabaseProblem) in
        ranking.items.append(IndexRanking.Item(story: row.integer(0)))
        return true
      }
      return ranking
    }
  }

  /// The items in the order of `sort`.
  ///
  /// - Throws: `Failure` with code `io`.
  public func sorted(_ items: [IndexRanking.Item], by sort: IndexSort) throws(Failure) -> [IndexRanking.Item] {
    var filter = IndexFilter()
    filter.ids = items.map(\.story)
    guard !items.isEmpty else { return [] }
    let known = Dictionary(items.map { ($0.story, $0) }) { first, _ in first }
    return try list(filter, sort: sort).items.compactMap { known[$0.story] }
  }

  /// Reads the stories of a ranking with their passages. Stories that are gone are left out.
  ///
  /// - Throws: `Failure` with code `io`.
  public func hits(of items: some Collection<IndexRanking.Item>) throws(Failure) -> [IndexHit] {
    try working { (database) throws(DatabaseProblem) in
      var hits: [IndexHit] = []
      for item in items {
        guard let story = try database.first(StoryRow.query + " where s.id = ?", [.integer(item.story)], StoryRow.read)
        else { continue }
        var passages: [IndexPassage] = []
        for id in item.passages {
          let passage = try database.first(
            "select p.place, p.start, p.stop, w.body from passage p cross join words w on w.rowid = p.id where p.id = ?",
            [.integer(id)], StoryRow.passage)
          if let passage { passages.append(passage) }
        }
        hits.append(IndexHit(story: story, score: item.score, passages: passages))
      }
      return hits
    }
  }

  /// The plain text of a story: its passages, with an empty line between two of them.
  ///
  /// - Throws: `Failure` with code `io`.
  public func text(of story: Int64) throws(Failure) -> String {
    try working { (database) throws(DatabaseProblem) in
      var texts: [String] = []
      try database.rows(
        "select w.body from passage p cross join words w on w.rowid = p.id where p.story = ? order by p.place",
        [.integer(story)]
      ) { (row) throws(DatabaseProblem) in
        texts.append(row.text(0) ?? "")
        return true
      }
      return texts.joined(separator: "\n\n")
    }
  }

  /// The content types of the stories.
  ///
  /// - Throws: `Failure` with code `io`.
  public func contentTypes() throws(Failure) -> Set<String> {
    try working { (database) throws(DatabaseProblem) in
      var types: Set<String> = []
      try database.rows("select distinct type from story") { (row) throws(DatabaseProblem) in
        if let type = row.text(0) { types.insert(type) }
        return true
      }
      return types
    }
  }

  /// The ids, slugs and uuids of all stories, for names that people use.
  ///
  /// - Throws: `Failure` with code `io`.
  public func names() throws(Failure) -> [IndexName] {
    try working { (database) throws(DatabaseProblem) in
      var translated: [Int64: [String]] = [:]
      try database.rows("select story, value from trait where kind = \(Trait.translatedSlug.rawValue)") {
        (row) throws(DatabaseProblem) in
        translated[row.integer(0), default: []].append(row.text(1) ?? "")
        return true
      }
      var names: [IndexName] = []
      try database.rows("select id, uuid, slug, stored_slug, local_slug from story") { (row) throws(DatabaseProblem) in
        let slug = row.text(2) ?? ""
        names.append(
          IndexName(
            id: row.integer(0), uuid: row.text(1), slug: slug, storedSlug: row.text(3) ?? slug,
            otherSlugs: (row.text(4).map { [$0] } ?? []) + (translated[row.integer(0)] ?? [])))
        return true
      }
      return names
    }
  }
}
