import Core
import TestSupport
import Testing

/// The grammar of `.env` files, compared with python-dotenv.
struct DotEnvParserTests {
  struct Case: Decodable {
    var text: String
    var env: [String: String]
    var entries: [Entry]
    var errors: [Int]

    struct Entry: Decodable {
      var name: String
      var value: String?
      var line: Int

      init(from decoder: any Decoder) throws {
        var array = try decoder.unkeyedContainer()
        name = try array.decode(String.self)
        value = try array.decodeIfPresent(String.self)
        line = try array.decode(Int.self)
      }
    }
  }

  @Test(arguments: [("dotenv-cases.jsonl", 2400), ("dotenv-corners.jsonl", 24)])
  func dotEnv_agreesWithPythonDotEnv(fixture: String, count: Int) throws {
    let cases = try Fixture(fixture).lines(as: Case.self)
    #expect(cases.count == count)
    for sample in cases {
      let (file, problems) = DotEnvParser.parse(
        Array(sample.text.utf8), path: ".env", environment: sample.env)
      // Compares bytes, because equal Swift strings may have different bytes.
      let got = file.entries.map {
        ["\($0.line)", $0.name, $0.value.map { "=" + $0 } ?? ""].map { Array($0.utf8) }
      }
      let want = sample.entries.map {
        ["\($0.line)", $0.name, $0.value.map { "=" + $0 } ?? ""].map { Array($0.utf8) }
      }
      #expect(got == want, "\(sample.text.debugDescription): \(file.entries)")
      #expect(problems.map(\.line) == sample.errors, "\(sample.text.debugDescription)")
      #expect(problems.allSatisfy { $0.reason == .malformed })
    }
  }

  @Test func dotEnv_readsTheSeedsFileVerbatim() throws {
    let (file, problems) = DotEnvParser.parse(try Fixture("seed.env").bytes(), path: ".env", environment: [:])
    #expect(problems.isEmpty)
    let expected = [
      "2 AWS_ACCESS_KEY_ID=your_access_key_here", "3 AWS_SECRET_ACCESS_KEY=your_secret_key_here",
      "4 AWS_SESSION_TOKEN=", "5 AWS_REGION=us-east-1",
      "6 BEDROCK_MODEL_ID=anthropic.claude-sonnet-4-5-v1:0", "9 STORYBLOK_TOKEN=your_token_here",
      "10 STORYBLOK_SPACE_ID=your_space_id", "11 STORYBLOK_API_BASE=https://api-staging-d1.storyblok.com",
      "14 DEBUG=false", "15 CORS_ORIGINS=[\"http://localhost:8000\", \"http://127.0.0.1:8000\"]",
    ]
    #expect(file.entries.map { "\($0.line) \($0.name)=\($0.value ?? "nil")" } == expected)
  }

  @Test func dotEnv_skipsInvalidText() {
    let bytes =
      Array("A=1\nB=".utf8) + [0xFF] + Array("\nC=a".utf8) + [0] + Array("b\n# ".utf8) + [0xC3]
      + Array("\nD=2 # ".utf8) + [0xFE] + Array("\n\n".utf8) + [0xC0, 0xAF] + Array("=3\nE=4".utf8)
    let (file, problems) = DotEnvParser.parse(bytes, path: "x", environment: [:])
    #expect(file.entries.map { "\($0.line) \($0.name)=\($0.value ?? "")" } == ["1 A=1", "5 D=2", "8 E=4"])
    #expect(
      problems == [
        DotEnvProblem(line: 2, reason: .notUTF8), DotEnvProblem(line: 3, reason: .nul),
        DotEnvProblem(line: 7, reason: .notUTF8),
      ])
  }

  /// Each line is twice as long as the one above. Without a limit the last would have 2^60 bytes.
  @Test func dotEnv_limitsExpansion() {
    let lines = ["A0=0123456789abcdef"] + (1...60).map { "A\($0)=${A\($0 - 1)}${A\($0 - 1)}" } + ["Z=${A1}"]
    let (file, problems) = DotEnvParser.parse(
      Array(lines.joined(separator: "\n").utf8), path: "x", environment: [:])
    #expect(problems.first == DotEnvProblem(line: 19, reason: .tooLarge))
    #expect(file.entry("A17")?.value?.utf8.count == 1 << 21)
    #expect(file.entry("A18") == nil)
    #expect(file.entry("Z")?.value == "0123456789abcdef0123456789abcdef")
  }

  /// The copies for a refused line count too. Otherwise a megabyte of such lines would copy hundreds of gigabytes.
  @Test(.timeLimit(.minutes(10))) func dotEnv_limitsTheCostOfRefusedLines() {
    let text =
      "A=" + String(repeating: "a", count: 1 << 19) + "\n"
      + String(repeating: "B=${A}${A}${A}${A}${A}${A}${A}${A}${A}\n", count: 20_000)
    let (file, problems) = DotEnvParser.parse(Array(text.utf8), path: "x", environment: [:])
    #expect(file.entries.map(\.name) == ["A"])
    #expect(problems.count == 20_000)
  }

  /// Texts that take quadratic time in a reader that backtracks or rescans.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["${", "${:", "A='\n", "A=\"\\\"\n", "'", "#", " ", "A=b #c\n", "\\'"])
  func dotEnv_takesLinearTime(piece: String) {
    for prefix in ["", "A=", "A=\"", "A='"] {
      let text = prefix + String(repeating: piece, count: (1 << 18) / piece.utf8.count)
      let (file, problems) = DotEnvParser.parse(Array(text.utf8), path: "x", environment: [:])
      #expect(file.entries.count + problems.count <= 1 << 18)
    }
  }
}
