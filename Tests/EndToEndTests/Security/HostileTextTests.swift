import Emulator
import Testing

/// Text of stories, models and services cannot control a terminal; JSON escapes it and keeps it otherwise unchanged.
@Suite struct HostileTextTests {
  /// Colours, a title, a link, the alternate screen, an answer-back request, C1 controls, overrides, a bell.
  private static let hostile =
    "start\u{1B}[31mred\u{1B}]0;title\u{7}\u{1B}]8;;http://evil.example\u{1B}\\link\u{1B}[?1049h\u{1B}[c"
    + "\u{9B}2J\u{90}q\u{202E}desrever\u{2066}x\u{2069}\u{200F}\u{8}\u{7F}\rend"

  private static let forbidden: [Unicode.Scalar] = [
    "\u{1B}", "\u{7}", "\u{8}", "\u{7F}", "\u{9B}", "\u{90}", "\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}",
    "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
  ]

  private static func sandbox() throws -> Sandbox {
    try Sandbox { scenario in
      scenario.script = [.text(hostile), .text(hostile)]
      scenario.storyblok.space = Space(stories: [
        Story(
          id: 1, name: hostile, fullSlug: "hostile", contentType: "article",
          content: ["component": "article", "text": .string(hostile)])
      ])
    }
  }

  @Test(arguments: [["ask", "--no-search", "hello"], ["search", "--starts-with", "hostile"]])
  func terminal(_ words: [String]) throws {
    let run = try Self.sandbox().sva(words, streams: .terminal(columns: 100))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.strange == [])
    #expect(screen.text.contains("start"))
    // Without our own colours and erasing nothing is left that a terminal obeys.
    let found = screen.text.unicodeScalars.filter(Self.forbidden.contains)
    #expect(found.isEmpty, "\(screen.text.debugDescription)")
  }

  @Test(arguments: [["ask", "--no-search", "hello"], ["search", "--starts-with", "hostile"]])
  func colourAlways(_ words: [String]) throws {
    let run = try Self.sandbox().sva(words + ["--color", "always"])
    #expect(run.status == 0)
    #expect(TerminalScreen(run.out).strange == [])
    let plain = TerminalScreen(run.out).text
    #expect(!plain.unicodeScalars.contains(where: Self.forbidden.contains), "\(plain.debugDescription)")
  }

  @Test(arguments: ["always", "never"])
  func errorsAreCleaned(_ colour: String) throws {
    let sandbox = try Sandbox { scenario in
      scenario.faults = [
        Fault(.error(status: 400, code: "ValidationException", message: Self.hostile), on: "bedrock-runtime")
      ]
    }
    let run = try sandbox.sva(["ask", "--no-search", "--debug", "--color", colour, "hello"])
    #expect(run.status == 10)
    let screen = TerminalScreen(run.err)
    #expect(screen.strange == [])
    #expect(!screen.text.unicodeScalars.contains(where: Self.forbidden.contains), "\(screen.text.debugDescription)")
  }

  @Test func jsonKeepsTheText() throws {
    let run = try Self.sandbox().sva(["ask", "--no-search", "--json", "hello"])
    #expect(!run.out.contains { $0 < 0x20 && $0 != 0x0A })
    #expect(JSON(parsing: run.out)?["response"]?.string == Self.hostile)
  }
}
