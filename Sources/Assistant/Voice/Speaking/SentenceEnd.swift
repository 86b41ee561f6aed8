/// Finds the ends of sentences.
enum SentenceEnd {
  /// Whether a sentence ends with these scalars, which white space follows.
  static func isBehind(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = text
    while let last = rest.last, last.closesText { rest.removeLast() }
    guard let mark = rest.last else { return false }
    switch mark {
    case "!", "?", "\u{2026}": return true
    case ".": return !isAbbreviation(rest.dropLast())
    default: return mark.endsSentenceAlone
    }
  }

  /// Whether what looks like the end of a sentence is none, because of what follows it: a small letter, or a number behind
  /// a short word ("Dec. 5", "No. 7", "Art. 3").
  ///
  /// - Parameter text: the scalars up to there, with the white space behind the end.
  static func goesOn(_ text: ArraySlice<Unicode.Scalar>, with next: Unicode.Scalar) -> Bool {
    var rest = text
    while let last = rest.last, last.isSpace || last.closesText { rest.removeLast() }
    guard rest.last == "." else { return false }
    if next.properties.isLowercase { return true }
    guard ("0"..."9").contains(next) else { return false }
    let word = rest.dropLast().suffix(shortWord + 1).reversed().prefix { !$0.isSpace && !opens($0) }
    return (1...shortWord).contains(word.count) && word.allSatisfy(\.properties.isAlphabetic)
  }

  /// The most scalars of a word that a number may follow behind a full stop.
  private static let shortWord = 4

  /// Whether a sentence ends with these scalars, whatever follows: in scripts that write no spaces.
  static func needsNoSpace(behind text: [Unicode.Scalar]) -> Bool {
    text.reversed().prefix(longestWord).first { !$0.closesText }?.endsSentenceAlone ?? false
  }

  /// The longest word that is looked at, in scalars.
  private static let longestWord = 20

  /// Whether a full stop behind these scalars belongs to the word before it: an abbreviation, an initial, the number of an
  /// item or a day.
  private static func isAbbreviation(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    if text.last == "." { return false }
    let word = Array(text.suffix(longestWord).reversed().prefix { !$0.isSpace && !opens($0) }.reversed())
    guard !word.isEmpty, word.count < longestWord else { return false }
    // "There are 12." goes on in the same request: "am 12. Mai" would be torn apart.
    if word.allSatisfy({ ("0"..."9").contains($0) }) { return word.count <= 2 }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    // Initials, "e.g.", "z.B.", "U.S.", but not "example.com."
    if parts.allSatisfy({ (1...2).contains($0.count) }), parts.count > 1 || word.count == 1 {
      return word.allSatisfy { $0 == "." || $0.properties.isAlphabetic }
    }
    return abbreviations.contains(String(String.UnicodeScalarView(word)).lowercased())
  }

  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "[", "\"", "'", "\u{201C}", "\u{201E}", "\u{2018}", "\u{AB}", "\u{BB}", "/", "-", "\u{2013}": true
    default: false
    }
  }

  /// Abbreviations of the languages that Polly speaks, without their full stop. One that is missing costs a pause in the
  /// wrong place; one too many a little time before the first sound.
  private static let abbreviations: Set<String> = [
    // English
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "inc", "ltd", "corp", "approx", "fig", "vol", "pp",
    "eds", "dept", "gov", "hon", "rev", "sgt", "capt", "gen", "sen", "lt", "col", "mt", "ave", "blvd",
    "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    // German
    "nr", "bzw", "ca", "evtl", "ggf", "inkl", "exkl", "usw", "vgl", "zzgl", "str", "bd", "hrsg", "jh", "mio", "mrd",
    "tel", "abb", "bspw", "sog", "abs", "kap", "std", "min",
    // French, Spanish, Italian, Portuguese
    "mme", "mlle", "sra", "sres", "srta", "ud", "uds", "sig", "dott", "exmo", "exma", "env", "cf",
    // Dutch, Danish, Norwegian, Swedish
    "dhr", "mevr", "bijv", "bl", "ang", "jfr", "osv", "resp",
    // Polish, Czech
    "np", "ul", "tzn", "tj", "napr", "popř",
  ]
}

extension Unicode.Scalar {
  /// Whether a sentence ends behind it without a space.
  var endsSentenceAlone: Bool { self == "\u{3002}" || self == "\u{FF01}" || self == "\u{FF1F}" || self == "\u{FF61}" }
}
