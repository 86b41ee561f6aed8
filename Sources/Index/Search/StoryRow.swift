/// Reads stories and passages from rows.
enum StoryRow {
  /// The query for stories, to be followed by a condition.
  static let query = """
    select s.id, s.uuid, s.slug, s.stored_slug, s.local_slug, s.path, s.name, s.type, s.state, s.startpage, \
    s.created_at, s.published_at, s.updated_at, s.tags from story s
    """

  /// A story of `query`.
  static func read(_ row: Row) throws(DatabaseProblem) -> IndexStory {
    var story = IndexStory(
      id: row.integer(0), slug: row.text(2) ?? "", storedSlug: row.text(3), name: row.text(6) ?? "",
      state: row.text(8) ?? "")
    story.uuid = row.text(1)
    story.localSlug = row.text(4)
    story.path = row.text(5)
    story.contentType = row.text(7)
    story.isStartpage = row.optionalInteger(9).map { $0 != 0 }
    story.createdAt = row.text(10)
    story.publishedAt = row.text(11)
    story.updatedAt = row.text(12)
    story.tags = (row.text(13) ?? "").split(separator: "\n").map(String.init)
    return story
  }

  /// A passage: its place, start, end and text.
  static func passage(_ row: Row) throws(DatabaseProblem) -> IndexPassage {
    IndexPassage(
      place: Int(row.integer(0)), start: Int(row.integer(1)), end: Int(row.integer(2)), text: row.text(3) ?? "")
  }
}
