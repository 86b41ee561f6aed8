import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import AWS

@Suite struct BedrockStreamTests {
  private static let choice = ModelChoice(requested: ErrorCatalogue.model, used: ErrorCatalogue.used)
  private var request: ConverseRequest { ConverseRequest(model: Self.choice, messages: [.user("Hi")]) }

  /// The response of a script, and the text passed to `onText`.
  private func run(_ bedrock: ScriptedBedrock, attempts: Int = 3) async throws(Failure) -> (ConverseResponse, [String])
  {
    let shown = Mutex<[String]>([])
    let answer = try await bedrock.runtime(attempts: attempts).converseStream(request) { text throws(Failure) in
      shown.withLock { $0.append(text) }
    }
    return (answer, shown.withLock { $0 })
  }

  private static let frames =
    [
      Frame.event("messageStart", #"{"role":"assistant"}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me "}}}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"think"}}}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2ln"}}}"#),
      Frame.event("brandNewEvent", #"{"x":[1,2]}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"Grüße "},"p":"pad"}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"text":"🏔"}}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":1,"delta":{"citation":{"title":"x"}}}"#),
      Frame.event("contentBlockStop", #"{"contentBlockIndex":1}"#),
      Frame.event(
        "contentBlockStart",
        #"{"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t-1","name":"search","type":"x"}}}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\"te"}}}"#),
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":2,"delta":{"toolUse":{"input":"rm\":\"a\"}"}}}"#),
      Frame.event(
        "contentBlockStart", #"{"contentBlockIndex":3,"start":{"toolUse":{"toolUseId":"t-2","name":"list"}}}"#),
      Frame.event("messageStop", #"{"stopReason":"tool_use"}"#),
      Frame.event("metadata", #"{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}"#),
    ]

  private static let whole = ConverseResponse(
    message: Message(
      .assistant,
      [
        .reasoning(.text("Let me think", signature: "c2ln")), .cited("Grüße 🏔", [Citation(title: "x")]),
        .toolUse(ToolUse(id: "t-1", name: "search", input: .object(["term": .string("a")]))),
        .toolUse(ToolUse(id: "t-2", name: "list", input: .object([:]))),
      ]), stopReason: .toolUse, usage: TokenUsage(input: 5, output: 2))

  @Test(arguments: [1, 2, 3, 7, 16, 61, 4096, Int.max])
  func converseStream_doesNotDependOnSlices(size: Int) async throws {
    let (answer, shown) = try await run(ScriptedBedrock([.stream(Self.frames, slice: size)]))
    var whole = Self.whole
    whole.attempts = 1
    whole.tokenLimit = 16_000
    #expect(answer == whole)
    #expect(shown == ["Grüße ", "🏔"])
  }

  /// Cuts the stream at every byte: the call fails before `messageStop` and succeeds after it, and text that was shown
  /// is kept.
  /// Calls that the service runs itself, encrypted reasoning in parts, a signature without text, blocks of new kinds.
  @Test func converseStream_readsWhatRequestsMustNotRepeat() async throws {
    func start(_ index: Int, _ start: String) -> [UInt8] {
      Frame.event("contentBlockStart", #"{"contentBlockIndex":\#(index),"start":\#(start)}"#)
    }
    func delta(_ index: Int, _ delta: String) -> [UInt8] {
      Frame.event("contentBlockDelta", #"{"contentBlockIndex":\#(index),"delta":\#(delta)}"#)
    }
    let frames = [
      start(0, #"{"toolUse":{"toolUseId":"s-1","name":"code","type":"server_tool_use"}}"#),
      delta(0, #"{"toolUse":{"input":"{}"}}"#),
      start(1, #"{"toolResult":{"toolUseId":"s-1","type":"code_result","status":"success"}}"#),
      delta(1, #"{"toolResult":[{"json":{"exitCode":0}}]}"#),
      start(2, #"{"toolUse":{"toolUseId":"s-2","name":"code"}}"#),
      start(3, #"{"toolResult":{"toolUseId":"s-2"}}"#),
      delta(4, #"{"reasoningContent":{"redactedContent":"cmVk"}}"#),
      delta(4, #"{"reasoningContent":{"redactedContent":"YQ=="}}"#),
      delta(5, #"{"reasoningContent":{"signature":"c2ln"}}"#),
      start(6, #"{"image":{"format":"png"}}"#), delta(6, #"{"image":{"source":{"bytes":"AA=="}}}"#),
      start(7, #"{"hologram":{}}"#), delta(7, #"{"hologram":{}}"#),
      start(8, #"{"toolUse":{"type":"tool_use"}}"#),
      delta(9, #"{"citation":{"title":"a","sourceContent":[{"text":"q"}],"location":{"web":{"url":"u"}}}}"#),
      delta(9, #"{"citation":{"title":"b"}}"#), delta(9, #"{"text":"cited"}"#),
      Frame.event("messageStop", #"{"stopReason":"tool_use"}"#),
    ]
    let (answer, shown) = try await run(ScriptedBedrock([.stream(frames)]))
    #expect(shown == ["cited"])
    #expect(
      answer.message.content == [
        .reasoning(.redacted("cmVkYQ==")), .reasoning(.text("", signature: "c2ln")),
        .toolUse(ToolUse(id: "", name: "", input: .object([:]))),
        .cited(
          "cited",
          [Citation(title: "a", quotes: ["q"], location: .web(url: "u", domain: nil)), Citation(title: "b")]),
      ])
  }

  @Test func converseStream_failsIfCutBeforeTheMessageEnds() async throws {
    let bytes = Self.frames.flatMap { $0 }
    let complete = Self.frames.dropLast().reduce(0) { $0 + $1.count }
    for cut in 0..<bytes.count {
      let shown = Mutex("")
      let bedrock = ScriptedBedrock([StubAnswer(body: Array(bytes[..<cut]))])
      let code = await failure {
        try await bedrock.runtime(attempts: 1).converseStream(request) { text throws(Failure) in
          shown.withLock { $0 += text }
        }
      }?.code
      // The frame after messageStop has only the token counts.
      #expect(code == (cut < complete ? .badResponse : nil), "cut at \(cut)")
      #expect("Grüße 🏔".hasPrefix(shown.withLock { $0 }))
    }
  }

  @Test func converseStream_restartsIfNothingWasShown() async throws {
    let bedrock = ScriptedBedrock([
      .stream([Frame.exception("throttlingException", "Too many tokens, please wait before trying again.")]),
      .stream([Frame.event("messageStart", #"{"role":"assistant"}"#)]),
      .stream(Frame.answer(["Hello"])),
    ])
    let (answer, shown) = try await run(bedrock)
    #expect(answer.message.text == "Hello")
    #expect(shown == ["Hello"])
    #expect(bedrock.paths.count == 3)
    #expect(bedrock.clock.waits.count == 2)
  }

  /// Two refused requests and a stream that breaks: three requests in all, and the failure has that number.
  @Test(arguments: [1, 2, 3])
  func bedrockRuntime_countsRetriesAndRestartsTogether(attempts: Int) async {
    let unavailable = StubAnswer.bedrock(503, #"{"message":"x"}"#, type: "ServiceUnavailableException")
    let broken = StubAnswer.stream([Frame.exception("internalServerException", "x")])
    let bedrock = ScriptedBedrock(Array([unavailable, broken, unavailable].prefix(attempts)))
    let found = await failure { _ = try await run(bedrock, attempts: attempts) }
    #expect(found?.attempts == attempts)
    #expect(found?.sentence.hasSuffix("(\(attempts) attempts in 1 s)") == (attempts > 1))
    #expect(bedrock.paths.count == attempts)
  }

  /// An error while the text is passed on is not a failure of the request.
  @Test func bedrockRuntime_passesOnWhatItsReaderThrows() async {
    let bedrock = ScriptedBedrock([.stream(Frame.answer(["Hello"]))])
    let found = await failure {
      _ = try await bedrock.runtime().converseStream(request) { _ throws(Failure) in
        throw Failure(.io, "full disk", hint: "-")
      }
    }
    #expect(found == Failure(.io, "full disk", hint: "-"))
  }

  @Test func bedrockRuntime_givesAChangedRequestItsOwnAttempts() async {
    let refused = StubAnswer.bedrock(
      400, #"{"message":"`temperature` is deprecated for this model."}"#, type: "ValidationException")
    let broken = StubAnswer.stream([Frame.exception("internalServerException", "x")])
    let bedrock = ScriptedBedrock([refused, broken, broken])
    var request = request
    request.temperature = 0.3
    let found = await failure {
      _ = try await bedrock.runtime(attempts: 2).converseStream(request) { _ throws(Failure) in }
    }
    #expect(found?.attempts == 2)
    #expect(bedrock.paths.count == 3)
  }

  @Test func converseStream_doesNotRestartAfterText() async throws {
    let bedrock = ScriptedBedrock([
      .stream(Array(Frame.answer(["Hel"]).prefix(2)) + [Frame.exception("internalServerException", "Internal")])
    ])
    let found = await failure { _ = try await run(bedrock) }
    #expect(found?.code == .serviceError)
    #expect(found?.awsCode == "InternalServerException")
    #expect(found?.requestID == "r-1")
    #expect(bedrock.paths.count == 1)
  }

  @Test(arguments: ErrorCatalogue.exceptions)
  func converseStream_treatsExceptionsLikeResponses(sample: ErrorCase, requests: Int) async {
    let exception = Frame.exception(sample.awsCode ?? "", sample.message ?? "")
    let bedrock = ScriptedBedrock(Array(repeating: .stream([exception]), count: requests))
    let found = await failure { _ = try await run(bedrock) }
    #expect(found?.code == sample.code)
    #expect(found.map { sample.isSentence($0.sentence) } == true)
    #expect(found?.httpStatus == (sample.status == 0 ? nil : sample.status))
    #expect(found?.hints.isEmpty == false)
    #expect(bedrock.paths.count == requests)
  }

  @Test func converseStream_limitsReasoning() async {
    let piece = String(repeating: "a", count: 1 << 20)
    let delta = Frame.event(
      "contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"\#(piece)"}}}"#)
    let bedrock = ScriptedBedrock([.stream(Array(repeating: delta, count: 17) + Frame.answer(["Hello"]))])
    let found = await failure { _ = try await run(bedrock) }
    #expect(found?.code == .badResponse)
    #expect(found?.sentence.contains("more than any answer has") == true)
  }

  @Test func converseStream_readsErrorFrames() async {
    let bedrock = ScriptedBedrock([
      .stream([Frame.error("ValidationException", "Input is too long for requested model.")])
    ])
    #expect(await failure { _ = try await run(bedrock) }?.code == .validation)
  }

  @Test func converseStream_refusesADamagedStream() async {
    var frames = Frame.answer(["Hello"])
    frames[1][20] ^= 1
    let found = await failure { _ = try await run(ScriptedBedrock([.stream(frames)])) }
    #expect(found?.code == .badResponse)
    #expect(found?.sentence == "Bedrock sent a damaged stream: the checksum of a frame does not match")
  }

  @Test func converseStream_refusesInvalidEvents() async {
    let frames = [Frame.event("contentBlockDelta", #"{"delta":{"text":5}}"#)]
    #expect(await failure { _ = try await run(ScriptedBedrock([.stream(frames)])) }?.code == .badResponse)
  }

  @Test func converseStream_reportsALostConnection() async {
    let frames = Array(Frame.answer(["Hel"]).prefix(2))
    let found = await failure { _ = try await run(ScriptedBedrock([.stream(frames, interruption: .closed)])) }
    #expect(found?.code == .network)
    #expect(found?.sentence.hasSuffix("(the answer is cut short)") == true)
  }

  @Test func converseStream_doesNotNeedTheTokenCounts() async throws {
    let frames = Array(Frame.answer(["Hello"]).dropLast())
    let (answer, _) = try await run(ScriptedBedrock([.stream(frames, interruption: .closed)]))
    #expect(answer.usage == nil)
    #expect(answer.message.text == "Hello")
  }

  @Test func converseStream_limitsTheTextKept() async throws {
    let piece = String(repeating: "a", count: 1000)
    let shown = Mutex(0)
    let bedrock = ScriptedBedrock([.stream(Frame.answer(Array(repeating: piece, count: 500)), slice: 8192)])
    var request = request
    request.keptText = 10_000
    let answer = try await bedrock.runtime().converseStream(request) { text throws(Failure) in
      shown.withLock { $0 += text.utf8.count }
    }
    #expect(shown.withLock { $0 } == 500_000)
    // A stream is not stored, so the limit for whole bodies does not apply.
    #expect(bedrock.requests[0].limits.body == 256 << 20)
    #expect(answer.message.text.utf8.count == 10_000)
  }

  @Test func converseStream_keepsAnIncompleteToolInputAsText() async throws {
    let frames = [
      Frame.event("contentBlockStart", #"{"start":{"toolUse":{"toolUseId":"t","name":"search"}}}"#),
      Frame.event("contentBlockDelta", #"{"delta":{"toolUse":{"input":"{\"ter"}}}"#),
      Frame.event("messageStop", #"{"stopReason":"max_tokens"}"#),
    ]
    let (answer, _) = try await run(ScriptedBedrock([.stream(frames)]))
    #expect(answer.message.toolUses == [ToolUse(id: "t", name: "search", input: .string("{\"ter"))])
  }
}
