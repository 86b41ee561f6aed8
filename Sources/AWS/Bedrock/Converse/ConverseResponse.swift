import Core

/// A model's response.
public struct ConverseResponse: Sendable, Equatable {
  /// The message; its content may be empty.
  public var message: Message
  /// Why the model stopped.
  public var stopReason: StopReason
  /// The token counts; nil if a stream ended without them.
  public var usage: TokenUsage?

  /// Makes a response.
  public init(message: Message, stopReason: StopReason, usage: TokenUsage?) {
    self.message = message
    self.stopReason = stopReason
    self.usage = usage
  }
}

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
  /// The message reached the largest number of tokens allowed.
  public static let maxTokens = StopReason(rawValue: "max_tokens")
  /// A guardrail intervened.
  public static let guardrail = StopReason(rawValue: "guardrail_intervened")
  /// The service withheld the message.
  public static let filtered = StopReason(rawValue: "content_filtered")
  /// Input and output together exceed the model's context window.
  public static let windowExceeded = StopReason(rawValue: "model_context_window_exceeded")
}

/// Token counts of the service. The three input counts do not overlap, and each has its own price.
public struct TokenUsage: Sendable, Equatable, Decodable {
  /// Input tokens not read from the cache.
  public var input = 0
  /// Output tokens.
  public var output = 0
  /// Input tokens read from the cache.
  public var cacheRead = 0
  /// Input tokens written to the cache.
  public var cacheWrite = 0

  /// No tokens.
  public init() {}

  /// The given figures.
  public init(input: Int, output: Int, cacheRead: Int = 0, cacheWrite: Int = 0) {
    self.input = input
    self.output = output
    self.cacheRead = cacheRead
    self.cacheWrite = cacheWrite
  }

  private enum CodingKeys: String, CodingKey {
    case inputTokens, outputTokens, cacheReadInputTokens, cacheWriteInputTokens
  }

  /// Decodes Converse's `usage`. A count that is missing, negative or out of range is 0.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func figure(_ key: CodingKeys) -> Int {
      let value = (try? container.decodeIfPresent(Int.self, forKey: key)) ?? 0
      return (0...1 << 40).contains(value) ? value : 0
    }
    self.init(
      input: figure(.inputTokens), output: figure(.outputTokens), cacheRead: figure(.cacheReadInputTokens),
      cacheWrite: figure(.cacheWriteInputTokens))
  }

  /// Adds two counts.
  public static func + (a: TokenUsage, b: TokenUsage) -> TokenUsage {
    TokenUsage(
      input: a.input + b.input, output: a.output + b.output, cacheRead: a.cacheRead + b.cacheRead,
      cacheWrite: a.cacheWrite + b.cacheWrite)
  }
}

extension ConverseResponse: Decodable {
  private enum CodingKeys: String, CodingKey { case output, stopReason, usage }
  private struct Output: Decodable { var message: Message }

  /// Decodes the body of a Converse response.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      message: try container.decode(Output.self, forKey: .output).message,
      stopReason: StopReason(rawValue: try container.decode(String.self, forKey: .stopReason)),
      usage: try container.decodeIfPresent(TokenUsage.self, forKey: .usage))
  }
}
