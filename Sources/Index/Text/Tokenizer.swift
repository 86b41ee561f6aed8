import Core

/// How FTS5 splits the texts of an index into words.
public enum Tokenizer: String, Sendable, CaseIterable {
  /// Words as Unicode has them, without regard to case and accents.
  case words = "unicode61 remove_diacritics 2"
  /// The same, and the stems of English words.
  case english = "porter unicode61 remove_diacritics 2"
  /// Each three neighbouring characters: for scripts without blanks between words.
  case trigrams = "trigram"

  /// The tokenizer for a language.
  ///
  /// - Parameter language: its code, perhaps with a region; nil if it is not known.
  public init(language: String?) {
    switch language?.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "en": self = .english
    case "zh", "ja", "th": self = .trigrams
    default: self = .words
    }
  }

  /// The tokenizer for texts of an unknown language, as their scripts and their most frequent words tell.
  ///
  /// - Parameter texts: some of the texts; their beginnings are read.
  public init(guessing texts: some Sequence<String>) {
    var joined = ""
    for text in texts {
      joined += text.prefix(scalars: 500) + "\n"
      if joined.utf8.count > 64 << 10 { break }
    }
    let letters = joined.unicodeScalars.filter { $0.properties.isAlphabetic }
    let unspaced = letters.count { Self.isUnspaced($0) }
    if unspaced * 3 > letters.count {
      self = .trigrams
    } else {
      let languages = StopWords.languages(of: WordScanner.words(in: joined)).map(\.language)
      self = languages == ["en"] ? .english : .words
    }
  }

  /// Whether a scalar's script has no blanks between words: Thai and its neighbours, Kana, Han.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0EDF, 0x1000...0x103F, 0x1780...0x17D3, 0x3041...0x30FE, 0x3400...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
