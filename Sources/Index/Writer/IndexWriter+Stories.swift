public import Core
import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Stories of an index.
extension IndexWriter {
  /// What `write` did.
  public struct Written: Sendable, Equatable {
    /// The stories whose name or text was new.
    public var changed = 0
    /// The stories whose name and text were known: their passages and vectors stay, whatever else is new.
    public var kept = 0
  }

  /// What the source said of each story's version when it was written, by id; nil as an empty text.
  ///
  /// - Throws: `Failure` with code `io`.
  public func stamps() throws(Failure) -> [Int64: String] {
    try working { (database) throws(DatabaseProblem) in
      var stamps: [Int64: String] = [:]
      try database.rows("select id, stamp from story") { (row) throws(DatabaseProblem) in
        stamps[row.integer(0)] = row.text(1) ?? ""
        return true
      }
      return stamps
    }
  }

  /// Adds stories or replaces them, in one transaction. A story whose name and text are as they were keeps its passages
  /// and vectors; of a story whose text changed, passages with the same words do.
  ///
  /// - Throws: `Failure` with code `io`; then none of them was written.
  public func write(_ documents: [IndexDocument]) throws(Failure) -> Written {
    guard !documents.isEmpty else { return Written() }
    return try working { (database) throws(DatabaseProblem) in
      try database.transaction { () throws(DatabaseProblem) in
        var written = Written()
        for document in documents {
          if try write(document, to: database) { written.changed += 1 } else { written.kept += 1 }
        }
        return written
      }
    }
  }

  /// Removes stories with their passages and vectors, in one transaction; unknown ids are left aside.
  ///
  /// - Returns: the number of stories removed.
  /// - Throws: `Failure` with code `io`; then none of them was removed.
  @discardableResult
  public func remove(_ ids: some Collection<Int64>) throws(Failure) -> Int {
    guard !ids.isEmpty else { return 0 }
    return try working { (database) throws(DatabaseProblem) in
      try database.transaction { () throws(DatabaseProblem) in
        var removed = 0
        for id in ids {
          try removePassages(passages(of: id, database).map(\.id), database)
          try database.run("delete from trait where story = ?", .integer(id))
          try database.run("delete from story where id = ?", .integer(id))
          removed += database.changes
        }
        return removed
      }
    }
  }

  /// Writes one story; returns whether its name or text was new.
  private func write(_ document: IndexDocument, to database: Database) throws(DatabaseProblem) -> Bool {
    let story = document.story
    let hash = Self.hash(document)
    let known = try database.first("select hash, name, slug from story where id = ?", [.integer(story.id)]) { row in
      (hash: row.blob(0), name: row.text(1), slug: row.text(2))
    }
    try database.run(Self.insertion, Self.values(document, hash))
    try database.run("delete from trait where story = ?", .integer(story.id))
    for (kind, values) in [
      (Trait.tag, Set(story.tags)), (.block, story.blocks), (.reference, story.references),
      (.translatedSlug, story.translatedSlugs),
    ] {
      for value in values {
        try database.run(
          "insert or ignore into trait values (?, ?, ?)", .integer(kind.rawValue), .text(value), .integer(story.id))
      }
    }
    if let known, known.hash == hash {
      if known.slug != story.slug {
        try database.run(
          "update words set slug = ? where rowid in (select id from passage where story = ?)", .text(story.slug),
          .integer(story.id))
      }
      return false
    }
    let isSameHead = known?.name == story.name && known?.slug == story.slug
    try writePassages(of: document, keepsSame: isSameHead, isNew: known == nil, database)
    return true
  }

  private func writePassages(
    of document: IndexDocument, keepsSame: Bool, isNew: Bool, _ database: Database
  ) throws(DatabaseProblem) {
    let story = document.story
    var pieces = cutter.pieces(of: document.text)
    // A story without text is found by its name.
    if pieces.isEmpty { pieces = [PassageCutter.Piece(start: 0, end: 0, text: "")] }
    let old = isNew ? [] : try passages(of: story.id, database)
    var same: [String: [Int64]] = [:]
    if keepsSame { for passage in old.reversed() { same[passage.text, default: []].append(passage.id) } }
    var stays: Set<Int64> = []
    var fresh: [(place: Int, piece: PassageCutter.Piece)] = []
    for (place, piece) in pieces.enumerated() {
      guard let id = same[piece.text]?.popLast() else {
        fresh.append((place, piece))
        continue
      }
      stays.insert(id)
      try database.run(
        "update passage set place = ?, start = ?, stop = ? where id = ?", .integer(place), .integer(piece.start),
        .integer(piece.end), .integer(id))
    }
    try removePassages(old.map(\.id).filter { !stays.contains($0) }, database)
    for (place, piece) in fresh {
      try database.run(
        "insert into passage(story, place, start, stop) values (?, ?, ?, ?)", .integer(story.id), .integer(place),
        .integer(piece.start), .integer(piece.end))
      try database.run(
        "insert into words(rowid, name, slug, body) values (?, ?, ?, ?)", .integer(database.lastRow), .text(story.name),
        .text(story.slug), .text(piece.text))
    }
  }

  private func passages(of story: Int64, _ database: Database) throws(DatabaseProblem) -> [(id: Int64, text: String)] {
    var found: [(id: Int64, text: String)] = []
    try database.rows(
      "select p.id, w.body from passage p cross join words w on w.rowid = p.id where p.story = ? order by p.place",
      [.integer(story)]
    ) { (row) throws(DatabaseProblem) in
      found.append((row.integer(0), row.text(1) ?? ""))
      return true
    }
    return found
  }

  private func removePassages(_ ids: [Int64], _ database: Database) throws(DatabaseProblem) {
    for id in ids {
      try freeVector(of: id, database)
      try database.run("delete from words where rowid = ?", .integer(id))
      try database.run("delete from passage where id = ?", .integer(id))
    }
  }

  /// SHA-256 of the name and the text.
  private static func hash(_ document: IndexDocument) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array(document.story.name.utf8))
    hash.update(data: [0])
    hash.update(data: Array(document.text.utf8))
    return Array(hash.finalize())
  }

  private static let insertion = """
    insert or replace into story(id, uuid, slug, stored_slug, local_slug, path, name, type, state, startpage, created_at, \
    published_at, updated_at, created, published, updated, tags, stamp, hash) \
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static func values(_ document: IndexDocument, _ hash: [UInt8]) -> [SQLValue] {
    let story = document.story
    func seconds(_ text: String?) -> SQLValue { .real(text.flatMap(Timestamp.parse)?.timeIntervalSince1970) }
    return [
      .integer(story.id), .text(story.uuid), .text(story.slug), .text(story.storedSlug), .text(story.localSlug),
      .text(story.path), .text(story.name), .text(story.contentType), .text(story.state), .flag(story.isStartpage),
      .text(story.createdAt), .text(story.publishedAt), .text(story.updatedAt), seconds(story.createdAt),
      seconds(story.publishedAt), seconds(story.updatedAt), .text(story.tags.joined(separator: "\n")),
      .text(document.stamp), .blob(hash),
    ]
  }
}

/// What the table `trait` holds of a story.
enum Trait: Int64 {
  case tag, block, reference, translatedSlug
}
