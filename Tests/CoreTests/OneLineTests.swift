import Core
import Testing

/// White space on one line.
@Suite struct OneLineTests {
  /// ASCII, which is read by bytes, gives what characters give.
  @Test(arguments: [
    "", " ", "a", " a  b\t\tc \r\n\u{B}\u{C}d\u{1C}e\u{1F}f ", "a\r\n\r\nb", "ä  b", " \u{A0}x\u{2003}\u{2028}y ",
    "e\u{301} \u{301}x",
  ])
  func oneLine_collapsesWhiteSpace(text: String) {
    #expect(OneLine.collapsed(text) == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
