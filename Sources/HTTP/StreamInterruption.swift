public import Core

/// Why a streamed answer was not read to its end.
public struct StreamInterruption: Error {
  /// What it is for the user; the number of attempts is in the `StreamingResponse` that was read.
  public var failure: Failure
  /// Whether the request may be sent again: the cause may pass, and nothing of the answer was shown.
  public var mayRestart: Bool

  /// Makes an interruption.
  public init(_ failure: Failure, mayRestart: Bool) {
    self.failure = failure
    self.mayRestart = mayRestart
  }
}
