/// What a walk through a list of stories came to.
public struct StoryWalk: Sendable, Equatable {
  /// Stories delivered.
  public var delivered = 0
  /// Stories the whole list has.
  public var total = 0
  /// Whether `total` is what the service said, or all were seen.
  public var isTotalExact = false
  /// Whether stories not published were among them.
  public var sawDrafts = false

  /// A walk that found nothing.
  public init() {}
}
