/// An embedding model: the id to invoke, and the family that its base model belongs to.
public struct EmbeddingModel: Sendable, Equatable {
  /// The name as given, and the id, profile or ARN to invoke.
  public var choice: ModelChoice
  /// The family.
  public var family: EmbeddingFamily
  /// The id of the base model: vectors of one base model fit together, by whichever profile it is invoked.
  public var base: String

  /// A model.
  public init(_ choice: ModelChoice, family: EmbeddingFamily, base: String) {
    self.choice = choice
    self.family = family
    self.base = base
  }

  /// The dimensions of its vectors.
  public var dimensions: Int { family.dimensions }
  /// The most texts of one request.
  public var batchSize: Int { family.batchSize }

  /// Whether `name` is that of the same base model, so that vectors of both fit together: its id, or a profile of it. The
  /// name of an application inference profile does not tell.
  public func isSame(as name: String) -> Bool { name == choice.used || ModelName.baseID(of: name) == base }

  /// The price of `tokens` in US dollars.
  public func cost(tokens: Int) -> Double { Double(tokens) * family.price / 1e6 }

  /// The requests for `count` texts.
  public func requests(for count: Int) -> Int { (count + batchSize - 1) / batchSize }

  /// The least time that `count` texts take, in seconds, with as many requests at once as are ever sent and without a
  /// lower quota.
  public func seconds(for count: Int) -> Double {
    let requests = requests(for: count)
    let concurrent = Double(requests) * family.usualSeconds / Double(EmbeddingPace.most)
    // The quota of requests a minute that most accounts have at the most.
    return max(concurrent, Double(requests) / Self.usualQuota)
  }

  /// Requests a second of the usual quota (6,000 a minute).
  private static let usualQuota = 100.0

  /// The tokens of a text, estimated: about four characters a token, and one character where a script has no blanks.
  public static func estimatedTokens(of text: String) -> Int {
    var narrow = 0
    var wide = 0
    for scalar in text.unicodeScalars {
      // From Hiragana on: Chinese, Japanese, Korean.
      if scalar.value >= 0x3040, scalar.value < 0x1F000 { wide += 1 } else { narrow += 1 }
    }
    return (narrow + 3) / 4 + wide
  }
}
