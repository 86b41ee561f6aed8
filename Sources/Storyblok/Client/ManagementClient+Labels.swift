import Core
import HTTP

/// The labels of options: the schema of the space's blocks names the datasource of each field.
extension ManagementClient {
  func addLabels(for needs: ContentNeeds, to known: inout KnownLabels) async throws(Failure) {
    guard !needs.options.isEmpty else { return }
    if known.schema == nil {
      let schema = try await schema()
      known.schema = schema
      known.labels.fields = schema.own
    }
    let fields = known.schema?.datasources ?? [:]
    let slugs = Set(needs.options.compactMap { fields[$0] }).subtracting(known.datasources).sorted()
    for slug in slugs.prefix(max(0, KnownLabels.mostRequests - known.datasources.count)) {
      known.datasources.insert(slug)
      let labels = Dictionary(try await entries(of: slug).map { ($0.value, $0.name) }) { first, _ in first }
      for field in fields.filter({ $0.value == slug }).keys { known.labels.fields[field] = labels }
    }
  }

  private func schema() async throws(Failure) -> OptionSchema {
    let call = StoryblokCall(.components, try path("/components"))
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let schema = try? OptionSchema(response.body) else { throw connection.unreadable(response) }
      return schema
    }
  }

  /// All entries of a datasource: a list by slug has no pages
  /// (storyblok.com/docs/api/management/datasource-entries/retrieve-multiple-datasource-entries).
  private func entries(of slug: String) async throws(Failure) -> [DatasourceEntry] {
    let call = StoryblokCall(
      .datasourceEntries, try path("/datasource_entries"), query: [("datasource_slug", slug)])
    return try await connection.ask(call, as: access) { (response) throws(Failure) in
      guard let entries = try? DatasourceEntry.list(response.body) else { throw connection.unreadable(response) }
      return entries
    }
  }
}
