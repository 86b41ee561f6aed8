import AWS

/// One line about a kept conversation.
public struct ConversationSummary: Sendable, Equatable {
  /// The id.
  public var id: String
  /// When its last turn ended, ISO 8601.
  public var updatedAt: String
  /// The number of turns.
  public var turns: Int
  /// The space of its last turn that searched; nil for none.
  public var space: String?
  /// The first question.
  public var question: String

  /// The summary of a conversation; nil without a turn.
  init?(_ conversation: Conversation) {
    guard let id = conversation.id, let first = conversation.turns.first, let last = conversation.turns.last else {
      return nil
    }
    self.id = id
    updatedAt = last.at
    turns = conversation.turns.count
    space = conversation.turns.last { $0.space != nil }?.space
    question = first.question
  }
}

extension Conversation.Turn {
  /// The question: the last text of its message, which the texts of files precede.
  public var question: String {
    messages.first?.content.reversed().lazy.compactMap { if case .text(let text) = $0 { text } else { nil } }.first
      ?? ""
  }

  /// The answer, without source marks.
  public var answer: String {
    var filter = CitationFilter()
    return filter.feed(messages.last?.text ?? "") + filter.finish()
  }
}
