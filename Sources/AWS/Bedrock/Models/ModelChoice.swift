/// The requested model and the id to invoke.
public struct ModelChoice: Sendable, Equatable {
  /// The name as given.
  public var requested: String
  /// The id, profile id or ARN to invoke.
  public var used: String
  /// Whether the id is known to exist. Otherwise it is looked up if the service refuses it.
  public var isCertain: Bool
  /// The ARNs of the foundation models of the application inference profile that is invoked; empty until they are read,
  /// and for every other model.
  public var modelARNs: [String] = []

  /// Makes a choice.
  public init(requested: String, used: String, isCertain: Bool = true) {
    self.requested = requested
    self.used = used
    self.isCertain = isCertain
  }

  /// Whether an application inference profile is invoked. Its id does not say its model.
  public var isApplicationProfile: Bool {
    ARN(used)?.resource.hasPrefix("application-inference-profile/") ?? ModelName.looksLikeApplicationProfile(used)
  }

  /// The id by which `ModelTable` knows the model: for an application inference profile that was read that of its base
  /// model, as a global profile if one of its models has no Region.
  public var tableID: String {
    guard let first = modelARNs.first else { return used }
    let isGlobal = modelARNs.contains { ARN($0)?.region.isEmpty ?? false }
    return (isGlobal ? "global." : "") + ModelName.baseID(of: first)
  }

  /// One line for the user if the id differs from the name.
  public var notice: String? { requested == used ? nil : "using \(used) for \(requested)" }
}

extension StoryForm {
  /// The form that `model` is asked with first: blocks if it is Claude, or may be. A model that refuses them gets text.
  public init(for model: ModelChoice) {
    let id = ModelName.baseID(of: model.tableID)
    let isOther = !id.hasPrefix("anthropic.") && id.contains(".") && !id.hasPrefix("arn:")
    self = isOther ? .fencedText : .searchResults
  }
}
