import Core

/// Why a model stopped. The service adds reasons; an unknown one is treated like `end_turn`.
public struct StopReason: RawRepresentable, Sendable, Hashable {
  /// The service's name for it.
  public let rawValue: String

  /// Makes a reason.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The message is complete.
  public static let endTurn = StopReason(rawValue: "end_turn")
  /// The model waits for tool results.
  public static let toolUse = StopReason(rawValue: "tool_use")
  /// The message ended at a stop sequence of the request.
  public static let stopSequence = StopReason(rawValue: "stop_sequence")
  /// The model refused to answer.
  public static let refusal = StopReason(rawValue: "refusal")
  /// The service could not read what the model wrote.
  public static let malformedOutput = StopReason(rawValue: "malformed_model_output")
  /// The service could not read the model's tool call.
  public static let malformedToolUse = StopReason(rawValue: "malformed_tool_use")
  /// The message reached the largest number of tokens allowed.
  public static let maxTokens = StopReason(rawValue: "max_tokens")
  /// A guardrail intervened.
  public static let guardrail = StopReason(rawValue: "guardrail_intervened")
  /// The service withheld the message.
  public static let filtered = StopReason(rawValue: "content_filtered")
  /// Input and output together exceed the model's context window.
  public static let windowExceeded = StopReason(rawValue: "model_context_window_exceeded")

  /// Whether the message is certainly not whole: it was cut, withheld, refused or could not be read.
  public var endsEarly: Bool { Self.early.contains(self) }
  private static let early: Set<StopReason> = [
    .refusal, .malformedOutput, .malformedToolUse, .maxTokens, .guardrail, .filtered, .windowExceeded,
  ]
}
