/// What the tools of one turn did, as the JSON document tells it.
struct AskTrail: Sendable, Equatable {
  /// The last of the six actions taken.
  var action = AskAnswer.Action.chat
  /// The stories shown to the model by it.
  var results: Findings?
  /// The last count.
  var analysis: AskAnswer.Analysis?
  /// The question asked back.
  var clarify: AskAnswer.Clarification?
}
