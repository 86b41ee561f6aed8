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
