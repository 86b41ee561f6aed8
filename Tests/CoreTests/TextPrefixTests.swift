import Core
import Testing

@Suite struct TextPrefixTests {
  @Test(arguments: [
    ("abc", 2, "ab", "ab"), ("abc", 3, "abc", "abc"), ("abc", 0, "", ""), ("abc", -1, "", ""), ("", 3, "", ""),
    ("äöü", 3, "äöü", "ä"), ("äöü", 2, "äö", "ä"), ("a漢b", 2, "a漢", "a"), ("a漢b", 4, "a漢b", "a漢"),
    ("a😀", 4, "a😀", "a"), ("😀😀", 1, "😀", ""),
  ])
  func prefix_countsScalarsOrBytes(text: String, limit: Int, scalars: String, bytes: String) {
    #expect(String(text.prefix(scalars: limit)) == scalars)
    #expect(String(text.prefix(bytes: limit)) == bytes)
    #expect(String(text[...].prefix(scalars: limit)) == scalars)
    #expect(String(text[...].prefix(bytes: limit)) == bytes)
  }

  /// One letter with a million marks is one `Character`.
  @Test func prefix_splitsALetterFromItsMarks() {
    let text = "e" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(text.count == 1)
    #expect(text.prefix(scalars: 10).unicodeScalars.count == 10)
    #expect(text.prefix(bytes: 10).utf8.count == 9)
  }
}
