import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What tells one version of a story from another without its content: when it was published or saved, and its slug.
public struct StoryStamp: Sendable, Equatable {
  /// The story's id.
  public var id: Int64
  /// The stamp; nil if the service does not tell the date, so that every story may have changed.
  public var text: String?

  /// A stamp.
  public init(id: Int64, text: String?) {
    self.id = id
    self.text = text
  }

  /// The stamp of a version with this date, ISO 8601. Dates that are written differently give one stamp.
  init(id: Int64, date: String?, slug: String) {
    self.id = id
    text = date.map { date in
      let milliseconds = Timestamp.parse(date).map { String(Int64(($0.timeIntervalSince1970 * 1000).rounded())) }
      return (milliseconds ?? date) + " " + StorySlug.collapsed(slug)
    }
  }
}

extension Story {
  /// The stamp of the story as it was read. A published version changes with its publication, a draft with each save.
  public func stamp(_ version: StoryVersion) -> StoryStamp {
    StoryStamp(id: id, date: version == .published ? publishedAt : updatedAt, slug: slug)
  }
}
