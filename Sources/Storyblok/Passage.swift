import Core

/// A passage that a search returned, and the story it stands in.
public struct Passage: Sendable, Equatable {
  /// The story's id.
  public var storyID: Int64
  /// The story's name.
  public var name: String
  /// The story's full slug.
  public var slug: String
  /// The matching text, where the search gave one.
  public var text: String?
  /// How near it is, higher is nearer, on a scale Storyblok does not document; nil for a search without scores.
  public var score: Double?

  /// A passage.
  public init(storyID: Int64, name: String, slug: String, text: String?, score: Double?) {
    self.storyID = storyID
    self.name = name
    self.slug = slug
    self.text = text
    self.score = score
  }
}
