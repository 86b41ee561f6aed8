public import AWS
public import Core

/// What a run of `ask` came to.
public struct AskAnswer: Sendable, Equatable {
  /// What was done, in the terms of the assistant's first version: derived from the tools the model used.
  public enum Action: String, Sendable {
    case search, analyze
    case listAnalyzed = "list_analyzed"
    case refine, clarify, chat
  }

  /// A count.
  public struct Analysis: Sendable, Equatable {
    /// What was counted, in the model's words.
    public var description: String
    /// The count.
    public var count: Int
    /// Whether it is exact, or what the search was cut at.
    public var isExact: Bool
    /// What was looked for.
    public var searchTerm: String
    /// The content type kept to.
    public var contentType: String?
  }

  /// A question back to the user.
  public struct Clarification: Sendable, Equatable {
    /// The question.
    public var question: String
    /// What is unclear.
    public var field: String
    /// The possible answers.
    public var options: [String]
  }

  /// What was done.
  public var action: Action
  /// The answer, without source marks.
  public var response: String
  /// What the model said, marks included, over all its turns of this run.
  public var rawResponse: String
  /// The stories it was shown last.
  public var results: Findings?
  /// The last count.
  public var analysis: Analysis?
  /// The question back.
  public var clarify: Clarification?
  /// The stories the answer rests on; only ever such as a search of this conversation returned.
  public var sources: [FoundStory]
  /// The conversation's id.
  public var conversationID: String?
  /// The model.
  public var model: ModelChoice
  /// Why the model stopped.
  public var stopReason: StopReason
  /// Tokens over all requests.
  public var usage: TokenUsage
  /// Requests to the model.
  public var requests: Int

  /// What it cost, in US dollars, as an estimate by the table of `ModelTable.date`; nil where the price is not known.
  public var cost: Double? { ModelTable.cost(of: usage, by: model.used) }
}

extension AskAnswer {
  /// The answer that a turn came to.
  init(_ turn: AskTurn, model: ModelChoice, conversationID: String?) {
    self.init(
      action: turn.trail.action, response: turn.response, rawResponse: turn.raw, results: turn.trail.results,
      analysis: turn.trail.analysis, clarify: turn.trail.clarify, sources: turn.sources,
      conversationID: conversationID, model: model, stopReason: turn.stopReason, usage: turn.usage,
      requests: turn.requests)
  }
}
