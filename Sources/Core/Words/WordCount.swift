/// How often given words occur in texts.
///
/// Text is compared by hashes of its words' base forms, so that counting costs no memory.
public struct WordCount: Sendable {
  /// The base forms that are counted.
  public let words: [String]
  private let hashes: [UInt64]

  /// Counts words that have the same base form as one of `words`. Words are in lower case, as `WordScanner` gives them.
  public init(_ words: [String]) {
    var bases: [String] = []
    for base in words.map(WordStem.base) where !bases.contains(base) { bases.append(base) }
    self.words = bases
    hashes = bases.map { Self.hash(Array($0.utf8)) }
  }

  /// The place of a word's base form in `words`; nil if it is not counted.
  public func place(of word: String) -> Int? { words.firstIndex(of: WordStem.base(of: word)) }

  /// Adds the occurrences in `text` to `counts` (one for each of `words`), each `weight` times.
  ///
  /// - Parameter limit: the most bytes of text that are read.
  /// - Returns: the number of all words of the text, `weight` times.
  public func add(_ text: some StringProtocol, weight: Double = 1, limit: Int = 1 << 20, to counts: inout [Double])
    -> Double
  {
    var length = 0.0
    WordScanner.scan(text, limit: limit) { word in
      length += weight
      var base = word
      WordStem.strip(&base)
      if let place = hashes.firstIndex(of: Self.hash(base)) { counts[place] += weight }
      return true
    }
    return length
  }

  /// FNV-1a.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
