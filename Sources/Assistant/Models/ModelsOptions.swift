public import Core

/// What `models` is asked for.
public struct ModelsOptions: Sendable, Equatable {
  /// Words or a pattern with `*` that ids and names must match; nil for all.
  public var pattern: String?
  /// The provider, by any part of its name; nil for all.
  public var provider: String?
  /// Whether models that are Legacy or cannot be called here are listed too.
  public var all = false
  /// Whether each model's availability to this account is asked.
  public var access = false
  /// The regions to ask.
  public var regions: [String]

  /// Asks for the models of the given regions.
  public init(regions: [String]) { self.regions = regions }
}

/// One model in one region.
public struct ModelRow: Sendable, Equatable {
  /// The region.
  public var region: String
  /// The base model id.
  public var id: String
  /// The name for people.
  public var name: String
  /// Who makes it.
  public var provider: String
  /// `ACTIVE` or `LEGACY`, where stated.
  public var lifecycle: String?
  /// When it stops answering (ISO 8601), where stated.
  public var endOfLife: String?
  /// Whether it answers as a stream, where stated.
  public var streaming: Bool?
  /// Whether its own id can be called.
  public var onDemand: Bool
  /// The profiles it is called by: ids, for an account's own their ARNs.
  public var profiles: [String]
  /// What to put after `--model` here; nil where nothing can be called.
  public var invokeWith: String?
  /// What is known of this account's access; nil where it was not asked.
  public var access: Access?

  /// What is known of an account's access to a model.
  public enum Access: Sendable, Equatable {
    /// Nothing stands in the way, as far as the service says.
    case ok
    /// What stands in the way.
    case problems([String])
    /// It could not be asked; why.
    case unknown(String)
  }
}

/// What `models` found.
public struct ModelsResult: Sendable {
  /// The models of all regions, by region, provider and age.
  public var rows: [ModelRow]
  /// How many more `--all` would show.
  public var hidden: Int
  /// The regions asked, and why some did not answer.
  public var regions: [(region: String, failure: Failure?)]
}
