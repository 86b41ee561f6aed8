import Assistant

/// The fields of kept conversations.
enum ConversationRecord {
  /// A conversation in a list.
  static func record(_ summary: ConversationSummary) -> Record {
    [
      "conversation_id": .text(summary.id), "updated_at": .text(summary.updatedAt), "turns": .integer(summary.turns),
      "space": .text(summary.space), "question": .text(summary.question),
    ]
  }

  /// The document of a list.
  static let summary = RecordSummary(document: ["status": .text("success"), "conversations": .items])

  /// The columns of a list.
  static let table: [RecordTable.Column] = [
    .init(Table.Column("CONVERSATION", isWhole: true), field: "conversation_id"),
    .init(Table.Column("LAST ANSWER", dispensability: 2)) {
      $0.text("updated_at").map { String($0.prefix(10)) } ?? "-"
    },
    .init(Table.Column("TURNS", isNumber: true, dispensability: 1), field: "turns"),
    .init(Table.Column("QUESTION", isFlexible: true), field: "question"),
  ]

  /// The document of one conversation.
  static func record(_ conversation: Conversation) -> Record {
    [
      "status": .text("success"),
      "conversation_id": .text(conversation.id),
      "turns": .records(
        conversation.turns.map { turn in
          [
            "at": .text(turn.at), "space": .text(turn.space), "question": .text(turn.question),
            "answer": .text(turn.answer),
          ]
        }),
    ]
  }

  /// The document of a deletion.
  static func deleted(_ ids: [String]) -> Record { ["status": .text("success"), "deleted": .texts(ids)] }
}
