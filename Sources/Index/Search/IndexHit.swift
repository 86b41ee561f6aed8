/// A story that a search in an index found.
public struct IndexHit: Sendable, Equatable {
  /// The story.
  public var story: IndexStory
  /// The fused score of its ranks; higher is better, and no percentage. Nil for a list.
  public var score: Double?
  /// The passages that were found, best first.
  public var passages: [IndexPassage]
}

/// A passage of a story's text.
public struct IndexPassage: Sendable, Equatable {
  /// Its number among the story's passages, from 0.
  public var place: Int
  /// Where it begins in the story's plain text, in scalars.
  public var start: Int
  /// Where it ends, in scalars.
  public var end: Int
  /// The text.
  public var text: String
}

/// The stories that a search found, the best first, before they are read.
public struct IndexRanking: Sendable, Equatable {
  /// One story.
  public struct Item: Sendable, Equatable {
    /// The story's id.
    public var story: Int64
    /// The fused score of its ranks; nil for a list.
    public var score: Double?
    /// The ids of its passages that were found, best first.
    public var passages: [Int64] = []
  }

  /// The stories, best first.
  public var items: [Item] = []
  /// The number of all stories found.
  public var total = 0
  /// Whether there may be more stories than were counted.
  public var isCut = false
}

/// The order of a list.
public struct IndexSort: Sendable, Equatable {
  /// What an index can be sorted by.
  public enum Field: String, Sendable, CaseIterable {
    case name
    case slug
    case fullSlug = "full_slug"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case publishedAt = "published_at"
    case id

    /// The expression of SQL on the table `story`, named `s`.
    var column: String {
      switch self {
      case .name: "s.name collate nocase"
      // The last part of the full slug.
      case .slug: "replace(s.slug, rtrim(s.slug, replace(s.slug, '/', '')), '')"
      case .fullSlug: "s.stored_slug"
      case .createdAt: "s.created"
      case .updatedAt: "s.updated"
      case .publishedAt: "s.published"
      case .id: "s.id"
      }
    }
  }

  /// The field.
  public var field: Field
  /// Whether the greatest value is first.
  public var isDescending: Bool

  /// An order.
  public init(_ field: Field, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }

  /// What follows `order by`; stories without a value come last, equal ones by id.
  var clause: String { "\(field.column) is null, \(field.column)\(isDescending ? " desc" : ""), s.id" }
}
