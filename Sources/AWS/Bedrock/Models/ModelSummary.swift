/// A foundation model as the control plane lists it. Enumerated values are kept as strings, because the service adds
/// new ones.
public struct FoundationModel: Sendable, Equatable {
  /// The base model id.
  public var id: String
  /// The display name.
  public var name: String
  /// The provider's name.
  public var provider: String
  /// The output modalities: `TEXT`, `IMAGE`, `EMBEDDING`.
  public var outputs: [String]
  /// Whether ConverseStream is supported; nil if not stated.
  public var streaming: Bool?
  /// The supported inference types: `ON_DEMAND`, `PROVISIONED`, `INFERENCE_PROFILE`.
  public var inferenceTypes: [String]
  /// `ACTIVE` or `LEGACY`; nil if not stated.
  public var lifecycle: String?
  /// The end-of-life time (ISO 8601); nil if not stated.
  public var endOfLife: String?

  /// Makes a model.
  public init(
    id: String, name: String, provider: String, outputs: [String] = ["TEXT"], streaming: Bool? = true,
    inferenceTypes: [String] = [], lifecycle: String? = "ACTIVE", endOfLife: String? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.outputs = outputs
    self.streaming = streaming
    self.inferenceTypes = inferenceTypes
    self.lifecycle = lifecycle
    self.endOfLife = endOfLife
  }

  /// Whether its own id can be invoked.
  public var isOnDemand: Bool { inferenceTypes.contains("ON_DEMAND") }
}

/// An inference profile: the id for cross-region inference, or an application inference profile.
public struct InferenceProfile: Sendable, Equatable {
  /// The profile's id.
  public var id: String
  /// Its ARN.
  public var arn: String
  /// The display name.
  public var name: String
  /// `SYSTEM_DEFINED` or `APPLICATION`.
  public var type: String
  /// `ACTIVE`; nil if not stated.
  public var status: String?
  /// The ARNs of its models, one for each destination region.
  public var modelARNs: [String]

  /// Makes a profile.
  public init(
    id: String, arn: String, name: String, type: String = "SYSTEM_DEFINED", status: String? = "ACTIVE",
    modelARNs: [String] = []
  ) {
    self.id = id
    self.arn = arn
    self.name = name
    self.type = type
    self.status = status
    self.modelARNs = modelARNs
  }

  /// Whether it is an application inference profile.
  public var isApplication: Bool { type == "APPLICATION" }

  /// The base models, without duplicates.
  public var baseModelIDs: [String] {
    var ids: [String] = []
    for arn in modelARNs {
      let id = String(arn[(arn.lastIndex(of: "/").map(arn.index(after:)) ?? arn.startIndex)...])
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// The value for `--model`: the id of a system-defined profile, the ARN of an application inference profile.
  public var invocationID: String { isApplication ? arn : id }
}

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
