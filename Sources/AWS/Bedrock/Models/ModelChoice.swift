/// The requested model and the id to invoke.
public struct ModelChoice: Sendable, Equatable {
  /// The name as given.
  public var requested: String
  /// The id, profile id or ARN to invoke.
  public var used: String
  /// Whether the id is known to exist. Otherwise it is looked up if the service refuses it.
  public var isCertain: Bool

  /// Makes a choice.
  public init(requested: String, used: String, isCertain: Bool = true) {
    self.requested = requested
    self.used = used
    self.isCertain = isCertain
  }

  /// One line for the user if the id differs from the name.
  public var notice: String? { requested == used ? nil : "using \(used) for \(requested)" }
}
