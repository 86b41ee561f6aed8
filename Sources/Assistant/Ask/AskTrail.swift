import Core

/// The actions of the tools in one turn, for the JSON document.
struct AskTrail: Sendable, Equatable {
  /// The last action.
  var action = AskAnswer.Action.chat
  /// The stories that the action showed to the model.
  var results: Findings?
  /// The last count.
  var analysis: AskAnswer.Analysis?
  /// The question to the user.
  var clarify: AskAnswer.Clarification?
  /// Whether a tool has read the space.
  var hasReadSpace = false
  /// The first failure to read the space.
  var failure: Failure?

  /// The failure that ends the run: an answer about a space that could not be read is no success.
  var unreadSpace: Failure? { hasReadSpace ? nil : failure }
}
