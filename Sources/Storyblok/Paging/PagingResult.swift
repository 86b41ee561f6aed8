/// The result of reading a list of stories.
public struct PagingResult: Sendable, Equatable {
  /// The number of stories delivered.
  public var delivered = 0
  /// The number of stories in the whole list.
  public var total = 0
  /// Whether `total` is exact: the service gave it and nothing contradicts it, or all stories were read.
  public var isTotalExact = false
  /// Whether unpublished stories were among them.
  public var sawDrafts = false

  /// An empty result.
  public init() {}
}
