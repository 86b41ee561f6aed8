import AWS
public import Core

/// What was spoken of an answer.
public struct SpeechReport: Sendable, Equatable {
  /// How it was spoken.
  public var plan: SpeechPlan
  /// The characters that are billed.
  public var characters = 0
  /// The texts that were sent to the service.
  public var requests = 0
  /// The bytes of sound that were written.
  public var bytes = 0
  /// Whether the answer is longer than what is spoken of one.
  public var isCut = false
  /// Why the rest was not spoken; nil if all was.
  public var failure: Failure?

  /// The cost in US dollars: an estimate.
  public var cost: Double { Double(characters) * plan.voice.engine.price / 1_000_000 }
}
