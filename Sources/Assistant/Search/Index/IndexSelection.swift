import Core
import Index
import Storyblok

/// What a search asks an index for.
struct IndexSelection: Sendable {
  /// The stories that are searched.
  var filter = IndexFilter()
  /// The order; nil for the best first.
  var sort: IndexSort?
  /// Whether the query has conditions or an order that an index cannot tell, so that its result is joined with the lists.
  var isIncomplete = false

  /// The selection of a query whose names were replaced by those that lists take.
  ///
  /// - Parameter subject: what the index is of. One of a management token holds drafts of all stories: of those, what is
  ///   published is searched unless drafts are asked for.
  init(_ query: SearchQuery, _ subject: IndexSubject) {
    let asked = query.filter
    filter.ids =
      asked.among.map { among in asked.ids.isEmpty ? among.sorted() : asked.ids.filter(among.contains) } ?? asked.ids
    // No story has this id.
    if asked.isImpossible || (filter.ids.isEmpty && asked.among != nil) { filter.ids = [-1] }
    filter.uuids = asked.uuids
    filter.slugs = asked.slugs == ["*"] ? [] : asked.slugs
    filter.startsWith = asked.startsWith
    filter.contentTypes = asked.contentTypes
    filter.tags = asked.tags
    filter.states = asked.states.map(\.rawValue)
    if subject.family == .management, query.scope.version == .published, filter.states.isEmpty {
      filter.states = Story.State.allCases.filter(\.isLive).map(\.rawValue)
    }
    filter.updated = (asked.updated.since, asked.updated.before)
    filter.published = (asked.published.since, asked.published.before)
    filter.blocks = asked.blocks
    filter.references = asked.references
    isIncomplete = !asked.fields.isEmpty || query.scope.release != nil
    if let order = asked.sort {
      sort = IndexSort.Field(rawValue: order.field).map { IndexSort($0, isDescending: order.isDescending) }
      if sort == nil { isIncomplete = true }
    }
  }
}
