public import Core

/// Why a streamed answer was not read to its end.
public struct StreamInterruption: Error {
  /// What it is for the user.
  public var failure: Failure
  /// Whether the request may be sent again: the cause may pass, and nothing of the answer was shown.
  public var mayRestart: Bool

  /// Makes an interruption.
  public init(_ failure: Failure, mayRestart: Bool) {
    self.failure = failure
    self.mayRestart = mayRestart
  }
}
