import Core
import Storyblok

/// Stories as text for the model; long text is cut with a note. `StoryFence` encloses it.
enum StoryText {
  /// The longest passage of one story in a search result, in scalars.
  static let passage = 1200
  /// The longest text of a whole story, in scalars.
  static let whole = 20_000
  /// The longest line, such as a name, in scalars.
  private static let line = 300

  /// A list of stories.
  static func list(_ stories: [FoundStory], version: String) -> String {
    joined(
      stories.map { story in
        head(story, version: version) + "text: " + cut(text(of: story), passage, hint: "read_stories gives the rest")
      })
  }

  /// A list of stories without text.
  static func index(_ stories: [FoundStory], version: String) -> String {
    joined(stories.map { head($0, version: version) })
  }

  /// Whole stories.
  static func whole(_ stories: [(story: FoundStory, whole: StoryLibrary.WholeStory)]) -> String {
    joined(
      stories.map { pair in
        head(pair.story, version: pair.whole.version) + "text: "
          + cut(pair.whole.text, whole, hint: "the rest is left out")
      })
  }

  /// One line, so that names and slugs cannot add lines.
  static func oneLine(_ text: String) -> String { OneLine.joined(text.prefix(scalars: line)) }

  private static func joined(_ stories: [String]) -> String { stories.joined(separator: "\n\n") }

  private static func head(_ story: FoundStory, version: String) -> String { facts(of: story, version: version) + "\n" }

  /// One line with what lists tell of a story.
  static func facts(of story: FoundStory, version: String) -> String {
    let facts: [(String, String?)] = [
      ("name", story.name), ("slug", story.slug), ("content_type", story.contentType), ("state", story.state?.rawValue),
      ("published", story.publishedAt.map(day)), ("updated", story.updatedAt.map(day)),
      ("tags", story.tags.flatMap { $0.isEmpty ? nil : $0.prefix(20).joined(separator: ", ") }),
      ("start_page", story.isStartpage == true ? "yes" : nil), ("language", story.language),
      ("translated", story.translations.isEmpty ? nil : story.translations.prefix(20).joined(separator: ", ")),
      ("version", version),
    ]
    return facts.reduce("id: \(story.id)") { line, fact in
      fact.1.map { line + "; \(fact.0): " + oneLine($0) } ?? line
    }
  }

  private static func day(_ time: String) -> String { String(time.prefix(scalars: 10)) }

  /// The text that a search returned: the passages, else the body.
  private static func text(of story: FoundStory) -> String {
    story.excerpts.isEmpty ? story.body ?? "" : story.excerpts.joined(separator: " … ")
  }

  private static func cut(_ text: String, _ limit: Int, hint: String) -> String {
    let shown = text.prefix(scalars: limit)
    guard shown.endIndex < text.endIndex else { return text }
    return shown + "\n(cut after \(limit) characters; \(hint))"
  }
}
