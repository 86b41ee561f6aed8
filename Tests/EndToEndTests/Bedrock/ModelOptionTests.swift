import Emulator
import Testing

/// `--effort`, `--service-tier` and `--metadata`.
struct ModelOptionTests {
  private static let hello = ["ask", "--no-search", "Hello"]

  private func body(_ sandbox: Sandbox, _ index: Int = 0) throws -> JSON {
    let requests = sandbox.emulator.requests("ConverseStream")
    return try #require(requests.indices.contains(index) ? requests[index].json : nil)
  }

  @Test(arguments: ["low", "medium", "high", "max"]) func effort_isSentWithAdaptiveThinking(_ level: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.hello + ["-m", "us.anthropic.claude-opus-4-6-v1", "--effort", level])
    #expect(run.status == 0 && run.stderr == "")
    #expect(
      try body(sandbox)["additionalModelRequestFields"] == [
        "output_config": ["effort": .string(level)], "thinking": ["type": "adaptive"],
      ])
  }

  /// Opus 4.5 takes the effort alone, Sonnet 4.5 neither, Nova not even the fields.
  @Test(arguments: [
    ("us.anthropic.claude-opus-4-5-20251101-v1:0", 2, false), ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3, true),
    ("amazon.nova-pro-v1:0", 3, true),
  ]) func effort_isLeftOutWhereItIsRefused(_ model: String, _ requests: Int, _ isSaid: Bool) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.hello + ["-m", model, "--effort", "high"])
    #expect(run.status == 0)
    #expect(run.stderr == (isSaid ? "sva: \(model) does not take --effort: asking without it\n" : ""))
    #expect(sandbox.emulator.requests("ConverseStream").count == requests)
    let last = try body(sandbox, requests - 1)["additionalModelRequestFields"]
    #expect(last == (isSaid ? nil : ["output_config": ["effort": "high"]]))
  }

  /// What is left out once stays out for the rounds that follow.
  @Test func effort_isAskedOnlyOnce() throws {
    let sandbox = try Sandbox { $0.script = [.toolUse("search", ["term": "boots"]), .text("Boots.")] }
    let run = try sandbox.sva(["ask", "--effort", "low", "who?"])
    #expect(run.status == 0)
    #expect(run.stderr.split(separator: "\n").count == 1)
    #expect(sandbox.emulator.requests("ConverseStream").count == 4)
  }

  /// A temperature and thinking exclude each other: the temperature gives way, which is said.
  @Test func effort_besideATemperature() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      Self.hello + ["-m", "us.anthropic.claude-opus-4-6-v1", "--effort", "high", "--temperature", "0"])
    #expect(run.status == 0)
    #expect(
      run.stderr == "sva: us.anthropic.claude-opus-4-6-v1 does not take --temperature: asking without it\n")
  }

  @Test func effort_wrongWord() throws {
    let run = try Sandbox().sva(Self.hello + ["--effort", "hi"])
    #expect(run.status == 2)
    #expect(try ErrorOutput(text: run).sentence.contains("one of low, medium, high, max"))
  }

  /// Thinking is never printed; `-v` says for how long.
  @Test(arguments: [[], ["--no-stream"]]) func thinking_isNeverPrinted(_ words: [String]) throws {
    let sandbox = try Sandbox {
      $0.script = [.parallel([.reasoning("secret thoughts", signature: "c2ln"), .text("Forty-two.")])]
    }
    let run = try sandbox.sva(Self.hello + ["-v"] + words)
    #expect(run.stdout == "Forty-two.\n")
    #expect(!run.stderr.contains("secret thoughts"))
    let line = try #require(run.stderr.split(separator: "\n").first { $0.contains("thought") })
    let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    if words.isEmpty {
      #expect(line.hasPrefix("sva: \(model) thought for ") && line.hasSuffix(" s"))
    } else {
      #expect(line == "sva: \(model) thought before it answered")
    }
    let json = try Sandbox {
      $0.script = [.parallel([.reasoning("secret thoughts", signature: "c2ln"), .text("42.")])]
    }
    .sva(Self.hello + ["--json"] + words)
    #expect(!json.stdout.contains("secret thoughts"))
  }

  @Test(arguments: ["default", "flex", "priority"], [true, false])
  func serviceTier_isSent(_ tier: String, _ isOption: Bool) throws {
    let sandbox = try Sandbox()
    let words = isOption ? ["--service-tier", tier] : []
    let run = try sandbox.sva(
      Self.hello + words + ["--json"], with: isOption ? [:] : ["BEDROCK_SERVICE_TIER": tier.uppercased()])
    #expect(run.status == 0)
    #expect(try body(sandbox)["serviceTier"] == ["type": .string(tier)])
    // The price of the other tiers is not known.
    #expect((run.document?["cost_usd"] == .null) == (tier != "default"))
  }

  @Test func serviceTier_thatTheModelHasNot() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.hello + ["--service-tier", "reserved", "--json"])
    #expect(run.status == 10)
    let error = try ErrorOutput(json: run)
    #expect(error.sentence == "anthropic.claude-sonnet-4-5-v1:0 has no service tier reserved in us-east-1")
    #expect(error.serviceMessage == "Reservation not found.")
    #expect(sandbox.emulator.requests("ConverseStream").count == 1)
  }

  @Test(arguments: [(["--service-tier", "cheap"], "", "usage"), ([], "cheap", "bad_config")])
  func serviceTier_wrongWord(_ words: [String], _ variable: String, _ code: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.hello + words + ["--json"], with: ["BEDROCK_SERVICE_TIER": variable])
    #expect(try ErrorOutput(json: run).code == code)
    #expect(run.status == (code == "usage" ? 2 : 3))
    #expect(sandbox.emulator.requests.isEmpty)
  }

  @Test func metadata_isSentWhereItIsGiven() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      Self.hello + ["--metadata", "team=web site", "--metadata=run=1", "--metadata", "run=2", "--metadata", "url=a=b"])
    #expect(run.status == 0)
    #expect(try body(sandbox)["requestMetadata"] == ["team": "web site", "run": "2", "url": "a=b"])
    _ = try sandbox.sva(Self.hello)
    #expect(try body(sandbox, 1)["requestMetadata"] == nil)
  }

  @Test(arguments: ["team", "=web", "team=é", "te\"am=x", "team=" + String(repeating: "x", count: 257)])
  func metadata_thatBedrockRefuses(_ pair: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.hello + ["--metadata", pair])
    #expect(run.status == 2)
    _ = try ErrorOutput(text: run)
    #expect(sandbox.emulator.requests.isEmpty)
  }

  @Test func metadata_atMostSixteenPairs() throws {
    let sandbox = try Sandbox()
    func run(_ count: Int) throws -> Run {
      try sandbox.sva(Self.hello + (0..<count).flatMap { ["--metadata", "k\($0)=v"] })
    }
    #expect(try run(16).status == 0)
    let many = try run(17)
    #expect(many.status == 2)
    #expect(
      try ErrorOutput(text: many).sentence == "--metadata was given 17 times; Bedrock takes 16 pairs")
  }
}
