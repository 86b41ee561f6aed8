/// The models known without asking, as of `ModelTable.date`: enough to resolve a near name offline, and to estimate
/// what an answer cost. What is not here is asked of the service.
public enum ModelTable {
  /// When the table was last compared with the vendors' pages (ids, profiles) and price lists.
  public static let date = "2026-07-02"

  /// One model.
  public struct Entry: Sendable, Equatable {
    /// The base model id.
    public let id: String
    /// The geographies that have a profile of it, `global` among them.
    public let geographies: [String]
    /// US dollars for a million tokens, where known.
    public let price: Price?
    /// The shortest prefix the service caches, in tokens.
    public let cacheMinimum: Int
  }

  /// US dollars for a million tokens, at the price of a global profile.
  public struct Price: Sendable, Equatable {
    /// Input.
    public let input: Double
    /// Output.
    public let output: Double
    /// What a profile of one geography costs more, as a factor; 1.1 since the 4.5 generation outside the US.
    public let geographicFactor: Double
  }

  /// Newest first within a family.
  public static let entries: [Entry] = [
    entry("anthropic.claude-opus-5", "us", price: nil),
    entry("anthropic.claude-fable-5", "us eu global", price: (10, 50, 1.1)),
    entry("anthropic.claude-sonnet-5", "us eu jp au global", price: (2, 10, 1.1)),
    entry("anthropic.claude-opus-4-8", "us eu jp au global", price: (5, 25, 1.1)),
    entry("anthropic.claude-opus-4-7", "us eu jp global", price: (5, 25, 1.1)),
    entry("anthropic.claude-opus-4-6-v1", "us eu au global", price: (5, 25, 1.1), cache: 4096),
    entry("anthropic.claude-sonnet-4-6", "us eu jp au global", price: (3, 15, 1.1), cache: 2048),
    entry("anthropic.claude-opus-4-5-20251101-v1:0", "us eu global", price: (5, 25, 1.1), cache: 4096),
    entry("anthropic.claude-haiku-4-5-20251001-v1:0", "us eu jp au global", price: (1, 5, 1.1), cache: 4096),
    entry("anthropic.claude-sonnet-4-5-20250929-v1:0", "us eu jp au global", price: (3, 15, 1.1), cache: 1024),
    entry("anthropic.claude-opus-4-1-20250805-v1:0", "us", price: (15, 75, 1), cache: 1024),
    entry("anthropic.claude-sonnet-4-20250514-v1:0", "us eu apac global", price: (3, 15, 1), cache: 1024),
  ]

  private static func entry(
    _ id: String, _ geographies: String, price: (Double, Double, Double)?, cache: Int = 4096
  ) -> Entry {
    Entry(
      id: id, geographies: geographies.split(separator: " ").map(String.init),
      price: price.map { Price(input: $0.0, output: $0.1, geographicFactor: $0.2) }, cacheMinimum: cache)
  }

  /// The entry of a base id, a profile id or an ARN that ends in one.
  public static func entry(for invoked: String) -> Entry? {
    let id = ModelName.baseID(of: invoked)
    return entries.first { $0.id == id }
  }
}

extension ModelTable {
  /// What an answer cost, in US dollars, as an estimate; nil where the model or its price is not in the table.
  ///
  /// Cached input costs a tenth to read and a quarter more to write (the five-minute cache).
  public static func cost(of usage: TokenUsage, by invoked: String) -> Double? {
    guard let price = entry(for: invoked)?.price else { return nil }
    let input = Double(usage.input) + Double(usage.cacheRead) * 0.1 + Double(usage.cacheWrite) * 1.25
    let dollars = (input * price.input + Double(usage.output) * price.output) / 1e6
    let geography = ModelName.geography(of: invoked)
    return geography == nil || geography == "global" || geography == "us" ? dollars : dollars * price.geographicFactor
  }
}
