internal import Synchronization

/// A space and its stories, ready to be served.
public struct Space: Sendable {
  public var id: Int
  public var name: String
  public var domain: String
  public var languages: [String]
  /// The default language, which the management API tells.
  public var defaultLanguage = "en"
  public var datasources: [Datasource]
  /// The schemas of blocks, which the management API tells.
  public var schemas: [(component: String, schema: JSON)]
  /// The current cache version.
  public var version = 1_772_439_300
  /// The ids of its releases.
  public var releases: [Int] = []
  let shelf: [ShelvedStory]
  /// Deleted stories, which the searches by meaning still know.
  let deleted: [ShelvedStory]
  /// Identifies the space, so that a cached selection is used for this space only.
  let edition: Int

  /// A space of any stories.
  public init(
    id: Int = 1_023_456, name: String = "Alpine Trails",
    domain: String = "https://preview.alpine-trails.example/",
    languages: [String] = ["de", "it"], datasources: [Datasource] = [],
    schemas: [(component: String, schema: JSON)] = [], stories: [Story],
    deleted: [Story] = []
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.languages = languages
    self.datasources = datasources
    self.schemas = schemas
    shelf = stories.map { ShelvedStory($0) }
    self.deleted = deleted.map { ShelvedStory($0) }
    edition = Self.editions.withLock { count in
      count += 1
      return count
    }
  }

  private static let editions = Mutex(0)

  /// The stories.
  public var stories: [Story] { shelf.map(\.story) }

  /// The hand-made stories and 300 generated notes; made once.
  public static let sample = Space(
    datasources: SampleSpace.datasources, schemas: SampleSpace.schemas,
    stories: SampleSpace.stories + GeneratedStories.notes(300))

  /// The hand-made stories alone; made once.
  public static let handMade = Space(
    datasources: SampleSpace.datasources, schemas: SampleSpace.schemas, stories: SampleSpace.stories)

  /// The hand-made stories and `count` published ones of about `bytes` bytes each, for benchmarks; the first `revised` of
  /// them were published again.
  public static func large(_ count: Int, bytes: Int, revised: Int = 0) -> Space {
    var space = Space(stories: SampleSpace.stories + GeneratedStories.many(count, bytes: bytes, revised: revised))
    space.version += revised
    return space
  }
}
