import Testing

@testable import Assistant

@Suite struct CitationFilterTests {
  private static let cases: [(input: String, shown: String, cited: [Int64])] = [
    ("Within 30 days [story:12].", "Within 30 days.", [12]),
    ("A [story:1] and B [story:2], again A [story:1].", "A and B, again A.", [1, 2]),
    ("Both say so [story:1, 2][story:story:3; 4]!", "Both say so!", [1, 2, 3, 4]),
    ("Grüße 🏔 [story:215835417873378] – fertig", "Grüße 🏔 – fertig", [215_835_417_873_378]),
    ("No mark: [1], [store], [story], [story:, a[0] [ ", "No mark: [1], [store], [story], [story:, a[0] [ ", []),
    ("[[story:7]]", "[]", [7]),
    ("[story:x9] and [story:]", "[story:x9] and [story:]", []),
    ("too big [story:99999999999999999999] too", "too big too", []),
    ("line\n[story:5]\nline", "line\n\nline", [5]), ("[sto[story:8]", "[sto", [8]), ("", "", []), ("  ", "  ", []),
    ("a  b   ", "a  b   ", []),
  ]

  private static func run(_ pieces: [String]) -> (String, [Int64]) {
    var filter = CitationFilter()
    var shown = ""
    for piece in pieces { shown += filter.feed(piece) }
    shown += filter.finish()
    return (shown, filter.cited)
  }

  @Test(arguments: cases) func takesMarksOut(input: String, shown: String, cited: [Int64]) {
    let (text, ids) = Self.run([input])
    #expect(text == shown)
    #expect(ids == cited)
  }

  /// Text cut at every position, and at every pair of positions, gives the same text and sources.
  @Test(arguments: cases) func yieldsTheSameHoweverItIsCut(input: String, shown: String, cited: [Int64]) {
    let scalars = Array(input.unicodeScalars)
    func piece(_ range: Range<Int>) -> String {
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars[range])
      return text
    }
    for first in 0...scalars.count {
      for second in first...scalars.count {
        let (text, ids) = Self.run([piece(0..<first), piece(first..<second), piece(second..<scalars.count)])
        #expect(text == shown)
        #expect(ids == cited)
      }
    }
  }

  @Test func dropsAMarkThatIsCutOff() {
    #expect(Self.run(["Yes [story:1"]).0 == "Yes")
    #expect(Self.run(["Yes [sto"]).0 == "Yes [sto")
  }

  @Test func holdsNothingBackButWhatMayBecomeAMark() {
    var filter = CitationFilter()
    #expect(filter.feed("Hello") == "Hello")
    #expect(filter.feed(" [st") == "")
    #expect(filter.feed("op") == " [stop")
    #expect(filter.feed("[story:" + String(repeating: "1", count: 300)).hasPrefix("[story:111"))
  }
}
