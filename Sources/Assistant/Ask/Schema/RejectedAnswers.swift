/// The answers of a turn that did not fit its schema.
struct RejectedAnswers: Sendable {
  /// Whether an answer was asked for again.
  var wasRepaired = false
  /// Whether a text was asked for again as the input of the tool.
  var wasForced = false
  /// The index of the first such answer among the request's messages; nil before one.
  var start: Int?
  /// The text of the last one.
  var last: String?
}
