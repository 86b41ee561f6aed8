public import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Listing and deleting conversations.
extension ConversationStore {
  /// The kept conversations, the last modified one first. A file without a readable turn is left out.
  ///
  /// - Throws: `Failure` `io`.
  public func list() throws(Failure) -> [ConversationSummary] {
    var summaries: [ConversationSummary] = []
    for id in try ids() {
      if let summary = ConversationSummary(try conversation(id)) { summaries.append(summary) }
    }
    return summaries
  }

  /// Deletes a conversation.
  ///
  /// - Throws: `Failure` `not_found` if there is none, `io` if it cannot be deleted.
  public func delete(_ id: String) throws(Failure) {
    guard Self.isID(id), try ids().contains(id) else {
      _ = try conversation(id)
      return
    }
    try file(id).delete()
  }

  /// Deletes the conversations whose last turn ended more than `seconds` ago; returns their ids.
  ///
  /// A conversation whose time cannot be read is kept.
  ///
  /// - Throws: `Failure` `io`.
  public func delete(olderThan seconds: Double) throws(Failure) -> [String] {
    let limit = clock.now().timeIntervalSince1970 - seconds
    var deleted: [String] = []
    for summary in try list() {
      guard let end = Timestamp.parse(summary.updatedAt), end.timeIntervalSince1970 < limit else { continue }
      try file(summary.id).delete()
      deleted.append(summary.id)
    }
    return deleted
  }
}
