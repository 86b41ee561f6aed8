/// The permissions of a principal.
public struct Policy: Sendable {
  /// The kind of a denial.
  public enum Source: Sendable {
    case identityPolicy
    case serviceControlPolicy
    case sessionPolicy
    case permissionsBoundary
  }

  /// An explicit denial.
  public struct Denial: Sendable {
    /// The action, `*` standing for anything.
    public var action: String
    /// Only for resources that match, `*` standing for anything.
    public var resource: String
    /// Only for resources outside this Region.
    public var outsideRegion: String?
    public var source: Source

    public init(
      action: String, resource: String = "*", outsideRegion: String? = nil,
      by source: Source = .identityPolicy
    ) {
      self.action = action
      self.resource = resource
      self.outsideRegion = outsideRegion
      self.source = source
    }
  }

  /// Actions that are allowed, `*` standing for anything.
  public var allow: [String]
  /// Resources they are allowed on.
  public var resources: [String]
  public var deny: [Denial]

  public init(allow: [String] = ["*"], resources: [String] = ["*"], deny: [Denial] = []) {
    self.allow = allow
    self.resources = resources
    self.deny = deny
  }

  /// No bounds.
  public static let everything = Policy()

  /// The refusal of `action` on the first of `resources` that is not allowed, in IAM's own words.
  func refusal(_ principal: Principal, _ action: String, on resources: [String]) -> String? {
    for resource in resources {
      let opening = "User: \(principal.arn) is not authorized to perform: \(action) on resource: \(resource)"
      if let denial = deny.first(where: { $0.covers(action, resource) }) {
        return opening + " with an explicit deny in \(denial.phrase)"
      }
      let allowed =
        allow.contains { Text.matches(action, $0) } && self.resources.contains { Text.matches(resource, $0) }
      if !allowed { return opening + " because no identity-based policy allows the \(action) action" }
    }
    return nil
  }
}

extension Policy.Denial {
  fileprivate func covers(_ action: String, _ resource: String) -> Bool {
    guard Text.matches(action, self.action), Text.matches(resource, self.resource) else { return false }
    guard let region = outsideRegion else { return true }
    let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 3 && parts[3] != region
  }

  fileprivate var phrase: String {
    switch source {
    case .identityPolicy: "an identity-based policy"
    case .serviceControlPolicy: "a service control policy"
    case .sessionPolicy: "a session policy"
    case .permissionsBoundary: "a permissions boundary"
    }
  }
}
