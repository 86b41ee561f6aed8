public import Core

/// A failed run of `ask`, with the answer so far.
public struct AskInterruption: Error, Sendable {
  /// The failure.
  public var failure: Failure
  /// The part of the answer that was shown; empty if none was.
  public var partialResponse: String
  /// The conversation's id, if the run had one.
  public var conversationID: String?

  /// Makes an interruption.
  public init(_ failure: Failure, partialResponse: String = "", conversationID: String? = nil) {
    self.failure = failure
    self.partialResponse = partialResponse
    self.conversationID = conversationID
  }
}
