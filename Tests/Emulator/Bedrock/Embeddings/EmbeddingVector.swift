internal import Crypto

/// Makes the vector of a text from its words: each word has a direction of its own, chosen by its hash, and synonyms
/// share one. Rare words of a question weigh more.
///
/// Texts with the same or synonymous words are near, and that is all that it knows. It shows that vectors are asked for,
/// kept and compared; what a search with them finds says nothing about a real model.
struct EmbeddingVector {
  private let dimensions: Int
  private let frequencies: WordFrequencies

  init(dimensions: Int, frequencies: WordFrequencies) {
    self.dimensions = dimensions
    self.frequencies = frequencies
  }

  /// The vector, of length 1; `scale` for models that do not promise it.
  func vector(of text: String, isQuestion: Bool, scale: Double = 1) -> [Float] {
    var counts: [String: Int] = [:]
    for word in Self.concepts(in: text) { counts[word, default: 0] += 1 }
    var sum = [Double](repeating: 0, count: dimensions)
    // In a fixed order: sums of floating-point numbers depend on it.
    for (word, count) in counts.sorted(by: { $0.key < $1.key }) {
      let root = Double(count).squareRoot()
      add(word, root * root.squareRoot() * (isQuestion ? frequencies.rarity(of: word) : 1), to: &sum)
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // A text without words points somewhere too.
    if length == 0 { add(text, 1, to: &sum) }
    return sum.map { Float($0 / (length == 0 ? 1 : length) * scale) }
  }

  /// The words of a text, each as its stem, or as the concept that it shares with its synonyms.
  static func concepts(in text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.compactMap { word in
      let word = String(word)
      if Synonyms.stopWords.contains(word) { return nil }
      return Synonyms.concept[word] ?? Synonyms.concept[stem(word)] ?? stem(word)
    }
  }

  /// A word without a common ending.
  private static func stem(_ word: String) -> String {
    for ending in ["ing", "ies", "es", "ed", "s"] where word.hasSuffix(ending) && word.count - ending.count >= 3 {
      return String(word.dropLast(ending.count))
    }
    return word
  }

  /// Adds a word's direction: four places of the vector, each with a sign.
  private func add(_ word: String, _ weight: Double, to sum: inout [Double]) {
    let hash = Array(SHA256.hash(data: Array(word.utf8)))
    for part in 0..<4 {
      let number = Int(hash[part * 3]) << 16 | Int(hash[part * 3 + 1]) << 8 | Int(hash[part * 3 + 2])
      sum[(number >> 1) % dimensions] += (number & 1 == 1 ? weight : -weight) / 2
    }
  }
}

/// In how many stories of a space a word occurs.
struct WordFrequencies: Sendable {
  private var counts: [String: Int] = [:]
  private var stories = 0

  init(_ space: Space) {
    for shelved in space.shelf {
      stories += 1
      let text = String(decoding: shelved.draft.haystack, as: UTF8.self)
      for word in Set(EmbeddingVector.concepts(in: text)) { counts[word, default: 0] += 1 }
    }
  }

  /// How rare a word is: the inverse document frequency, its logarithm to base 2.
  func rarity(of word: String) -> Double {
    Self.logarithm(1 + Double(stories) / (Double(counts[word, default: 0]) + 0.5))
  }

  /// The logarithm to base 2, linear between the powers.
  private static func logarithm(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }
}
