import Assistant
import Storyblok

/// The fields of a story, in the order of `FoundStory.Member`.
enum StoryRecord {
  /// The fields that csv and tsv show as columns, in order.
  static let columns = FoundStory.Member.allCases.map(\.rawValue)

  /// A story that a search found; with `full`, its content too.
  static func record(_ story: FoundStory) -> Record {
    record(story, FoundStory.Member.allCases)
      + ["story": story.story.map { content($0, of: story) } ?? story.fullText.map(content) ?? .absent]
  }

  /// A story in the `results` of an answer of `ask`.
  static func kept(_ story: FoundStory) -> Record { record(story, FoundStory.Member.kept) }

  private static func record(_ story: FoundStory, _ members: [FoundStory.Member]) -> Record {
    Record(members.map { Record.Field(name: $0.rawValue, value: Record.Value(story.value(of: $0))) })
  }

  /// A story in the `sources` of an answer of `ask`.
  static func source(_ source: AskSource) -> Record {
    let story = source.story
    return [
      "story_id": .integer(story.id), "name": .text(story.name), "slug": .text(story.slug),
      "url": .text(story.url ?? story.editorURL), "quotes": .texts(source.quotes),
    ]
  }

  /// The whole story: as JSON the bytes that Storyblok sent, as text Markdown.
  private static func content(_ story: Story, of found: FoundStory) -> Record.Value {
    .content(
      json: { story.json },
      text: { ContentText(.markdown, language: found.language, names: found.names).text(of: story) })
  }

  /// The whole text of a story that is not at hand itself, as without a network.
  private static func content(_ text: String) -> Record.Value { .content(json: { Array("null".utf8) }, text: { text }) }

  /// The summary of a search: its document, and the line `3 of 42 stories (published, by meaning)`.
  static func summary(_ summary: SearchSummary) -> RecordSummary {
    RecordSummary(
      document: [
        "status": .text("success"),
        "term": .text(summary.term),
        "backend": .text(summary.backend),
        "version": .text(summary.version.rawValue),
        "language": .text(summary.language),
        "stories": .items,
        "total": .integer(summary.total),
        "total_is_exact": .bool(summary.totalIsExact),
      ], sentence: sentence(summary))
  }

  private static func sentence(_ summary: SearchSummary) -> String {
    let kind =
      " ("
      + [summary.version.rawValue, summary.language.map { "in " + $0 }, summary.manner].compactMap { $0 }.joined(
        separator: ", ") + ")"
    if summary.total == 0 { return "No stories found" + kind }
    let noun = summary.total == 1 ? "story" : "stories"
    let more = summary.totalIsExact ? "" : ", perhaps more"
    if summary.count == summary.total { return "\(summary.count) \(noun)\(more)\(kind)" }
    return "\(summary.count) of \(summary.totalIsExact ? "" : "at least ")\(summary.total) \(noun)\(kind)"
  }
}
