import Core
import Index
import Storyblok

/// A search in an opened index, whether the space can be asked or not.
struct IndexSearch {
  let reader: IndexReader
  let log: Log

  /// What was found, before it is delivered.
  struct Found {
    /// The stories that the query wants, best first.
    var items: [IndexRanking.Item] = []
    /// The number of all stories found.
    var total = 0
    /// Whether the number counts all that the filter selects: for a list.
    var isExact = false
    /// How it was searched: `by words`, `by words and meaning`; nil for a list.
    var manner: String?
  }

  /// The stories of a query.
  ///
  /// - Parameters:
  ///   - vector: the vector of the term; nil to search by words.
  ///   - isPaged: whether the query's limit and offset are applied; otherwise all stories found are given.
  /// - Throws: `Failure` with code `io`.
  func find(
    _ query: SearchQuery, _ selection: IndexSelection, vector: [Float]?, isPaged: Bool = true
  ) throws(Failure) -> Found {
    var selection = selection
    guard let types = try contentTypes(selection.filter.contentTypes) else {
      return Found(isExact: true, manner: query.filter.term == nil ? nil : Self.manner(vector))
    }
    selection.filter.contentTypes = types
    guard let term = query.filter.term else {
      let list = try reader.list(
        selection.filter, sort: selection.sort, offset: isPaged ? query.offset : 0,
        limit: query.all || !isPaged ? nil : query.limit)
      return Found(items: list.items, total: list.total, isExact: true)
    }
    // An order other than the best first needs all that was found.
    let wanted = selection.sort == nil && isPaged ? query.wanted : nil
    let ranking = try reader.search(term, vector: vector, selection.filter, wanted: wanted)
    var items = ranking.items
    if let sort = selection.sort { items = try reader.sorted(items, by: sort) }
    if isPaged {
      let rest = items.dropFirst(query.offset)
      items = Array(query.all ? rest : rest.prefix(query.limit))
    }
    return Found(items: items, total: ranking.total, manner: Self.manner(vector))
  }

  /// The manner of a search with a vector: of all passages the nearest are found, however far they are.
  static let byMeaning = "by words and meaning"

  static func manner(_ vector: [Float]?) -> String { vector == nil ? "by words" : byMeaning }

  /// A story that was found, as a search returns it.
  func story(_ hit: IndexHit, _ links: StoryLinks) -> FoundStory {
    let story = hit.story
    var found = FoundStory(
      id: story.id, name: story.name, slug: story.slug, contentType: story.contentType,
      state: Story.State(rawValue: story.state), publishedAt: story.publishedAt,
      url: links.site(slug: story.localSlug ?? story.slug, path: story.path), editorURL: links.editor(story.id))
    found.uuid = story.uuid
    found.tags = story.tags
    found.isStartpage = story.isStartpage
    found.createdAt = story.createdAt
    found.updatedAt = story.updatedAt
    // Six decimals tell the scores of all ranks apart.
    found.score = hit.score.map { ($0 * 1_000_000).rounded() / 1_000_000 }
    found.excerpts = hit.passages.map(\.text).filter { !$0.isBlank }
    found.body = found.excerpts.first
    return found
  }

  /// The content types that `asked` mean; nil if none of them exists in the index. What is replaced or missing changes
  /// the meaning of the result, so it is always said.
  private func contentTypes(_ asked: [String]) throws(Failure) -> [String]? {
    guard !asked.isEmpty else { return [] }
    let types = try reader.contentTypes()
    var meant: [String] = []
    for name in asked {
      if let type = ContentTypeName.nearest(name, among: types) {
        if type != name { log.warn("using content type \(type) for \"\(name)\"", changesResult: true) }
        meant.append(type)
      } else {
        log.warn(
          "no story of content type \"\(name)\"; the index has \(types.sorted().prefix(50).joined(separator: ", "))",
          changesResult: true)
      }
    }
    return meant.isEmpty ? nil : meant
  }
}
