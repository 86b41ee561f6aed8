/// Whether this account can use a model in this region, as the service reports it.
public struct ModelAvailability: Sendable, Equatable {
  /// The state of the Marketplace agreement: `AVAILABLE`, `PENDING`, `NOT_AVAILABLE`, `ERROR`.
  public var agreement: String?
  /// Whether IAM and the organisation allow it: `AUTHORIZED`, `NOT_AUTHORIZED`.
  public var authorization: String?
  /// Whether the account is entitled: `AVAILABLE`, `NOT_AVAILABLE`.
  public var entitlement: String?
  /// Whether the region offers it: `AVAILABLE`, `NOT_AVAILABLE`.
  public var region: String?

  /// Makes an availability.
  public init(agreement: String?, authorization: String?, entitlement: String?, region: String?) {
    self.agreement = agreement
    self.authorization = authorization
    self.entitlement = entitlement
    self.region = region
  }

  /// The states that prevent the use of the model, as text; empty if there are none.
  public var problems: [String] {
    var found: [String] = []
    func check(_ value: String?, good: String, _ what: String) {
      if let value, value != good { found.append("\(what) \(value.lowercased().replacing("_", with: " "))") }
    }
    check(region, good: "AVAILABLE", "region")
    check(agreement, good: "AVAILABLE", "agreement")
    check(entitlement, good: "AVAILABLE", "entitlement")
    check(authorization, good: "AUTHORIZED", "authorization")
    return found
  }
}
