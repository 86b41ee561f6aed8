import Emulator
import Testing

/// `ask --schema` (contract §8).
struct SchemaOutputTests {
  private static let schema = #"{"type":"object","properties":{"count":{"type":"integer"}},"required":["count"]}"#
  private static let fits = #"{"count":4}"#
  /// Models that take a schema for their text, and that do not.
  private static let (format, tool) = (
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-opus-4-1-20250805-v1:0"
  )

  private static func ask(_ words: String..., schema: String = schema) -> [String] {
    ["ask", "--schema", schema, "How many?"] + words
  }

  @Test(arguments: [[], ["--no-stream"], ["--no-search"]]) func schema_printsTheValueAlone(_ words: [String]) throws {
    let sandbox = try Sandbox { scenario in
      scenario.script =
        (words == ["--no-search"] ? [] : [.toolUse("search", ["term": "boots"])]) + [.text(" \(Self.fits)\n")]
    }
    let run = try sandbox.sva(Self.ask() + words)
    #expect(run.status == 0)
    #expect(run.stdout == Self.fits + "\n")
    #expect(run.stderr == "")
    let requests = sandbox.emulator.requests(words == ["--no-stream"] ? "Converse" : "ConverseStream")
    let format: JSON = [
      "textFormat": [
        "type": "json_schema",
        "structure": [
          "jsonSchema": [
            "schema":
              #"{"type":"object","properties":{"count":{"type":"integer"}},"required":["count"],"additionalProperties":false}"#,
            "name": "answer",
          ]
        ],
      ]
    ]
    #expect(requests.allSatisfy { $0.json?["outputConfig"] == format })
    // The turn ends with the answer, so the model is offered no question to the user.
    let tools = (requests.first?.json?["toolConfig"]?["tools"]?.array ?? []).compactMap {
      $0["toolSpec"]?["name"]?.string
    }
    #expect(!tools.contains("clarify") && tools.contains("search") == (words != ["--no-search"]))
  }

  @Test func schema_isDataInTheDocument() throws {
    let sandbox = try Sandbox { $0.script = [.text("{\"count\": 4,\n \"note\": \"a\\u202eb\"}")] }
    let run = try sandbox.sva(Self.ask("--no-search", "--json"))
    #expect(run.status == 0)
    let document = try #require(run.document)
    #expect(document["data"] == ["count": 4, "note": "a\u{202E}b"])
    #expect(document["response"] == "{\"count\": 4,\n \"note\": \"a\\u202eb\"}")
    #expect(!run.stdout.contains("\u{202E}") && run.stdout.split(separator: "\n").count == 1)
  }

  /// The stand-in answers by the schema: with searches, through each kind of model.
  @Test(arguments: [format, tool, "amazon.nova-pro-v1:0"], [[], ["--no-search"]])
  func schema_worksWithEveryKindOfModel(_ model: String, _ words: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["ask", "-m", model, "--schema", Self.schema, "How many articles are there?"] + words)
    #expect(run.status == 0)
    #expect(run.document?.keys == ["count"])
    #expect(run.stderr == "")
  }

  /// A model that refuses the schema for its text answers by a tool, forced when it must answer, without thinking.
  @Test func schema_asAToolsInput() throws {
    let sandbox = try Sandbox {
      $0.script = [.toolUse("search", ["term": "boots"]), .text("Four of them."), .toolUse("answer", ["count": 4])]
    }
    let run = try sandbox.sva(Self.ask("-m", Self.tool, "-v"))
    #expect(run.status == 0)
    #expect(run.stdout == Self.fits + "\n")
    let bodies = sandbox.emulator.requests("ConverseStream").compactMap(\.json)
    #expect(bodies.count == 4)
    #expect(bodies.map { $0["outputConfig"] != nil } == [true, false, false, false])
    #expect(bodies.map { $0["toolConfig"]?["toolChoice"] } == [nil, nil, nil, ["tool": ["name": "answer"]]])
    #expect(
      bodies[3]["messages"]?.array?.last?["content"]?[0]?["text"] == "Give the final answer now: call the tool answer.")
    // The conversation holds the answer as text, and nothing of the way to it.
    let kept = sandbox.conversations.map { String(decoding: Sandbox.bytes($0), as: UTF8.self) }.joined()
    #expect(kept.contains(#"{"text":"{\"count\":4}"}"#) && !kept.contains("Four of them"))
    let later = try sandbox.sva(["ask", "-c", "--no-search", "Thanks"])
    #expect(later.status == 0)
  }

  /// An answer that does not fit is asked for once more.
  @Test(arguments: [
    ("Four.", "it is not one JSON value"), (#"{"count":"4"}"#, "it must be an integer at /count"),
    ("{}", "it lacks count at /"), ("[4]", "it must be an object at /"),
  ]) func schema_asksOnceMore(_ wrong: String, _ reason: String) throws {
    let sandbox = try Sandbox { $0.script = [.text(wrong), .text(Self.fits)] }
    let run = try sandbox.sva(Self.ask("--no-search"))
    #expect(run.status == 0 && run.stdout == Self.fits + "\n")
    let last = sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array?.last
    #expect(
      last?["content"]?[0]?["text"]?.string
        == "This answer does not fit the schema: \(reason). Give the whole answer again so that it fits.")
    let again = try Sandbox { $0.script = [.text(wrong), .text(wrong)] }
    for words in [[], ["--json"]] {
      let failed = try again.sva(Self.ask("--no-search") + words)
      #expect(failed.status == 9)
      guard words.isEmpty else {
        let error = try ErrorOutput(json: failed)
        #expect(error.code == "bad_response")
        #expect(error.document?["partial_response"]?.string == wrong)
        continue
      }
      #expect(failed.stdout == "")
      #expect(
        try ErrorOutput(text: failed).sentence
          == "the answer of anthropic.claude-sonnet-4-5-v1:0 does not fit the schema: \(reason)")
      again.emulator.setScript([.text(wrong), .text(wrong)])
    }
  }

  @Test func schema_asksOnceMoreByTheTool() throws {
    let sandbox = try Sandbox { $0.script = [.toolUse("answer", ["count": "x"]), .toolUse("answer", ["count": 4])] }
    let run = try sandbox.sva(Self.ask("--no-search", "-m", Self.tool))
    #expect(run.status == 0 && run.stdout == Self.fits + "\n")
    let result = sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array?.last?["content"]?[0]?[
      "toolResult"]
    #expect(result?["status"] == "error")
  }

  /// A code fence around the value is taken off.
  @Test func schema_takesAFencedValue() throws {
    let sandbox = try Sandbox { $0.script = [.text("```json\n{\"count\":4}\n```")] }
    #expect(try sandbox.sva(Self.ask("--no-search")).stdout == Self.fits + "\n")
  }

  /// An intervention, a refusal, and an answer that was cut are failures, with what there was.
  @Test(arguments: [
    ("max_tokens", "was cut at 16000 tokens"), ("guardrail_intervened", "a guardrail of this account stepped in"),
    ("refusal", "refused to answer"), ("content_filtered", "withheld the answer"),
    ("model_context_window_exceeded", "no room for an answer"),
    ("malformed_model_output", "ended early (malformed_model_output)"),
  ]) func schema_endsWithoutAnAnswer(_ reason: String, _ sentence: String) throws {
    let turn = Turn.stopping(.text(#"{"count":"#), reason: reason)
    let text = try Sandbox { $0.script = [turn] }.sva(Self.ask("--no-search"))
    #expect(text.status == 9 && text.stdout == "")
    #expect(try ErrorOutput(text: text).sentence.contains(sentence))
    let json = try Sandbox { $0.script = [turn] }.sva(Self.ask("--no-search", "--json"))
    #expect(json.status == 9)
    #expect(try ErrorOutput(json: json).document?["partial_response"] == #"{"count":"#)
  }

  /// An unknown reason is like `end_turn`, with tools too.
  @Test func schema_takesAnAnswerThatEndedForAnUnknownReason() throws {
    let sandbox = try Sandbox {
      $0.script = [
        .stopping(.toolUse("search", ["term": "boots"]), reason: "new_reason"),
        .stopping(.text(Self.fits), reason: "new_reason"),
      ]
    }
    let run = try sandbox.sva(Self.ask())
    #expect(run.status == 0 && run.stdout == Self.fits + "\n")
    #expect(sandbox.emulator.requests("ConverseStream").count == 2)
  }

  /// Source marks are never printed: in strings, between values, in an answer by text and by the tool.
  @Test(arguments: [
    (Turn.text(#"{"count":"three [story:101]"} [story:300111]"#), format),
    (.text("```json\n{\"count\":\"three [story:101]\"}\n``` [story:300111]"), format),
    (.toolUse("answer", ["count": "three [story:101, 102]"]), tool),
  ]) func schema_printsNoSourceMark(_ turn: Turn, _ model: String) throws {
    let schema = #"{"type":"object","properties":{"count":{"type":"string"}},"required":["count"]}"#
    let sandbox = try Sandbox { $0.script = [turn, turn] }
    let run = try sandbox.sva(Self.ask("-m", model, schema: schema))
    #expect(run.status == 0 && run.stdout == #"{"count":"three"}"# + "\n")
    let json = try sandbox.sva(Self.ask("-m", model, "--json", schema: schema))
    #expect(json.document?["data"] == ["count": "three"])
    #expect(json.document?["response"] == #"{"count":"three"}"#)
    // Neither was asked for again, but for the form of the tool.
    #expect(sandbox.emulator.requests("ConverseStream").count == (model == Self.format ? 2 : 4))
  }

  /// A question to the user is not offered beside a schema, so a call of it is answered as one of an unknown tool.
  @Test func schema_asksNothingBack() throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("clarify", ["question": "Which?", "field": "content_type", "options": ["a", "b"]]), .text(Self.fits),
      ]
    }
    let document = try #require(try sandbox.sva(Self.ask("--json")).document)
    #expect(document["data"] == ["count": 4] && document["action"] == "chat" && document["clarify"] == .null)
    let last = try #require(sandbox.emulator.requests("ConverseStream").last)
    let result = last.json?["messages"]?.array?.last?["content"]?[0]?["toolResult"]
    #expect(
      result?["content"]?[0]?["text"]?.string?.hasPrefix(
        "Wrong input: there is no tool clarify; the tools are search, ")
        == true)
    #expect(last.json?["system"]?[0]?["text"]?.string?.contains("clarify") == false)
    let plain = try Sandbox { $0.script = [.text("Four.")] }
    _ = try plain.sva(["ask", "How many?"])
    let system = plain.emulator.requests("ConverseStream").last?.json?["system"]?[0]?["text"]?.string
    #expect(system?.contains("\n- clarify asks the user back. ") == true)
  }

  /// A model that writes fewer tokens than were asked for is not asked for more.
  @Test func schema_namesTheLimitThatWasSent() throws {
    let limited = Turn.error(
      status: 400, code: "ValidationException",
      message: "The maximum tokens you requested exceeds the model limit of 8000.")
    for words in [["--schema", Self.schema], []] {
      let sandbox = try Sandbox {
        $0.script = [limited, .stopping(words.isEmpty ? .nothing : .text("{"), reason: "max_tokens")]
      }
      let run = try sandbox.sva(["ask", "--no-search", "--max-tokens", "60000", "How many?"] + words)
      #expect(run.status == 9)
      let error = try ErrorOutput(text: run)
      #expect(error.text.contains(" 8000 tokens ") && !error.text.contains("60000"))
      #expect(error.text.contains("it has room for no more: ask for less, or choose another model with --model"))
    }
  }

  /// Text has no `partial_response`, so the hint says where the guardrail's message is.
  @Test func schema_saysWhereTheGuardrailsMessageIs() throws {
    let turn = Turn.stopping(.text("Not here."), reason: "guardrail_intervened")
    let text = try Sandbox { $0.script = [turn] }.sva(Self.ask("--no-search"))
    #expect(try ErrorOutput(text: text).text.contains("the guardrail's message is partial_response of --json"))
    let json = try Sandbox { $0.script = [turn] }.sva(Self.ask("--no-search", "--json"))
    #expect(try ErrorOutput(json: json).document?["partial_response"] == "Not here.")
  }

  @Test func schema_namesTheGuardrailThatStoppedIt() throws {
    let run = try Sandbox().sva(Self.ask("--no-search", "--guardrail", "a1b2c3d4e5f6:1") + ["a", "weapon"])
    #expect(run.status == 9 && run.stdout == "")
    #expect(
      try ErrorOutput(text: run).sentence
        == "guardrail a1b2c3d4e5f6:1 blocked the question: content policy (VIOLENCE)")
  }

  /// A schema whose values are no objects, through both kinds of model.
  @Test(arguments: [format, tool]) func schema_ofAnArray(_ model: String) throws {
    let schema = ##"{"type":"array","items":{"$ref":"#/$defs/word"},"$defs":{"word":{"type":"string"}}}"##
    let sandbox = try Sandbox {
      $0.script = [model == Self.format ? .text(#"["a","b"]"#) : .toolUse("answer", ["value": ["a", "b"]])]
    }
    let run = try sandbox.sva(Self.ask("--no-search", "-m", model, schema: schema))
    #expect(run.status == 0 && run.stdout == "[\"a\",\"b\"]\n")
  }

  @Test func schema_fromAFile() throws {
    let sandbox = try Sandbox { $0.script = [.text(Self.fits), .text(Self.fits)] }
    try sandbox.write("schema.json", Self.schema)
    for name in ["schema.json", "@schema.json"] {
      #expect(try sandbox.sva(Self.ask("--no-search", schema: name)).stdout == Self.fits + "\n")
    }
  }

  @Test(arguments: [
    ("missing.json", "cannot read the schema in missing.json: no such file"), (".", "is a folder"),
    ("{\"type\":", "the schema is not JSON (byte 8)"), ("[]", "the schema is not an object at #"),
    (
      #"{"properties":{"count":{"minimum":1}}}"#,
      "the schema uses minimum at #/properties/count, which is not supported"
    ),
    (#"{"items":{"$ref":"http://x.example/y"}}"#, "the schema uses $ref at #/items"),
  ]) func schema_thatCannotBeUsed(_ schema: String, _ sentence: String) throws {
    let sandbox = try Sandbox()
    for words in [[], ["--json"]] {
      let run = try sandbox.sva(Self.ask("--no-search", schema: schema) + words)
      #expect(run.status == 2)
      let error = try words.isEmpty ? ErrorOutput(text: run) : ErrorOutput(json: run)
      #expect(error.sentence.contains(sentence))
    }
    #expect(sandbox.emulator.requests.isEmpty)
  }

  @Test func schema_isNotSpoken() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(Self.ask("--no-search", "--speak", "a.mp3"))
    #expect(run.status == 2)
    #expect(
      try ErrorOutput(text: run).sentence == "--speak and --schema do not go together: JSON is not read aloud")
    #expect(sandbox.emulator.requests.isEmpty)
  }

  /// On a terminal the value is not rendered as Markdown.
  @Test func schema_onATerminal() throws {
    let value = #"{"count":4,"note":"*a* _b_ `c`"}"#
    let sandbox = try Sandbox { $0.script = [.text(value)] }
    let run = try sandbox.sva(Self.ask("--no-search"), streams: .terminal(columns: 40))
    #expect(run.status == 0)
    #expect(TerminalScreen(run.out).text.replacing("\n", with: "") == value)
  }
}
