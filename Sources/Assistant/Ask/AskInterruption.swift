public import Core

/// A run of `ask` that failed, and what had been said by then.
public struct AskInterruption: Error, Sendable {
  /// Why.
  public var failure: Failure
  /// What was shown of the answer; empty where nothing was.
  public var partialResponse: String
  /// The conversation's id, where the run had one.
  public var conversationID: String?

  /// Makes an interruption.
  public init(_ failure: Failure, partialResponse: String = "", conversationID: String? = nil) {
    self.failure = failure
    self.partialResponse = partialResponse
    self.conversationID = conversationID
  }
}
