import Core
import HTTP

/// The labels of options: without a schema, a value tells its label if it is a value of one datasource alone.
extension DeliveryClient {
  /// Entries of one page (storyblok.com/docs/api/content-delivery/v2/datasources/retrieve-multiple-datasource-entries).
  private static let perPage = 1000

  func addLabels(for needs: ContentNeeds, to known: inout KnownLabels) async throws(Failure) {
    guard needs.hasTellingValue else { return }
    known.isDone = true
    let slugs = try await datasources()
    var left = KnownLabels.mostRequests
    var all: [[DatasourceEntry]] = []
    for slug in slugs {
      var entries: [DatasourceEntry] = []
      var page = 0
      repeat {
        guard left > 0 else {
          return connection.log.note(
            "storyblok: options stay without labels: reading every datasource would take more than "
              + "\(KnownLabels.mostRequests) requests")
        }
        left -= 1
        page += 1
        entries += try await self.entries(of: slug, page: page)
      } while entries.count == page * Self.perPage
      all.append(entries)
    }
    known.labels = OptionLabels(ofOne: all)
  }

  private func datasources() async throws(Failure) -> [String] {
    let query: StoryblokCall.Query = [("page", "1"), ("per_page", String(Self.perPage))]
    let call = StoryblokCall(.datasources, path("/datasources"), query: query + cached(StoryScope()))
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let slugs = try? DatasourceEntry.slugs(response.body) else { throw connection.unreadable(response) }
      return slugs
    }
  }

  private func entries(of slug: String, page: Int) async throws(Failure) -> [DatasourceEntry] {
    let query: StoryblokCall.Query = [
      ("datasource", slug), ("page", String(page)), ("per_page", String(Self.perPage)),
    ]
    let call = StoryblokCall(.datasourceEntries, path("/datasource_entries"), query: query + cached(StoryScope()))
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let entries = try? DatasourceEntry.list(response.body) else { throw connection.unreadable(response) }
      return entries
    }
  }
}
