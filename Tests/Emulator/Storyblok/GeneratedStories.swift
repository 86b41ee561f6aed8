/// Stories made by rule, always the same.
enum GeneratedStories {
  private static let places = [
    "Larch valley", "Stone bridge", "Upper lake", "Old chapel", "Pine saddle", "North ridge", "Mill stream",
    "Goat meadow",
  ]
  private static let topics = [
    ("opening hours", "The hut opens at six and closes when the last guest sleeps."),
    ("water", "The spring behind the house runs from May until the first frost."),
    ("path", "The path is marked in red and white and takes three hours from the road."),
    ("view", "On clear days one sees four countries and a piece of the sea."),
    ("bus", "The last bus leaves at half past five; the next one leaves tomorrow."),
    ("flowers", "Gentians bloom along the wall in June, edelweiss above it in July."),
    ("weather", "Clouds over the western wall at noon mean rain before four."),
  ]

  /// A few hundred notes about huts and paths: every tenth is a draft.
  static func notes(_ count: Int) -> [Story] {
    (0..<count).map { index in
      let place = places[index % places.count]
      let (topic, text) = topics[index / places.count % topics.count]
      let number = index + 1
      var story = SampleSpace.article(
        400_000 + number, "notes/note-\(number)", "\(place): \(topic) (note \(number))",
        teaser: "\(place), \(topic).",
        body: Blocks.paragraphs(text, "Written down at \(place) as note \(number)."),
        author: "authors/marco-rossi",
        categories: ["notes"])
      story.tags = ["note"]
      story.position = number * 10
      if number % 10 == 0 {
        story.published = false
        story.publishedAt = nil
        story.firstPublishedAt = nil
      }
      return story
    }
  }

  /// `count` published stories whose content has about `bytes` bytes, for benchmarks: only a line of each is
  /// its own. The first `revised` were published again with another line.
  static func many(_ count: Int, bytes: Int, revised: Int = 0) -> [Story] {
    let sentence =
      "Snow melts into the stream, the stream into the lake, and the lake keeps what it is told. "
    let filler = String(repeating: sentence, count: max(1, (bytes - 500) / sentence.utf8.count))
    let shared = Array(filler.utf8)
    return (0..<count).map { index in
      let number = index + 1
      let place = places[index % places.count]
      let title = "\(place), page \(number)"
      var story = Story(
        id: 1_000_000 + number, name: title, fullSlug: "archive/page-\(number)", contentType: "article",
        content: ["component": "article"])
      let head =
        "{\"_uid\":\"\(Text.uuid("many \(number)"))\",\"component\":\"article\",\"title\":\"\(title)\","
        + "\"teaser\":\"\(number <= revised ? "Revised entry" : "Entry") \(number) of the archive at "
        + "\(place).\",\"body\":{\"type\":\"doc\",\"content\":["
        + "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\""
      let tail = "\"}]}]},\"reading_minutes\":\"9\",\"featured\":false}"
      story.rendered = Array(head.utf8) + shared + Array(tail.utf8)
      story.searchText = "Entry \(number) of the archive at \(place)."
      if number <= revised {
        story.publishedAt = "2026-06-01T08:15:00.000Z"
        story.updatedAt = "2026-06-01T08:15:00.000Z"
      }
      story.position = number
      return story
    }
  }
}
