/// The base form of a word for comparison: without a plural `s`.
///
/// The rules are those of Harman's S stemmer ("How effective is suffixing?", 1991): `policies` is `policy`, `images` is
/// `image`, `boots` is `boot`; `bus` and `glass` stay. It is made for English and does no harm to other languages,
/// because both sides of a comparison are stemmed.
public enum WordStem {
  /// The base form of a word in lower case.
  public static func base(of word: String) -> String {
    var bytes = Array(word.utf8)
    strip(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replaces a word by its base form.
  static func strip(_ word: inout [UInt8]) {
    // Most words end here: nothing is copied.
    guard word.count > 3, word.last == UInt8(ascii: "s") else { return }
    let changesToY = isIES(word)
    word.removeLast(word.count - baseLength(word))
    if changesToY { word.append(UInt8(ascii: "y")) }
  }

  /// `…ies`, but not `…aies` and `…eies`.
  private static func isIES(_ word: [UInt8]) -> Bool {
    word.count > 4 && word.suffix(3).elementsEqual("ies".utf8) && !isOne(word[word.count - 4], of: "ae")
  }

  private static func baseLength(_ word: [UInt8]) -> Int {
    guard word.count > 3, word.last == UInt8(ascii: "s") else { return word.count }
    if isIES(word) { return word.count - 3 }
    // `us`, `ss` and `is` are no plurals: bus, glass, analysis.
    return isOne(word[word.count - 2], of: "usi") ? word.count : word.count - 1
  }

  private static func isOne(_ byte: UInt8, of bytes: String) -> Bool { bytes.utf8.contains(byte) }
}
