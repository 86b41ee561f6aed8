public import AWS
public import Core

/// The result of a run of `ask`.
public struct AskAnswer: Sendable, Equatable {
  /// The action, in the terms of the web application: derived from the tools that the model used.
  public enum Action: String, Sendable {
    case search, analyze
    case listAnalyzed = "list_analyzed"
    case refine, clarify, chat
  }

  /// A count.
  public struct Analysis: Sendable, Equatable {
    /// A description of what was counted, by the model.
    public var description: String
    /// The count.
    public var count: Int
    /// Whether the count is exact; otherwise it is the limit of the search.
    public var isExact: Bool
    /// The search term; nil for a count by conditions alone.
    public var searchTerm: String?
    /// The content type that the search was limited to.
    public var contentType: String?
  }

  /// A question to the user.
  public struct Clarification: Sendable, Equatable {
    /// The question.
    public var question: String
    /// The unclear point.
    public var field: String
    /// The possible answers.
    public var options: [String]
  }

  /// The action.
  public var action: Action
  /// The answer, without source marks.
  public var response: String
  /// The model's text of all rounds of this run, source marks included.
  public var rawResponse: String
  /// The stories last shown to the model.
  public var results: Findings?
  /// The last count.
  public var analysis: Analysis?
  /// The question to the user.
  public var clarify: Clarification?
  /// The sources of the answer. Each was returned by a search of this conversation.
  public var sources: [AskSource]
  /// The answer in the form of a schema, as JSON; nil if none was asked for.
  public var data: String?
  /// The conversation's id.
  public var conversationID: String?
  /// Why the turn was not kept; nil if it was, or was not to be.
  public var notKept: Remedy?
  /// The model.
  public var model: ModelChoice
  /// Why the model stopped.
  public var stopReason: StopReason
  /// What a guardrail did; nil if none intervened.
  public var guardrail: GuardrailIntervention?
  /// The service tier that was asked for.
  public var serviceTier: ServiceTier?
  /// Tokens over all requests.
  public var usage: TokenUsage
  /// Requests to the model.
  public var requests: Int

  /// The stories to show for an answer that names no source: those that the model's own search found.
  public var found: [FoundStory] {
    switch action {
    case .search, .refine, .listAnalyzed: sources.isEmpty ? results?.stories ?? [] : []
    case .analyze, .clarify, .chat: []
    }
  }

  /// The cost in US dollars, estimated by the table of `ModelTable.date`; nil if the price is not known, as that of every
  /// tier but the standard one.
  public var cost: Double? {
    guard serviceTier == nil || serviceTier == .default else { return nil }
    return ModelTable.cost(of: usage, by: model)
  }

  /// What the cache saved in US dollars, which is less than zero if only writing to it cost something; nil if the price is
  /// not known, or if nothing was cached.
  public var savedByCache: Double? {
    guard usage.cacheRead > 0 || usage.cacheWrite > 0, let cost else { return nil }
    let uncached = TokenUsage(input: usage.input + usage.cacheRead + usage.cacheWrite, output: usage.output)
    return ModelTable.cost(of: uncached, by: model).map { $0 - cost }
  }
}

extension AskAnswer {
  /// The answer of a completed turn.
  init(_ turn: AskTurn, model: ModelChoice, conversationID: String?) {
    self.init(
      action: turn.trail.action, response: turn.response, rawResponse: turn.raw, results: turn.trail.results,
      analysis: turn.trail.analysis, clarify: turn.trail.clarify, sources: turn.sources, data: turn.data,
      conversationID: conversationID, model: model, stopReason: turn.stopReason, guardrail: turn.guardrail,
      serviceTier: turn.request.serviceTier, usage: turn.usage, requests: turn.requests)
  }
}
