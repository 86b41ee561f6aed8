import Core

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
