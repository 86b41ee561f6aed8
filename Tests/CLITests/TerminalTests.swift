import Core
import TestSupport
import Testing

@testable import CLI

@Suite struct SanitizerTests {
  @Test(arguments: [
    ("plain\ttext\n", "plain\ttext\n"), ("\u{1B}[31mred\u{1B}[0m", "^[[31mred^[[0m"), ("a\u{7}b", "a^Gb"),
    ("a\u{0}b", "a^@b"), ("a\rb", "a^Mb"), ("a\r\nb", "a\nb"), ("a\u{8}\u{7F}", "a^H^?"),
    ("\u{9B}2J", "<U+009B>2J"), ("\u{85}", "<U+0085>"), ("a\u{202E}b\u{202C}", "a<U+202E>b<U+202C>"),
    ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"), ("שלום\u{200F}", "שלום"), ("a\u{2028}b", "a<U+2028>b"),
    ("👩‍👩‍👧 é 日本", "👩‍👩‍👧 é 日本"),
    ("", ""),
    ("\u{1B}]0;title\u{7}", "^[]0;title^G"),
  ]) func cleans(text: String, expected: String) { #expect(Sanitizer.clean(text) == expected) }

  @Test func aStreamMayBeCleanedInPieces() {
    let text = "a\u{1B}[2J\u{202E}b\u{9B}c"
    let pieces = text.unicodeScalars.map { Sanitizer.clean(String($0)) }.joined()
    #expect(pieces == Sanitizer.clean(text))
  }

  @Test func oneLineIsOneLine() {
    #expect(Sanitizer.line("  a\n\t b\u{1B}  ") == "a b^[")
    #expect(Sanitizer.visible("a\nb\tc", limit: 80) == "a^Jb^Ic")
    #expect(Sanitizer.visible("abcdef", limit: 3) == "abc…")
  }
}

@Suite struct DisplayWidthTests {
  /// Every sample of Fixtures/width.tsv has the width of python's wcwidth.
  @Test func agreesWithWcwidth() throws {
    let lines = try Fixture("width.tsv").text().split(separator: "\n")
    #expect(lines.count >= 400)
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      #expect(DisplayWidth.of(parts[1]) == Int(parts[0]), "\(parts[1])")
    }
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("日本語", 6, "日本語"),
    ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 0, ""),
  ]) func fits(text: String, columns: Int, expected: String) {
    #expect(DisplayWidth.fit(text, columns) == expected)
  }
}

@Suite struct TableLayoutTests {
  private var table: Table {
    var table = Table([
      .init("NAME", isFlexible: true, style: .bold), .init("N", isNumber: true),
      .init("SLUG", isFlexible: true),
    ])
    table.add(["Über uns", "1", "about/us"])
    table.add(["日本語のとても長い題名です", "1234", "a/very/long/slug/that/goes/on/and/on"])
    table.add(["\u{1B}[2Jevil\nname", "7"])
    return table
  }

  @Test func standsAligned() {
    #expect(
      table.fitted(to: 80).plain == """
        NAME                           N  SLUG
        Über uns                       1  about/us
        日本語のとても長い題名です  1234  a/very/long/slug/that/goes/on/and/on
        ^[[2Jevil name                 7  \("")

        """)
  }

  @Test(arguments: 20...200) func fitsEveryTerminal(width: Int) {
    for line in table.fitted(to: width).plain.split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= width, "\(line)")
    }
  }

  @Test func isWholeInAPipe() {
    #expect(
      table.tabSeparated()
        == "Über uns\t1\tabout/us\n日本語のとても長い題名です\t1234\ta/very/long/slug/that/goes/on/and/on\n^[[2Jevil name\t7\t\n"
    )
  }
}

/// A narrow table first leaves out dispensable columns, then moves whole columns below; it never cuts an id.
@Suite struct DispensableColumnTests {
  private var table: Table {
    var table = Table([
      .init("MODEL", isFlexible: true), .init("MAKER", dispensability: 1), .init("STREAM", dispensability: 2),
      .init("ID", isWhole: true),
    ])
    table.add(["A model of a long name", "Acme", "yes", "acme.a-model-of-a-long-name-v1:0"])
    return table
  }

  @Test(arguments: [
    (
      80,
      """
      MODEL                   MAKER  STREAM  ID
      A model of a long name  Acme   yes     acme.a-model-of-a-long-name-v1:0

      """
    ),
    (
      66,
      """
      MODEL              MAKER  STREAM  ID
      A model of a lon…  Acme   yes     acme.a-model-of-a-long-name-v1:0

      """
    ),
    (
      60,
      """
      MODEL                MAKER  ID
      A model of a long …  Acme   acme.a-model-of-a-long-name-v1:0

      """
    ),
    (
      50,
      """
      MODEL             ID
      A model of a lo…  acme.a-model-of-a-long-name-v1:0

      """
    ),
    (
      40,
      """
      MODEL                   MAKER  STREAM
        ID
      A model of a long name  Acme   yes
        acme.a-model-of-a-long-name-v1:0

      """
    ),
  ]) func givesUp(width: Int, expected: String) {
    #expect(table.fitted(to: width).plain == expected)
  }
}

@Suite struct ColourTests {
  @Test(
    arguments: [
      (nil, [:], true, true), (nil, [:], false, false), (nil, ["NO_COLOR": "1"], true, false),
      (nil, ["NO_COLOR": ""], true, true), (nil, ["TERM": "dumb"], true, false),
      (.always, ["NO_COLOR": "1"], false, true),
      (.never, [:], true, false), (.auto, ["TERM": "xterm"], true, true),
      (.auto, ["NO_COLOR": "0"], true, false),
    ] as [(GlobalFlags.Colour?, [String: String], Bool, Bool)])
  func decides(choice: GlobalFlags.Colour?, variables: [String: String], isTerminal: Bool, expected: Bool) {
    #expect(Colour.isOn(choice, Environment(variables: variables), isTerminal: isTerminal) == expected)
  }

  @Test func textCannotBringItsOwnColours() {
    let text = StyledText("a\u{1B}[0m", .bold)
    #expect(text.render(colours: true, cleans: true) == "\u{1B}[1ma^[[0m\u{1B}[0m")
    #expect(text.render(colours: false, cleans: true) == "a^[[0m")
    #expect(text.render(colours: false, cleans: false) == "a\u{1B}[0m")
  }
}
