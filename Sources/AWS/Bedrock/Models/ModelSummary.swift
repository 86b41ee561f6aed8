/// A foundation model as the control plane lists it. Words of the service stay words: new ones appear.
public struct FoundationModel: Sendable, Equatable {
  /// The base model id.
  public var id: String
  /// The name for people.
  public var name: String
  /// Who makes it.
  public var provider: String
  /// What it answers with: `TEXT`, `IMAGE`, `EMBEDDING`.
  public var outputs: [String]
  /// Whether ConverseStream works.
  public var streaming: Bool?
  /// How it can be called: `ON_DEMAND`, `PROVISIONED`, `INFERENCE_PROFILE`.
  public var inferenceTypes: [String]
  /// `ACTIVE` or `LEGACY`, where stated.
  public var lifecycle: String?
  /// When it stops answering (ISO 8601), where stated.
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

  /// Whether its id can be called as it is.
  public var isOnDemand: Bool { inferenceTypes.contains("ON_DEMAND") }
}

/// An inference profile: the id by which a model is called across regions, or an application's own.
public struct InferenceProfile: Sendable, Equatable {
  /// The profile's id.
  public var id: String
  /// Its ARN.
  public var arn: String
  /// The name for people.
  public var name: String
  /// `SYSTEM_DEFINED` or `APPLICATION`.
  public var type: String
  /// `ACTIVE`, where stated.
  public var status: String?
  /// The models it leads to, one ARN for each destination region.
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

  /// Whether an account made it for itself.
  public var isApplication: Bool { type == "APPLICATION" }

  /// The base models it leads to, without repetition.
  public var baseModelIDs: [String] {
    var ids: [String] = []
    for arn in modelARNs {
      let id = String(arn[(arn.lastIndex(of: "/").map(arn.index(after:)) ?? arn.startIndex)...])
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// What to put where a model is asked for: system profiles have readable ids, an application's own needs its ARN.
  public var invocationID: String { isApplication ? arn : id }
}

/// Whether a model can be used by this account here, in the service's words.
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

  /// What is not as it should be, in words; empty when all is well.
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
