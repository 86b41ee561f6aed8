public import Core

/// The options of `models`.
public struct ModelsOptions: Sendable, Equatable {
  /// Words or a pattern with `*` that ids or names must match; nil for all.
  public var pattern: String?
  /// The provider, by any part of its name; nil for all.
  public var provider: String?
  /// Whether Legacy models, and models that cannot be called here, are listed too.
  public var all = false
  /// Whether each model's availability to this account is requested.
  public var access = false
  /// The regions to ask.
  public var regions: [String]

  /// Options for the given regions.
  public init(regions: [String]) { self.regions = regions }
}

/// One model in one region.
public struct ModelRow: Sendable, Equatable {
  /// The region.
  public var region: String
  /// The base model id.
  public var id: String
  /// The display name.
  public var name: String
  /// The provider.
  public var provider: String
  /// `ACTIVE` or `LEGACY`, if stated.
  public var lifecycle: String?
  /// The end of life (ISO 8601), if stated.
  public var endOfLife: String?
  /// Whether it supports streaming, if stated.
  public var streaming: Bool?
  /// Whether it can be called by its own id.
  public var onDemand: Bool
  /// The profiles that call it: ids, or ARNs for profiles of the account.
  public var profiles: [String]
  /// The value for `--model` in this region; nil if it cannot be called.
  public var invokeWith: String?
  /// The account's access; nil if it was not requested.
  public var access: Access?

  /// An account's access to a model.
  public enum Access: Sendable, Equatable {
    /// The model can be used, as far as the service says.
    case ok
    /// The reasons why it cannot be used.
    case problems([String])
    /// The request failed; why.
    case unknown(String)
  }
}

/// The result of `models`.
public struct ModelsResult: Sendable {
  /// The models of all regions, by region, provider and age.
  public var rows: [ModelRow]
  /// The number of further models that `--all` would list.
  public var hidden: Int
  /// The regions, and the failures of those that did not answer.
  public var regions: [(region: String, failure: Failure?)]
}
