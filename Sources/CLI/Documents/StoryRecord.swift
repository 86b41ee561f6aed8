import Assistant
import Storyblok

/// The fields of a story, in the order of the contract.
enum StoryRecord {
  /// The fields that make columns, in their order.
  static let columns = [
    "story_id", "name", "slug", "content_type", "state", "score", "published_at", "url", "editor_url", "body",
  ]

  /// A story that a search found.
  static func record(_ hit: StoryHit) -> Record {
    [
      "story_id": .integer(hit.storyID),
      "name": .text(hit.name),
      "slug": .text(hit.slug),
      "content_type": .text(hit.contentType),
      "body": .text(hit.body),
      "score": .number(hit.score),
      "excerpts": .texts(hit.excerpts),
      "published_at": .text(hit.publishedAt),
      "url": .text(hit.url),
      "editor_url": .text(hit.editorURL),
      "state": .text(hit.state?.rawValue),
      "story": hit.story.map { content($0, hit.linkPaths) } ?? .absent,
    ]
  }

  /// A story that an answer was given for.
  static func record(_ story: FoundStory) -> Record {
    [
      "story_id": .integer(story.id),
      "name": .text(story.name),
      "slug": .text(story.slug),
      "content_type": .text(story.contentType),
      "body": .text(story.body),
      "score": .number(story.score),
      "excerpts": .texts(story.excerpts),
      "published_at": .text(story.publishedAt),
      "url": .text(story.url),
      "editor_url": .text(story.editorURL),
    ]
  }

  /// A story that an answer rests on.
  static func source(_ story: FoundStory) -> Record {
    [
      "story_id": .integer(story.id), "name": .text(story.name), "slug": .text(story.slug),
      "url": .text(story.url ?? story.editorURL),
    ]
  }

  /// The whole story: its JSON as Storyblok sent it, and as text Markdown.
  private static func content(_ story: Story, _ paths: [String: String]) -> Record.Value {
    .content(json: { story.json }, text: { ContentText(.markdown, paths: paths).text(of: story) })
  }

  /// What a search came to: its document, and the line `3 of 42 stories (published, by meaning)`.
  static func summary(_ summary: SearchSummary) -> RecordSummary {
    RecordSummary(
      document: [
        "status": .text("success"),
        "term": .text(summary.term),
        "backend": .text(summary.backend.rawValue),
        "version": .text(summary.version.rawValue),
        "stories": .items,
        "total": .integer(summary.total),
        "total_is_exact": .bool(summary.totalIsExact),
      ], sentence: sentence(summary))
  }

  private static func sentence(_ summary: SearchSummary) -> String {
    let way =
      switch summary.backend {
      case .strata: ", by meaning"
      case .fulltext: ", by words"
      case .vsearches: ", by vsearches"
      case .stories: ""
      }
    let kind = " (\(summary.version.rawValue)\(way))"
    if summary.total == 0 { return "No stories found" + kind }
    let noun = summary.total == 1 ? "story" : "stories"
    let more = summary.totalIsExact ? "" : ", perhaps more"
    if summary.count == summary.total { return "\(summary.count) \(noun)\(more)\(kind)" }
    return "\(summary.count) of \(summary.totalIsExact ? "" : "at least ")\(summary.total) \(noun)\(kind)"
  }
}
