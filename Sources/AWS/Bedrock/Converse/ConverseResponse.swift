import Core

/// A model's response.
public struct ConverseResponse: Sendable, Equatable {
  /// The message; its content may be empty.
  public var message: Message
  /// Why the model stopped.
  public var stopReason: StopReason
  /// The token counts; nil if a stream ended without them.
  public var usage: TokenUsage?
  /// What a guardrail did; nil if none intervened.
  public var guardrail: GuardrailIntervention?
  /// Whether the answer was asked for as the input of a tool, because the model refused the schema for its text.
  public internal(set) var isAskedByTool = false
  /// The most tokens that the request allowed, after all repairs; nil if not known.
  public internal(set) var tokenLimit: Int?
  /// The number of requests sent for it; nil if not counted.
  public var attempts: Int?

  /// Makes a response.
  public init(message: Message, stopReason: StopReason, usage: TokenUsage?) {
    self.message = message
    self.stopReason = stopReason
    self.usage = usage
  }
}

extension ConverseResponse: Decodable {
  private enum CodingKeys: String, CodingKey { case output, stopReason, usage, trace }
  private struct Output: Decodable { var message: Message }

  /// Decodes the body of a Converse response.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      message: try container.decode(Output.self, forKey: .output).message,
      stopReason: StopReason(rawValue: try container.decode(String.self, forKey: .stopReason)),
      usage: try container.decodeIfPresent(Lenient<TokenUsage>.self, forKey: .usage)?.value)
    note(try container.decodeIfPresent(GuardrailTrace.self, forKey: .trace))
  }
}
