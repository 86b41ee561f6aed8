import Core

/// The names of stories that were read or looked up in this run, by uuid.
struct KnownNames: Sendable {
  private(set) var stories: [String: StoryName] = [:]
  /// The uuids that were looked up; a story that was not found is not looked up again.
  private(set) var asked: Set<String> = []
  /// Whether a request has failed; then no other is sent.
  var isLost = false
  /// Whether it was said that there are too many.
  var isFull = false
  /// The most stories that one run looks up: 40 requests.
  static let most = 2000
  /// The stories of one request: what the official clients ask for at once
  /// (github.com/storyblok/monoblok, packages/capi-client/src/utils/fetch-rel-uuids.ts).
  static let batch = 50
  /// The most names that are kept: about 450 bytes each, a third of what a search of all stories may hold.
  private static let mostKept = 50_000

  /// Notes the names of stories that were read anyway.
  mutating func learn(_ read: [Story], in language: String?) {
    for story in read {
      guard let uuid = story.uuid, stories.count < Self.mostKept || stories[uuid] != nil else { continue }
      stories[uuid] = StoryName(story, in: language)
    }
  }

  /// Notes the names that links tell, in the default language.
  mutating func learn(_ links: [LinkPage.Link]) {
    for link in links {
      guard let uuid = link.uuid, stories.count < Self.mostKept || stories[uuid] != nil else { continue }
      let name = OneLine.joined(String((link.name ?? link.slug).prefix(scalars: 300)))
      stories[uuid] = StoryName(name: name, path: link.path ?? StorySlug.collapsed(link.slug))
    }
  }

  /// The uuids to look up, in the batches of the requests.
  func batches(of uuids: Set<String>) -> [[String]] {
    let missing = missing(uuids).prefix(max(0, Self.most - asked.count))
    return stride(from: 0, to: missing.count, by: Self.batch).map {
      Array(missing[$0..<min($0 + Self.batch, missing.count)])
    }
  }

  /// The uuids that are neither known nor looked up, in a fixed order.
  func missing(_ uuids: Set<String>) -> [String] {
    uuids.filter { stories[$0] == nil && !asked.contains($0) }.sorted()
  }

  /// Notes what a request for a batch found.
  mutating func note(_ batch: [String], found: [Story], in language: String?) {
    asked.formUnion(batch)
    learn(found, in: language)
  }
}
