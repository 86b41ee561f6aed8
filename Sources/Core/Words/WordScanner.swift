/// Splits text into words for search.
///
/// A word is a run of letters, digits and the marks that belong to them (Unicode's `Alphabetic`, numbers, marks), in
/// lower case; everything else separates. Scripts without blanks between words (Chinese, Japanese, Thai and their
/// neighbours) give each pair of neighbouring characters as a word, as search engines do.
public enum WordScanner {
  /// The longest word in bytes; the rest of a longer one is left out.
  public static let longestWord = 64

  /// The words of `text` in order.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of text that are read.
  ///   - most: the most words.
  public static func words(in text: some StringProtocol, limit: Int = 1 << 20, most: Int = .max) -> [String] {
    var words: [String] = []
    scan(text, limit: limit) { word in
      words.append(String(decoding: word, as: UTF8.self))
      return words.count < most
    }
    return words
  }

  /// Passes the words of `text` to `take` as UTF-8, until it returns false.
  static func scan(_ text: some StringProtocol, limit: Int = 1 << 20, _ take: ([UInt8]) -> Bool) {
    var word: [UInt8] = []
    word.reserveCapacity(longestWord + 4)
    // The last character of a script without blanks, and whether it has been part of a pair.
    var last: (scalar: Unicode.Scalar, isPaired: Bool)?
    var left = limit
    for scalar in text.unicodeScalars {
      left -= UTF8.width(scalar)
      guard left >= 0 else { break }
      if scalar.hasNoBlanksBetweenWords {
        guard end(&word, take) else { return }
        if let before = last, !take(Array(String(before.scalar).utf8) + Array(String(scalar).utf8)) { return }
        last = (scalar, isPaired: last != nil)
        continue
      }
      guard endPair(&last, take) else { return }
      if !append(scalar, to: &word), !end(&word, take) { return }
    }
    if endPair(&last, take) { _ = end(&word, take) }
  }

  /// Adds a letter, digit or mark in lower case; returns false for any other scalar.
  private static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if word.count < longestWord { word.append(byte) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if word.count < longestWord { word.append(byte | 0x20) }
      default: return false
      }
      return true
    }
    guard scalar.isPartOfWord(after: !word.isEmpty) else { return false }
    if word.count < longestWord - 3 { word.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
    return true
  }

  private static func end(_ word: inout [UInt8], _ take: ([UInt8]) -> Bool) -> Bool {
    guard !word.isEmpty else { return true }
    defer { word.removeAll(keepingCapacity: true) }
    return take(word)
  }

  /// A single character of a script without blanks is a word of its own.
  private static func endPair(
    _ last: inout (scalar: Unicode.Scalar, isPaired: Bool)?, _ take: ([UInt8]) -> Bool
  ) -> Bool {
    guard let before = last else { return true }
    last = nil
    return before.isPaired || take(Array(String(before.scalar).utf8))
  }
}

extension Unicode.Scalar {
  /// Whether a word may have this scalar outside ASCII; marks only after a letter or digit.
  fileprivate func isPartOfWord(after hasBegun: Bool) -> Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    case .nonspacingMark, .spacingMark: hasBegun
    default: false
    }
  }

  /// Whether its script writes no blanks between words: Thai, Lao, Myanmar, Khmer, Kana and Han.
  fileprivate var hasNoBlanksBetweenWords: Bool {
    guard value >= 0x0E00 else { return false }
    switch value {
    case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E80...0x0ECF, 0x0EDC...0x0EDF, 0x1000...0x103F, 0x1780...0x17D3,
      0x3005...0x3007, 0x3041...0x3096, 0x30A1...0x30FE, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      return true
    default: return false
    }
  }
}
