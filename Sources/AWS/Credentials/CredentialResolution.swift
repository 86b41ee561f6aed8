public import Core

/// The result of the search for credentials, and its steps.
public struct CredentialResolution: Sendable {
  /// The final result.
  public enum Result: Sendable, Equatable {
    /// Credentials.
    case found(ResolvedCredentials)
    /// A provider would have credentials, but needs the network or a program, and the run is offline.
    case deferred(CredentialOrigin)
    /// There are no credentials.
    case failed(Failure)
  }

  /// The final result.
  public var result: Result
  /// Every provider, in order.
  public var steps: [ChainStep]

  /// Makes a resolution.
  public init(_ result: Result, steps: [ChainStep]) {
    self.result = result
    self.steps = steps
  }

  /// The credentials.
  ///
  /// - Throws: the reason why there are none.
  public func credentials() throws(Failure) -> ResolvedCredentials {
    switch result {
    case .found(let resolved): return resolved
    case .failed(let failure): throw failure
    case .deferred(let origin):
      throw Failure(
        .noCredentials, "Unable to locate credentials",
        hint: "run without \(switch: .offline): \(origin.detail) must be asked")
    }
  }
}
