import Core

/// A passage that a search returned, and its story.
public struct Passage: Sendable, Equatable {
  /// The story's id.
  public var storyID: Int64
  /// The story's name.
  public var name: String
  /// The story's full slug.
  public var slug: String
  /// The matching text, if the search returned one.
  public var text: String?
  /// The similarity; higher is nearer, on a scale that Storyblok does not document. Nil for a search without scores.
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
