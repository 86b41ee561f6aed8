/// Known models, as of `ModelTable.date`, for resolving short names offline and for estimating costs. For other models
/// the service is called.
public enum ModelTable {
  /// The date when the table was last compared with the vendors' pages (ids, profiles) and price lists.
  public static let date = "2026-09-01"

  /// One model.
  public struct Entry: Sendable, Equatable {
    /// The base model id.
    public let id: String
    /// The geographies that have a profile of it, including `global`.
    public let geographies: [String]
    /// US dollars for a million tokens.
    public let price: Price
    /// The shortest prefix that can be cached, in tokens.
    public let cacheMinimum: Int
    /// The most tokens that it writes in one response.
    public let maxOutput: Int
    /// The most tokens that it reads.
    public let window: Int
    /// Whether it thinks before it answers if the request says nothing about thinking.
    public let thinksByDefault: Bool
  }

  /// US dollars for a million tokens, for a global profile.
  public struct Price: Sendable, Equatable {
    /// Input tokens.
    public let input: Double
    /// Output tokens.
    public let output: Double
    /// The price of anything but a global profile (a profile of a geography, `us.` too, or the id of a Region), as a
    /// factor: 1.1 since the 4.5 generation.
    public let regionalFactor: Double
  }

  /// The known models, newest first within a family.
  public static let entries: [Entry] = [
    entry("anthropic.claude-opus-5", "us", price: (5, 25, 1.1), output: 128_000, window: wide, thinks: true),
    entry(
      "anthropic.claude-fable-5", "us eu global", price: (10, 50, 1.1), output: 128_000, window: wide, thinks: true),
    entry(
      "anthropic.claude-sonnet-5", "us eu jp au global", price: (3, 15, 1.1), output: 128_000, window: wide,
      thinks: true),
    entry("anthropic.claude-opus-4-8", "us eu jp au global", price: (5, 25, 1.1), output: 128_000, window: wide),
    entry("anthropic.claude-opus-4-7", "us eu jp global", price: (5, 25, 1.1), output: 128_000, window: wide),
    entry("anthropic.claude-opus-4-6-v1", "us eu au global", price: (5, 25, 1.1), output: 128_000, window: wide),
    entry("anthropic.claude-sonnet-4-6", "us eu jp au global", price: (3, 15, 1.1), cache: 2048, window: wide),
    entry("anthropic.claude-opus-4-5-20251101-v1:0", "us eu global", price: (5, 25, 1.1)),
    entry("anthropic.claude-haiku-4-5-20251001-v1:0", "us eu jp au global", price: (1, 5, 1.1)),
    entry("anthropic.claude-sonnet-4-5-20250929-v1:0", "us eu jp au global", price: (3, 15, 1.1), cache: 1024),
    entry("anthropic.claude-opus-4-1-20250805-v1:0", "us", price: (15, 75, 1), cache: 1024, output: 32_000),
    entry("anthropic.claude-sonnet-4-20250514-v1:0", "us eu apac global", price: (3, 15, 1), cache: 1024),
  ]

  /// The window of models that read a million tokens.
  private static let wide = 1_000_000

  private static func entry(
    _ id: String, _ geographies: String, price: (Double, Double, Double), cache: Int = 4096, output: Int = 64_000,
    window: Int = 200_000, thinks: Bool = false
  ) -> Entry {
    Entry(
      id: id, geographies: geographies.split(separator: " ").map(String.init),
      price: Price(input: price.0, output: price.1, regionalFactor: price.2), cacheMinimum: cache, maxOutput: output,
      window: window, thinksByDefault: thinks)
  }

  /// The entry of a base id, a profile id or an ARN that ends with one.
  public static func entry(for invoked: String) -> Entry? {
    let id = ModelName.baseID(of: invoked)
    return entries.first { $0.id == id }
  }
}

extension ModelTable {
  /// The estimated cost of a response in US dollars; nil if the model is not in the table.
  ///
  /// Cached input costs a tenth to read and 1.25 times to write (five-minute cache).
  public static func cost(of usage: TokenUsage, by invoked: String) -> Double? {
    guard let price = entry(for: invoked)?.price else { return nil }
    let input = Double(usage.input) + Double(usage.cacheRead) * 0.1 + Double(usage.cacheWrite) * 1.25
    let dollars = (input * price.input + Double(usage.output) * price.output) / 1e6
    return ModelName.geography(of: invoked) == "global" ? dollars : dollars * price.regionalFactor
  }

  /// The estimated cost of a response of `model`, which may be an application inference profile that was read; nil if the
  /// model is not in the table.
  public static func cost(of usage: TokenUsage, by model: ModelChoice) -> Double? {
    cost(of: usage, by: model.tableID)
  }

  /// The largest number of tokens of a response if the user does not give one: enough for a model that thinks, because
  /// thinking counts too. For a model that is not in the table about 3,000 words, which every model writes.
  public static func defaultMaxTokens(of model: ModelChoice) -> Int {
    entry(for: model.tableID).map { min(16_000, $0.maxOutput) } ?? 4096
  }

  /// The tokens that `model` reads at most; nil if the model is not in the table.
  public static func window(of model: ModelChoice) -> Int? { entry(for: model.tableID)?.window }

  /// Whether `model` thinks before it answers, as far as the table tells.
  public static func thinksByDefault(_ model: ModelChoice) -> Bool {
    entry(for: model.tableID)?.thinksByDefault ?? false
  }
}
