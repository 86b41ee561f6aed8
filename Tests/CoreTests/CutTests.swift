import Core
import Testing

@Suite struct CutTests {
  @Test(
    arguments: [
      ("a://b://c", "://", ["a", "b://c"]), ("://", "://", ["", ""]), ("abc", "abcd", nil), ("", "x", nil),
      ("x", "", nil),
      ("aab", "ab", ["a", ""]), ("grüße — ok", "— ", ["grüße ", "ok"]), ("aaab", "aab", ["a", ""]),
    ] as [(String, String, [String]?)])
  func cut_splitsAtTheFirstSeparator(text: String, separator: String, expected: [String]?) {
    let parts = text.cut(at: separator)
    #expect(parts.map { [String($0.before), String($0.after)] } == expected)
    #expect(text[...].cut(at: separator).map { [String($0.before), String($0.after)] } == expected)
  }
}
