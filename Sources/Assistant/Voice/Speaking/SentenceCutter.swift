import Core

/// Cuts prose into the texts of requests, while it arrives: the first sentence alone, because someone waits for it; then
/// sentences together until they have 200 characters; a sentence longer than 400 characters at a comma.
///
/// A line end is the end of a sentence. The result does not depend on where the prose is cut. Characters are counted in
/// UTF-16 units, which is the largest of the counts that a service may mean.
struct SentenceCutter: Sendable {
  /// The fewest characters of a text but the first and the last.
  static let fewest = 200
  /// From here on a sentence is cut at a comma, and the place after which that is done.
  static let comma = (first: 250, last: 400)
  /// The most characters of a text. Polly takes 3,000.
  static let most = 2900

  /// The prose not given yet.
  private var waiting: [Unicode.Scalar] = []
  private var count = 0
  /// Whether it ends with a space behind what may be the end of a sentence. What follows decides.
  private var mayEnd = false
  /// The end of the last whole sentence in it: the index behind it, and the characters up to there.
  private var sentence: (index: Int, count: Int)?
  /// The index behind the last comma within the limits.
  private var comma: Int?
  /// The index behind the last space.
  private var space: Int?
  private var hasGiven = false

  /// Adds prose; returns the texts that are complete now.
  mutating func add(_ prose: String) -> [String] {
    var texts: [String] = []
    for scalar in prose.unicodeScalars {
      if mayEnd, !scalar.isSpace {
        mayEnd = false
        if !SentenceEnd.goesOn(waiting[...], with: scalar) { endSentence(&texts) }
      }
      if !scalar.closesText, !scalar.endsSentenceAlone, !scalar.isSpace, SentenceEnd.needsNoSpace(behind: waiting) {
        endSentence(&texts)
      }
      append(scalar)
      if scalar == "\n" {
        mayEnd = false
        endSentence(&texts)
      } else if scalar.isSpace, SentenceEnd.isBehind(waiting.dropLast()) {
        mayEnd = true
      } else if count > Self.comma.last {
        cutLongSentence(&texts)
      }
    }
    return texts
  }

  /// Ends the prose; returns the rest.
  mutating func finish() -> [String] {
    var texts: [String] = []
    if !waiting.isEmpty { give(waiting.count, &texts) }
    return texts
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    waiting.append(scalar)
    count += scalar.value > 0xFFFF ? 2 : 1
    if scalar.isSpace {
      space = waiting.count
      if waiting.count > 1, waiting[waiting.count - 2].isComma, count > Self.comma.first { comma = waiting.count }
    } else if scalar.isWideComma, count > Self.comma.first {
      comma = waiting.count
    }
  }

  private mutating func endSentence(_ texts: inout [String]) {
    if !hasGiven || count >= Self.fewest {
      give(waiting.count, &texts)
    } else {
      sentence = (waiting.count, count)
    }
  }

  private mutating func cutLongSentence(_ texts: inout [String]) {
    if let sentence, sentence.count >= Self.fewest / 2 {
      give(sentence.index, &texts)
    } else if let comma {
      give(comma, &texts)
    } else if let sentence {
      give(sentence.index, &texts)
    } else if count >= Self.most - 1 {
      // A scalar may count twice.
      give(space ?? waiting.count, &texts)
    }
  }

  /// Gives the first `end` scalars. What is left is shorter than a text, and holds no end of a sentence.
  private mutating func give(_ end: Int, _ texts: inout [String]) {
    let text = Self.tidy(waiting[..<end])
    let rest = waiting[end...]
    waiting = []
    count = 0
    mayEnd = mayEnd && !rest.isEmpty
    (sentence, comma, space) = (nil, nil, nil)
    if !text.isEmpty {
      texts.append(text)
      hasGiven = true
    }
    for scalar in rest { append(scalar) }
  }

  /// The text of one request: without empty parentheses and space before punctuation, which are left where an address was
  /// left out. Empty if nothing in it can be spoken.
  static func tidy(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var kept: [Unicode.Scalar] = []
    for scalar in scalars {
      let scalar: Unicode.Scalar = scalar.isSpace ? " " : scalar
      switch scalar {
      case " ":
        if kept.isEmpty || kept.last == " " || kept.last == "(" { continue }
      case ".", ",", ";", ":", "!", "?", ")":
        if kept.last == " " { kept.removeLast() }
        if scalar == ")", kept.last == "(" {
          kept.removeLast()
          continue
        }
      default: break
      }
      kept.append(scalar)
    }
    while kept.last == " " { kept.removeLast() }
    guard kept.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else { return "" }
    return String(String.UnicodeScalarView(kept))
  }
}

extension Unicode.Scalar {
  fileprivate var isComma: Bool {
    switch self {
    case ",", ";", ":", "\u{2013}", "\u{2014}": true
    default: false
    }
  }

  /// Whether it is a comma that no space follows.
  fileprivate var isWideComma: Bool { self == "\u{3001}" || self == "\u{FF0C}" || self == "\u{FF1B}" }
}
