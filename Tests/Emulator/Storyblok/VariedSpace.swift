extension Space {
  /// A small space for selectors: every state, tags, releases, references, blocks, dates, folders with and without start
  /// pages, slugs in other languages, in capitals and with accents. Every story mentions the mountain.
  public static let varied: Space = {
    var space = Space(stories: VariedSpace.stories, deleted: VariedSpace.deleted)
    space.releases = [77, 78]
    return space
  }()
}

/// The stories of `Space.varied`.
enum VariedSpace {
  static var stories: [Story] { pages + articles + people + products }

  /// Deleted after they were indexed.
  static var deleted: [Story] {
    [story(500_190, "blog/deleted-steps", "article", "Deleted steps", day: "2026-01-15", tags: ["news"])]
  }

  private static func story(
    _ id: Int, _ slug: String, _ type: String, _ name: String, day: String, updated: String? = nil,
    tags: [String] = [], _ fields: JSON = [:]
  ) -> Story {
    let text: JSON = ["title": .string(name), "text": .string("\(name) on the mountain, step by step.")]
    var story = Story(
      id: id, name: name, fullSlug: slug, contentType: type,
      content: Blocks.block(type, .object((text.members ?? []) + (fields.members ?? []))))
    story.publishedAt = day + "T08:15:00.000Z"
    story.firstPublishedAt = story.publishedAt
    story.createdAt = day + "T07:00:00.000Z"
    story.updatedAt = (updated ?? day) + "T08:00:00.000Z"
    story.tags = tags
    return story
  }

  private static func folder(_ id: Int, _ slug: String, _ name: String) -> Story {
    var folder = Story(id: id, name: name, fullSlug: slug, contentType: "", content: [:])
    folder.isFolder = true
    folder.published = false
    folder.publishedAt = nil
    folder.firstPublishedAt = nil
    return folder
  }

  private static func unpublished(_ story: Story) -> Story {
    var story = story
    story.published = false
    story.publishedAt = nil
    story.firstPublishedAt = nil
    return story
  }

  private static var pages: [Story] {
    var home = story(500_101, "home", "page", "Home", day: "2025-11-01")
    home.isStartpage = true
    home.path = "/"
    var blog = story(500_111, "blog/", "page", "All articles", day: "2026-01-02", tags: ["overview"])
    blog.isStartpage = true
    blog.parentID = 500_110
    blog.translatedSlugs = [("de", "artikel", "Alle Artikel")]
    // A start page that is stored under a name of its own.
    var help = story(500_114, "help/start", "page", "Help", day: "2026-01-03")
    help.isStartpage = true
    help.parentID = 500_113
    return [
      home, folder(500_110, "blog", "Blog"), blog, folder(500_112, "empty", "Empty"), folder(500_113, "help", "Help"),
      help, story(500_115, "About-Us", "page", "About us", day: "2025-12-01"),
      story(500_116, "places/café", "page", "The café", day: "2025-12-02", tags: ["food"]),
    ]
  }

  private static var articles: [Story] {
    let lena = JSON.string(Text.uuid("story authors/lena"))
    let gallery = Blocks.block("grid", ["columns": [Blocks.block("gallery", ["caption": "The ridge"])]])
    let first = story(
      500_121, "blog/first-steps", "article", "First steps", day: "2026-01-10", tags: ["news", "guide"],
      ["author": lena, "body": [gallery], "minutes": "4"])
    var second = story(
      500_122, "blog/second-steps", "article", "Second steps", day: "2026-02-10", updated: "2026-03-05", tags: ["news"],
      ["author": lena, "minutes": "9"])
    second.unpublishedChanges = true
    second.publishedContent = second.content
    let third = unpublished(
      story(
        500_123, "blog/third-steps", "article", "Third steps", day: "2026-03-06", tags: ["guide"],
        ["body": [Blocks.block("teaser", ["link": Blocks.link(story: "products/boots")])], "minutes": "12"]))
    var fourth = unpublished(
      story(500_124, "blog/fourth-steps", "article", "Fourth steps", day: "2026-03-07", ["minutes": "2"]))
    fourth.publishAt = "2026-12-01T06:00:00.000Z"
    fourth.releases = [77]
    return [first, second, third, fourth]
  }

  private static var people: [Story] {
    var lena = story(500_131, "authors/lena", "author", "Lena", day: "2026-01-05")
    lena.translatedSlugs = [("de", "autoren/lena", "Lena"), ("it", "autori/lena", "Lena")]
    return [lena]
  }

  private static var products: [Story] {
    var boots = story(
      500_141, "products/boots", "product", "Boots", day: "2026-03-01", tags: ["gear"],
      ["price": "149.90", "related": [.string(Text.uuid("story products/pack"))]])
    boots.translatedSlugs = [("de", "produkte/schuhe", "Schuhe")]
    boots.releases = [77]
    let pack = story(
      500_142, "products/pack", "product", "Pack", day: "2025-12-20", tags: ["gear", "guide"],
      ["price": "89.00", "body": [Blocks.block("teaser", ["text": "Light"])]])
    return [boots, pack]
  }
}
