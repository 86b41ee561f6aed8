import Emulator
import Testing

/// What the model said is sent back in later requests and later runs, in a form that the service accepts: the emulator
/// refuses anything else with the service's words.
struct ReplayTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let nova = "us.amazon.nova-pro-v1:0"
  private static let modes = [[], ["--no-stream"]]

  private func ask(_ sandbox: Sandbox, _ words: [String], model: String = model) throws -> Run {
    try sandbox.sva(["ask", "-m", model] + words)
  }

  /// The requests for an answer, whichever the operation.
  private func requests(_ sandbox: Sandbox) -> [JSON] {
    sandbox.emulator.requests.filter { $0.operation.hasPrefix("Converse") }.compactMap(\.json)
  }

  private func content(_ request: JSON?, _ index: Int) -> [JSON] {
    request?["messages"]?.array.flatMap { index < $0.count ? $0[index]["content"]?.array : nil } ?? []
  }

  /// Names and ids outside the API's patterns, empty, too long or repeated: answered, sent back, and kept.
  @Test(arguments: modes) func replay_changesNamesAndIDsToFit(_ mode: [String]) throws {
    let long = String(repeating: "i", count: 70)
    let boots: JSON = ["term": "hiking boots"]
    let sandbox = try Sandbox {
      $0.script = [
        .parallel([
          .call(id: "", name: "search<|channel|>commentary", input: boots),
          .call(id: "functions.search:0", name: "search", input: boots),
          .call(id: "functions.search:0", name: "", input: [:]), .call(id: long, name: "functions.search", input: [:]),
        ]),
        .call(id: "functions.search:0", name: "search", input: boots), .text("Boots are dry [story:300111]."),
        .text("Yes."),
      ]
    }
    let run = try ask(sandbox, mode + ["boots?"])
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout.hasPrefix("Boots are dry.\n\nSources:\n- Choosing hiking boots"))
    let second = requests(sandbox)[1]
    let calls = content(second, 1).compactMap { $0["toolUse"] }
    #expect(calls.map { $0["name"] } == ["search__channel__commentary", "search", "unnamed", "functions_search"])
    let ids = ["call", "functions.search:0", "functions.search:0-2", String(long.prefix(64))]
    #expect(calls.map { $0["toolUseId"]?.string } == ids)
    let results = content(second, 2).compactMap { $0["toolResult"] }
    #expect(results.map { $0["toolUseId"]?.string } == ids)
    #expect(results.map { $0["status"]?.string } == ["error", nil, "error", "error"])
    let texts = content(second, 2).map(\.contentText)
    let tools = "the tools are search, analyze, list_analyzed, refine, clarify, read_stories, look_at_image"
    #expect(texts[0] == "Wrong input: there is no tool search<|channel|>commentary; \(tools).")
    #expect(texts[1].contains("Choosing hiking boots"))
    #expect(texts[2] == "Wrong input: there is no tool without a name; \(tools).")
    #expect(texts[3] == "Wrong input: there is no tool functions.search; \(tools).")
    let again = try ask(sandbox, mode + ["-c", "sure?"])
    #expect(again.status == 0, "\(again)")
    let last = try #require(requests(sandbox).last)
    #expect(content(last, 1) == content(second, 1))
    // What was found is kept shortened.
    let kept = content(last, 2).compactMap { $0["toolResult"] }
    #expect(kept.map { $0["toolUseId"]?.string } == ids)
    #expect(kept[1].text.utf8.count <= results[1].text.utf8.count / 2)
    #expect([kept[0], kept[2], kept[3]] == [results[0], results[2], results[3]])
    #expect(content(last, 3).first?["toolUse"]?["toolUseId"] == "functions.search:0-3")
  }

  /// A call that the service runs itself has its result in the same message.
  @Test(arguments: modes) func replay_leavesOutCallsOfTheService(_ mode: [String]) throws {
    let own = Turn.serviceCall("nova_code_interpreter", input: ["snippet": "7*2"], result: ["stdOut": "14"])
    let sandbox = try Sandbox {
      $0.script = [
        .parallel([own, .toolUse("search", ["term": "boots"])]),
        .stopping(.parallel([own, .text("It is 14.")]), reason: "end_turn"), .text("Yes."),
      ]
    }
    let run = try ask(sandbox, mode + ["7 times 2?"], model: Self.nova)
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout.hasPrefix("It is 14.\n"))
    let sent = requests(sandbox)
    #expect(sent.count == 2)
    #expect(content(sent.last, 1).map { $0["toolUse"]?["name"] } == ["search"])
    #expect(content(sent.last, 2).count == 1)
    #expect(try ask(sandbox, mode + ["-c", "sure?"], model: Self.nova).status == 0)
    #expect(content(requests(sandbox).last, 3) == [["text": "It is 14."]])
  }

  /// A model that calls tools although none are offered.
  @Test(arguments: modes) func replay_sendsNoCallsWithoutTools(_ mode: [String]) throws {
    let sandbox = try Sandbox { $0.script = [.toolUse("search", ["term": "boots"]), .text("I cannot search.")] }
    let run = try ask(sandbox, mode + ["--no-search", "boots?"])
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout == "I cannot search.\n")
    let last = try #require(requests(sandbox).last)
    #expect(content(last, 1) == [["text": "(no answer)"]])
    #expect(content(last, 2) == [["text": "There are no tools here."]])
  }

  private func reasoning(_ request: JSON?) -> Int {
    (request?["messages"]?.array ?? []).reduce(0) { sum, message in
      sum + (message["content"]?.array ?? []).count { $0["reasoningContent"] != nil }
    }
  }

  /// Reasoning goes back to the model that wrote it, by any of its profiles, and to no other.
  @Test func replay_sendsReasoningToItsOwnModelOnly() throws {
    let thought = Turn.parallel([.reasoning("Let me see.", signature: "sig-1"), .text("Yes.")])
    let sandbox = try Sandbox { $0.script = [thought, .text("a"), .text("b"), .text("c")] }
    #expect(try ask(sandbox, ["hello"]).status == 0)
    #expect(Sandbox.bytes(sandbox.conversations[0]).isEmpty == false)
    let global = "global." + Self.model.dropFirst(3)
    for (name, count) in [(global, 1), ("us.anthropic.claude-haiku-4-5-20251001-v1:0", 0), (Self.nova, 0)] {
      let run = try ask(sandbox, ["-c", "sure?"], model: name)
      #expect(run.status == 0, "\(run)")
      #expect(run.stderr == "")
      #expect(reasoning(requests(sandbox).last) == count, "\(name)")
    }
    #expect(requests(sandbox).count == 4)
  }

  /// Unsigned reasoning of another model, which Claude refuses on each request.
  @Test func replay_sendsNoUnsignedReasoningToClaude() throws {
    let sandbox = try Sandbox {
      $0.script = [.parallel([.reasoning("Let me see.", signature: ""), .text("Yes.")]), .text("a")]
    }
    #expect(try ask(sandbox, ["hello"], model: Self.nova).status == 0)
    let run = try ask(sandbox, ["-c", "sure?"])
    #expect(run.status == 0, "\(run)")
    #expect(requests(sandbox).count == 2 && reasoning(requests(sandbox).last) == 0)
  }

  /// A model that refuses its own reasoning is asked once more without it, and not again in later rounds.
  @Test func replay_remembersThatReasoningIsRefused() throws {
    let thought = Turn.reasoning("Let me see.", signature: "")
    let call = Turn.toolUse("search", ["term": "boots"])
    let sandbox = try Sandbox {
      $0.script = [.parallel([thought, call]), .parallel([thought, call]), .text("Boots.")]
    }
    let run = try ask(sandbox, ["boots?"], model: Self.nova)
    #expect(run.status == 0, "\(run)")
    #expect(run.stderr == "")
    #expect(requests(sandbox).map(reasoning) == [0, 1, 0, 0])
  }

  /// The reasoning of a kept conversation is refused although its model is the same: a damaged signature, for example.
  @Test func replay_asksAgainWithoutRefusedReasoning() throws {
    let sandbox = try Sandbox {
      $0.script = [.parallel([.reasoning("Hm.", signature: "sig-1"), .text("Yes.")]), .text("Still yes.")]
      let words =
        "The model returned the following errors: messages.1.content.0: Invalid `signature` in `thinking` block"
      $0.faults = [
        Fault(
          .error(status: 400, code: "ValidationException", message: words), on: ":ConverseStream", after: 1, times: 1)
      ]
    }
    #expect(try ask(sandbox, ["hello"]).status == 0)
    let run = try ask(sandbox, ["-c", "sure?"])
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout == "Still yes.\n")
    #expect(requests(sandbox).map(reasoning) == [0, 1, 0])
  }

  @Test func replay_leavesTheTemperatureOutWhereTheModelThinks() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Yes.")]
      $0.bedrock.change("anthropic.claude-sonnet-4-5-20250929-v1:0") { $0.thinks = true }
    }
    let run = try ask(sandbox, ["--temperature", "0.3", "hello"])
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout == "Yes.\n")
    #expect(run.stderr == "sva: \(Self.model) does not take --temperature: asking without it\n")
    #expect(requests(sandbox).map { $0["inferenceConfig"]?["temperature"]?.double } == [0.3, nil])
  }

  @Test func replay_fitsTheAnswerIntoTheContext() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Yes.")]
      $0.bedrock.change("anthropic.claude-sonnet-4-5-20250929-v1:0") {
        $0.countsAnswer = true
        $0.context = 20_000
      }
    }
    let run = try ask(sandbox, ["--max-tokens", "19900", "hello"])
    #expect(run.status == 0, "\(run)")
    let limits = requests(sandbox).compactMap { $0["inferenceConfig"]?["maxTokens"]?.int }
    #expect(limits.count == 2 && limits[0] == 19_900 && limits[1] < 19_900 && limits[1] > 10_000)
    #expect(run.stderr == "sva: \(Self.model) has room for \(limits[1]) more tokens: asking for that many\n")
  }

  /// The too-long rule: the history is left out, and that is said even with `-q`.
  @Test func replay_leavesOutATooLongHistory() throws {
    let words =
      "The model returned the following errors: Input Tokens Exceeded: Number of input tokens exceeds maximum length. "
      + "Please update the input to try again."
    let sandbox = try Sandbox {
      $0.script = [.text("First."), .text("Second.")]
      $0.faults = [
        Fault(
          .error(status: 400, code: "ValidationException", message: words), on: ":ConverseStream", after: 1, times: 1)
      ]
    }
    #expect(try ask(sandbox, ["hello"], model: Self.nova).status == 0)
    let run = try ask(sandbox, ["-q", "-c", "sure?"], model: Self.nova)
    #expect(run.status == 0, "\(run)")
    #expect(run.stdout == "Second.\n")
    #expect(
      run.stderr == "sva: warning: the conversation so far is too long for \(Self.nova): asking without it\n")
    #expect(requests(sandbox).map { $0["messages"]?.array?.count } == [1, 3, 1])
  }

  /// Cited text is part of the answer, of the kept conversation, and of what later requests hold.
  @Test(arguments: modes) func replay_keepsCitedText(_ mode: [String]) throws {
    let place: JSON = ["searchResultLocation": ["searchResultIndex": 0, "start": 0, "end": 1]]
    let citation: JSON = ["title": "policy", "sourceContent": [["text": "Consult."]], "location": place]
    let answer = Turn.parallel([.text("Employees should "), .cited("ask.", [citation]), .text(" "), .cited("Ask.", [])])
    let search = Turn.toolUse("search", ["term": "boots"])
    let sandbox = try Sandbox {
      $0.script = [answer, .parallel([.cited("As said", [citation]), search]), .text("Yes.")]
    }
    let first = try ask(sandbox, mode + ["hello"])
    #expect(first.status == 0, "\(first)")
    #expect(first.stdout == "Employees should ask. Ask.\n")
    let kept = String(decoding: Sandbox.bytes(sandbox.conversations[0]), as: UTF8.self)
    #expect(kept.contains(#"[{"text":"Employees should "},{"text":"ask."},{"text":" "},{"text":"Ask."}]"#))
    let second = try ask(sandbox, mode + ["--json", "-c", "sure?"])
    #expect(second.document?["raw_response"] == "As said\n\nYes.")
    let sent = requests(sandbox)
    #expect(content(sent[1], 1) == [["text": "Employees should ask. Ask."]])
    #expect(
      content(sent[2], 3).first == ["citationsContent": ["content": [["text": "As said"]], "citations": [citation]]])
  }

  @Test(arguments: modes) func replay_printsWhatAGuardrailWrote(_ mode: [String]) throws {
    let sandbox = try Sandbox {
      $0.script = [.guarded("The capital is {ADDRESS}.", original: "The capital is Rome."), .text("Yes.")]
    }
    let run = try ask(sandbox, mode + ["--json", "capital?"])
    #expect(run.status == 0, "\(run)")
    #expect(run.document?["response"] == "The capital is {ADDRESS}.")
    #expect(run.document?["stop_reason"] == "guardrail_intervened")
    #expect(!run.stdout.contains("Rome"))
    #expect(try ask(sandbox, mode + ["-c", "sure?"]).status == 0)
  }
}
