/// Okapi BM25: how well a document answers a query of several words (Robertson and Zaragoza, "The Probabilistic
/// Relevance Framework", 2009), with the constants that Lucene and SQLite's FTS5 use.
public struct BM25: Sendable, Equatable {
  /// How soon further occurrences of a word count less.
  public static let k1 = 1.2
  /// How much long documents are discounted, 0 to 1.
  public static let b = 0.75

  /// The weight of each word of the query; a rare word has more.
  public let weights: [Double]
  /// The mean length of the documents, in words.
  public let meanLength: Double

  /// A ranking by given weights.
  public init(weights: [Double], meanLength: Double) {
    self.weights = weights
    self.meanLength = meanLength
  }

  /// A ranking of `documents` documents, of which each word of the query occurs in `frequencies`.
  public init(frequencies: [Int], documents: Int, meanLength: Double) {
    self.init(weights: frequencies.map { Self.weight(of: $0, among: documents) }, meanLength: meanLength)
  }

  /// The inverse document frequency of a word that occurs in `frequency` of `documents`. It is never negative.
  public static func weight(of frequency: Int, among documents: Int) -> Double {
    let (frequency, documents) = (Double(frequency), Double(max(frequency, documents)))
    return logarithm(1 + (documents - frequency + 0.5) / (frequency + 0.5))
  }

  /// The score of a document; higher is better, 0 if no word occurs.
  ///
  /// - Parameters:
  ///   - counts: how often each word of the query occurs in it.
  ///   - length: its length in words; nil if it is not known, which counts as the mean.
  public func score(counts: [Double], length: Double?) -> Double {
    let relative = meanLength > 0 ? (length ?? meanLength) / meanLength : 1
    let norm = Self.k1 * (1 - Self.b + Self.b * relative)
    return zip(counts, weights).reduce(0) { sum, word in
      word.0 > 0 ? sum + word.1 * word.0 * (Self.k1 + 1) / (word.0 + norm) : sum
    }
  }

  /// The natural logarithm of a positive number. Only `Core/System` may import the C library.
  static func logarithm(_ x: Double) -> Double {
    // x = 2^e · m with m in 1 ..< 2, and ln m = 2 artanh((m - 1) / (m + 1)), whose series converges fast.
    let t = (x.significand - 1) / (x.significand + 1)
    var (power, sum) = (t, 0.0)
    for n in stride(from: 1.0, through: 35, by: 2) {
      sum += power / n
      power *= t * t
    }
    return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_31
  }
}
