/// A story as an index holds it: what a search shows and what selectors tell apart.
public struct IndexStory: Sendable, Equatable {
  /// The id.
  public var id: Int64
  /// The id that copies of a space share.
  public var uuid: String?
  /// The full slug without slashes at its ends.
  public var slug: String
  /// The full slug as Storyblok stores it: `blog/` for the start page of that folder.
  public var storedSlug: String
  /// The full slug in the index's language, with the language's prefix; nil in the default language.
  public var localSlug: String?
  /// The real path, if one is set.
  public var path: String?
  /// The name, in the index's language.
  public var name: String
  /// The technical name of the root block.
  public var contentType: String?
  /// The publication state: `published`, `changed`, `draft`, `scheduled`.
  public var state: String
  /// Whether it is the start page of its folder.
  public var isStartpage: Bool?
  /// When it was made, ISO 8601.
  public var createdAt: String?
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// When it was last saved, ISO 8601.
  public var updatedAt: String?
  /// The tags.
  public var tags: [String] = []
  /// The technical names of the blocks that the content uses at any depth; not read back by searches.
  public var blocks: Set<String> = []
  /// The uuids of the stories that the content refers or links to; not read back by searches.
  public var references: Set<String> = []
  /// The full slugs in other languages; not read back by searches.
  public var translatedSlugs: Set<String> = []

  /// A story.
  public init(id: Int64, slug: String, storedSlug: String? = nil, name: String, state: String) {
    self.id = id
    self.slug = slug
    self.storedSlug = storedSlug ?? slug
    self.name = name
    self.state = state
  }
}

/// A story and its text, to be written into an index.
public struct IndexDocument: Sendable, Equatable {
  /// The story.
  public var story: IndexStory
  /// Its plain text, with blocks apart by line ends.
  public var text: String
  /// What the source said of its version, such as its dates, to be compared at the next update.
  public var stamp: String?

  /// A story and its text.
  public init(_ story: IndexStory, text: String, stamp: String?) {
    self.story = story
    self.text = text
    self.stamp = stamp
  }
}
