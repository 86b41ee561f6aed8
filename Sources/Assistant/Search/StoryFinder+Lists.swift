import Core
import Storyblok

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Searches and listings of whole stories: full text of both APIs, ids, slugs, prefixes, content types.
extension StoryFinder {
  mutating func list() async throws(Failure) -> SearchSummary {
    // A name no content type can have need not be asked for.
    if let asked = query.contentType, !ContentTypeName.isTechnical(asked) {
      guard let type = try await nearContentType(asked) else {
        return summary(walked: StoryblokClient.Walk())
      }
      query.contentType = type
    }
    var walk = try await walk()
    if walk.delivered == 0, walk.total == 0, let asked = query.contentType {
      if let type = try await nearContentType(asked), type != asked {
        query.contentType = type
        walk = try await self.walk()
      }
    }
    if query.term == nil, query.isByName, walk.total == 0, !query.slugs.contains(where: { $0.contains("*") }) {
      throw noSuchStory
    }
    return summary(walked: walk)
  }

  private func walk() async throws(Failure) -> StoryblokClient.Walk {
    let meter = ProgressMeter(log: log, clock: search.environment.clock)
    let limit = query.all ? nil : query.limit
    if query.full, client.listsAreBare ?? false { return try await readOneByOne(limit, meter) }
    let links = links
    var seen = 0
    var bare: [Int64] = []
    let walk = try await client.walk(query.filter, offset: query.offset, limit: limit) {
      (stories, total) throws(Failure) in
      seen += stories.count
      if query.full, stories.contains(where: { $0.content == nil }) {
        bare += stories.map(\.id)
        return
      }
      meter.show(seen, of: total.map { min($0, limit ?? $0) })
      let links = await links()
      if !stories.isEmpty { try await deliver(stories.map { hit($0, links) }) }
    }
    if !bare.isEmpty { try await read(bare, meter) }
    return walk
  }

  /// The management API's lists have no content: first which stories, then each.
  private func readOneByOne(_ limit: Int?, _ meter: ProgressMeter) async throws(Failure)
    -> StoryblokClient.Walk
  {
    var ids: [Int64] = []
    let walk = try await client.walk(query.filter, offset: query.offset, limit: limit) {
      (stories, _) throws(Failure) in ids += stories.map(\.id)
    }
    try await read(ids, meter)
    return walk
  }

  private func read(_ ids: [Int64], _ meter: ProgressMeter) async throws(Failure) {
    noteDrafts()
    let links = await links()
    var seen = 0
    try await client.read(ids: ids, version: query.version) { (story) throws(Failure) in
      seen += 1
      meter.show(seen, of: ids.count)
      try await deliver([hit(story, links)])
    }
  }

  func noteDrafts() {
    if client.listsAreBare ?? false, query.version == .published {
      log.notice(
        "a management token reads the current draft of whole stories; a delivery token reads what is published"
      )
    }
  }

  private func hit(_ story: Story, _ links: StoryLinks) -> StoryHit {
    var hit = StoryHit(
      storyID: story.id, name: story.name, slug: story.slug, contentType: story.contentType,
      state: story.state,
      publishedAt: story.publishedAt, url: links.site(slug: story.slug, path: story.path),
      editorURL: links.editor(story.id))
    guard story.content != nil, query.full || query.term != nil else { return hit }
    let text = ContentText(.plain).text(of: story)
    if let term = query.term { hit.excerpts = TermMatcher(term).passages(in: text) }
    hit.body = query.full ? text : hit.excerpts.first
    if query.full { hit.story = story }
    return hit
  }

  /// The content type meant by `asked`, found among those of the stories selected otherwise.
  private func nearContentType(_ asked: String) async throws(Failure) -> String? {
    var filter = query.filter
    filter.contentType = nil
    return chosen(asked, among: try await client.stories(filter, size: 100).stories)
  }

  /// The one of the stories' content types that `asked` means, said to the user; nil where none is near.
  func chosen(_ asked: String, among stories: [Story]) -> String? {
    let types = Set(stories.compactMap(\.contentType))
    if let type = ContentTypeName.nearest(asked, among: types) {
      if type != asked { log.notice("using content type \(type) for \"\(asked)\"") }
      return type
    }
    if !types.isEmpty {
      log.notice(
        "no story of content type \"\(asked)\"; those found are of \(types.sorted().joined(separator: ", "))")
    }
    return nil
  }

  private var noSuchStory: Failure {
    let names = (query.ids.map(String.init) + query.slugs).joined(separator: ", ")
    // A delivery token sees published stories only, unless drafts are asked for; a management token sees all.
    let seesDrafts = client.listsAreBare ?? false || query.version == .draft
    return Failure(
      .notFound, "no \(seesDrafts ? "" : "published ")story \(names) in this space",
      hint: seesDrafts ? "look for it with: sva search WORDS --draft" : "look among the drafts: add --draft",
      moreHints: client.configuration.regionHint.map { [$0] } ?? [], service: "storyblok")
  }

  private func summary(walked: StoryblokClient.Walk) -> SearchSummary {
    var summary = summary(
      query.term == nil ? .stories : .fulltext, count: walked.delivered, total: walked.total,
      isExact: walked.isTotalExact)
    // Whole stories of the management API are drafts, and so are stories named that were never published.
    if client.listsAreBare ?? false, query.full || walked.sawDrafts { summary.version = .draft }
    return summary
  }

  func summary(_ backend: SearchSummary.Backend, count: Int, total: Int, isExact: Bool) -> SearchSummary {
    SearchSummary(
      term: query.term, backend: backend, version: query.version, count: count, total: total,
      totalIsExact: isExact)
  }
}

/// Says how far a long list has come: `1,250 of 5,000 stories, 48/s`.
struct ProgressMeter {
  let log: Log
  let clock: WallClock
  private let start: Double

  init(log: Log, clock: WallClock) {
    self.log = log
    self.clock = clock
    start = clock.now().timeIntervalSince1970
  }

  func show(_ count: Int, of total: Int?) {
    guard let total, total > 100 else { return }
    let elapsed = max(clock.now().timeIntervalSince1970 - start, 0.001)
    log.progress(
      "\(Self.grouped(count)) of \(Self.grouped(total)) stories, \(Self.grouped(Int(Double(count) / elapsed)))/s"
    )
  }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { out.append(",") }
      out.append(digit)
    }
    return out
  }
}
