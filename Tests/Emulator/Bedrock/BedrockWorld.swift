/// Models, profiles and their answers.
public struct BedrockWorld: Sendable {
  /// The Region that callers with an API key are in; signed requests name theirs.
  public var region = "us-east-1"
  /// The models that exist.
  public var models = Model.all
  /// Application inference profiles of the account.
  public var applicationProfiles = ApplicationProfile.all
  /// The scripted turns, taken one for each request for an answer.
  public var script: [Turn] = []
  /// The guardrails of the account.
  public var guardrails = [ServiceGuardrail.sample]
  /// Whether streams contain unknown events.
  public var unknownEvents = true
  /// Whether each event's payload is padded with a member `p`.
  public var padding = true
  /// How many characters a text delta holds at most.
  public var deltaLength = 12
  /// The quota of requests for embeddings; nil for none.
  public var embeddingQuota: EmbeddingQuota?
  /// Milliseconds that a model thinks before the first byte of its answer.
  public var thinkingTime = 0
  /// The account that profiles belong to.
  public var account = "111122223333"

  public init() {}

  /// The model with a base id.
  func model(_ id: String) -> Model? { models.first { $0.id == id } }

  /// Changes one model.
  public mutating func change(_ id: String, _ change: (inout Model) -> Void) {
    for index in models.indices where models[index].id == id { change(&models[index]) }
  }
}
