import Core

/// What a filter becomes for one API: the parameters of its list, and the test of the stories that the list returns.
struct StoryNarrowing: Sendable {
  /// The parameters.
  private(set) var query: StoryblokCall.Query = []
  /// The test; nil if the parameters select exactly.
  private(set) var test: StorySelector.Test?

  /// The narrowing of an API's lists.
  ///
  /// - Throws: `Failure` with code `usage` for a condition that only the other API's lists tell.
  init(_ filter: StoryFilter, in scope: StoryScope, management isManagement: Bool) throws(Failure) {
    var tests: [StorySelector.Test] = []
    for selector in filter.selectors(in: scope) {
      switch isManagement ? selector.management : selector.delivery {
      case .query(let query): self.query += query
      case .test(let test): tests.append(test)
      case .both(let query, let test):
        self.query += query
        tests.append(test)
      case .untold(let what): throw Self.untold(what)
      }
    }
    if let sort = filter.sort { query.append(("sort_by", sort.parameter)) }
    if !tests.isEmpty { test = { [tests] story in tests.allSatisfy { $0(story) } } }
  }

  /// The failure of a delivery token whose lists do not tell `what`.
  static func untold(_ what: String) -> Failure {
    Failure(
      .usage, "a delivery token does not tell \(what)",
      hint: "use a personal access token or an OAuth token in STORYBLOK_TOKEN", service: "storyblok")
  }
}
