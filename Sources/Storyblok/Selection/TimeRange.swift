import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A range of times in whole seconds since 1970, UTC: from `since` on, before `before`.
public struct TimeRange: Sendable, Equatable {
  /// The first second; nil for any.
  public var since: Double?
  /// The first second after the range; nil for any.
  public var before: Double?

  /// A range; without bounds every time.
  public init(since: Double? = nil, before: Double? = nil) {
    self.since = since
    self.before = before
  }

  /// Whether there is no bound.
  var isEmpty: Bool { since == nil && before == nil }

  /// Whether a time of Storyblok is in the range. No time is in none but the empty range.
  func contains(_ text: String?) -> Bool {
    if isEmpty { return true }
    guard let time = text.flatMap(Timestamp.parse)?.timeIntervalSince1970 else { return false }
    return time >= since ?? -.infinity && time < before ?? .infinity
  }

  /// The parameters of the delivery API, which takes ISO 8601 for inclusive bounds only
  /// (storyblok.com/docs/api/content-delivery/v2/stories/retrieve-multiple-stories). Its times have milliseconds.
  func query(_ name: String) -> StoryblokCall.Query {
    var query: StoryblokCall.Query = []
    if let since { query.append((name + "_gte", Self.text(since))) }
    if let before { query.append((name + "_lte", Self.text(before - 1).dropLast() + ".999Z")) }
    return query
  }

  private static func text(_ seconds: Double) -> String { Timestamp.text(Date(timeIntervalSince1970: seconds)) }
}
