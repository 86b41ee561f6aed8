/// The names of a story in an index.
public struct IndexName: Sendable, Equatable {
  /// The id.
  public var id: Int64
  /// The id that copies of a space share.
  public var uuid: String?
  /// The full slug without slashes at its ends.
  public var slug: String
  /// The full slug as Storyblok stores it: `blog/` for the start page of that folder.
  public var storedSlug: String
  /// The full slugs in other languages, with or without the language's prefix.
  public var otherSlugs: [String]
}
