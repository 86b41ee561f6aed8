import Core
import Storyblok

/// The text of stories, with the names of what they refer to.
extension SearchRun {
  /// The stories of one look-up, where stories arrive one at a time.
  static let batch = 20
  /// The most bytes of stories that wait for a look-up.
  private static let batchSize = 4 << 20

  /// Reads whole stories, reports the progress, and hands the stories over in the order of `ids`. Where their text is
  /// shown, some wait for each other, so that their names are looked up together.
  func readWhole(
    _ ids: [Int64], deliver: ([Story]) async throws(Failure) -> Void
  ) async throws(Failure) {
    // Read one a request, a few take noticeable time.
    let reportedFrom = client.listsAreBare ?? false ? 10 : 100
    let meter = ProgressMeter(log: log, clock: clock)
    var seen = 0
    var waiting: [Story] = []
    var size = 0
    try await client.read(ids: ids, in: query.scope) { (story) throws(Failure) in
      seen += 1
      meter.show(seen, of: ids.count, from: reportedFrom)
      waiting.append(story)
      size += story.bytes.count
      guard query.shownText == nil || waiting.count >= Self.batch || size > Self.batchSize else { return }
      try await deliver(waiting)
      (waiting, size) = ([], 0)
    }
    if !waiting.isEmpty { try await deliver(waiting) }
  }

  /// What the texts of `stories` name from outside them. Nothing is looked up where no text is shown.
  ///
  /// - Throws: `Failure` with code `interrupted`.
  func names(for stories: [Story]) async throws(Failure) -> ContentNames {
    guard let style = query.shownText else { return ContentNames() }
    client.learn(stories, in: query.scope)
    let text = ContentText(style, language: query.scope.language)
    let needs = stories.reduce(into: ContentNeeds()) { $0.formUnion(text.needs(of: $1)) }
    return try await client.names(for: needs, in: query.scope)
  }

  /// The plain text of a story.
  func plainText(of story: Story, _ names: ContentNames) -> String {
    ContentText(.plain, language: query.scope.language, names: names).text(of: story)
  }

  /// Adds the whole story to a result, with what its text needs.
  func add(_ story: Story, _ names: ContentNames, to found: inout FoundStory) {
    // Markdown is made when it is printed, in place of the body.
    if query.shownText != .markdown { found.body = plainText(of: story, names) }
    found.story = story
    found.names = names
    found.language = query.scope.language
  }

  /// Says what whole stories cost with a management token, if there are many.
  func noteCost(of count: Int) {
    guard count > 50, client.listsAreBare ?? false else { return }
    // 3 a second on the smallest plan, 6 on the others (storyblok.com/docs/api/management/getting-started/rate-limit).
    log.notice(
      "a management token reads whole stories one a request, 3 to 6 a second: "
        + "\(ProgressMeter.grouped(count)) stories take \(RelativeTime.span(Double(count) / 6)) or more; "
        + "a preview token reads 100 stories a request")
  }
}
