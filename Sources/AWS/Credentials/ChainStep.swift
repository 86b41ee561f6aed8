public import Core

/// The result of one provider in the chain.
public struct ChainStep: Sendable, Equatable {
  /// The kind of result.
  public enum Outcome: String, Sendable {
    case used, skipped, failed
    case notReached = "not_reached"
  }

  /// The provider.
  public var source: CredentialSource
  /// The kind of result.
  public var outcome: Outcome
  /// What was found, or why nothing was; nil if the provider was not reached.
  public var reason: Remedy?

  /// Makes a step.
  public init(_ source: CredentialSource, _ outcome: Outcome, _ reason: Remedy? = nil) {
    self.source = source
    self.outcome = outcome
    self.reason = reason
  }
}
