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
  /// The time of a conversation without a readable turn is when its file was last written.
  ///
  /// - Throws: `Failure` `io`.
  public func delete(olderThan seconds: Double) throws(Failure) -> [String] {
    let limit = clock.now().timeIntervalSince1970 - seconds
    var deleted: [String] = []
    for id in try ids() {
      let summary = ConversationSummary(try conversation(id))
      let told = summary.flatMap { Timestamp.parse($0.updatedAt) }?.timeIntervalSince1970
      guard let end = told ?? file(id).modified, end < limit else { continue }
      try file(id).delete()
      deleted.append(id)
    }
    return deleted
  }
}
