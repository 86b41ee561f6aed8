public import Core

/// Why a streamed response was not read to its end.
public struct StreamInterruption: Error {
  /// The failure for the user. The `StreamingResponse` has the number of attempts.
  public var failure: Failure
  /// Whether the request may be sent again: the cause may be transient, and no part of the answer was shown.
  public var mayRestart: Bool

  /// Makes an interruption.
  public init(_ failure: Failure, mayRestart: Bool) {
    self.failure = failure
    self.mayRestart = mayRestart
  }
}
