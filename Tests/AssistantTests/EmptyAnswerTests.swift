import AWS
import Core
import Testing

@testable import Assistant

/// An answer without any text: each stop reason has its own sentence and advice.
@Suite struct EmptyAnswerTests {
  private static let thought = ContentBlock.reasoning(.text("hm", signature: nil))
  private static let call = ContentBlock.toolUse(ToolUse(id: "t", name: "search", input: .object([:])))
  private static let again: Remedy = "run it again; if it goes on, choose another model with \(option: .model)"
  private static let other: Remedy = "or choose another model with \(option: .model)"
  private static let more: Remedy = "allow more tokens, which thinking uses too: \(switch: .maxTokens) 32000"

  struct Case: Sendable {
    var reason: String
    var content: [ContentBlock] = []
    var asker = EmptyAnswer.Asker.ask
    var sentence: String
    var hints: [Remedy] = [again]
  }

  static let cases = [
    Case(reason: "end_turn", sentence: "m ended its answer without a word"),
    Case(reason: "end_turn", content: [thought], sentence: "m thought, but wrote no answer"),
    Case(
      reason: "max_tokens", sentence: "m used up its 16000 tokens before it wrote any answer", hints: [more, other]),
    Case(
      reason: "max_tokens", content: [thought], sentence: "m spent all 16000 tokens on thinking and wrote no answer",
      hints: [more, other]),
    Case(
      reason: "max_tokens", asker: .testBedrock, sentence: "m used up its 16000 tokens before it wrote any answer",
      hints: [
        "it may need more than the test allows: `\(command: .ask) \(switch: .noSearch) \(switch: .maxTokens) 32000 Hello`",
        other,
      ]),
    Case(reason: "stop_sequence", sentence: "m stopped at a stop sequence before it wrote any answer"),
    Case(reason: "refusal", sentence: "m refused to answer", hints: ["ask in other words", other]),
    Case(
      reason: "content_filtered", sentence: "the service withheld the answer of m",
      hints: ["ask in other words", other]
    ),
    Case(reason: "tool_use", sentence: "m stopped to call a tool, but called none"),
    Case(
      reason: "tool_use", content: [call], asker: .testBedrock, sentence: "m called a tool instead of answering"),
    Case(
      reason: "end_turn", content: [call], asker: .testBedrock, sentence: "m called a tool instead of answering"),
    Case(
      reason: "model_context_window_exceeded", sentence: "the conversation leaves m no room for an answer",
      hints: [
        "begin a new conversation (without \(switch: .continueLast)), or ask for fewer stories with \(switch: .resultLimit)",
        other,
      ]),
    Case(
      reason: "model_context_window_exceeded", asker: .testBedrock,
      sentence: "the conversation leaves m no room for an answer",
      hints: ["test with a shorter \(switch: .prompt)", other]),
    Case(reason: "malformed_model_output", sentence: "m wrote an answer that Bedrock could not read"),
    Case(reason: "malformed_tool_use", sentence: "m wrote a tool call that Bedrock could not read"),
    Case(
      reason: "guardrail_intervened", asker: .testBedrock, sentence: "a guardrail withheld the answer of m",
      hints: ["test with another \(switch: .prompt)", "the guardrails of the account are in the console"]),
    Case(
      reason: "gone_fishing", sentence: "m wrote no answer and stopped for an unknown reason: gone_fishing"),
  ]

  @Test(arguments: cases) func emptyAnswer_hasASentenceForEachStopReason(sample: Case) {
    var response = ConverseResponse(
      message: Message(.assistant, sample.content), stopReason: StopReason(rawValue: sample.reason), usage: nil)
    response.attempts = 2
    let found = EmptyAnswer(
      response: response, model: ModelChoice(requested: "m", used: "us.m"), limit: 16_000, asker: sample.asker
    ).failure
    #expect(found.code == .badResponse)
    #expect(found.sentence == sample.sentence)
    #expect(found.hints == sample.hints)
    #expect(found.service == "bedrock-runtime")
    #expect(found.attempts == 2)
  }

  @Test func emptyAnswer_cutsAnUnknownReason() {
    let response = ConverseResponse(
      message: Message(.assistant, []), stopReason: StopReason(rawValue: String(repeating: "x", count: 5000)),
      usage: nil)
    let found = EmptyAnswer(response: response, model: ModelChoice(requested: "m", used: "m"), limit: 1, asker: .ask)
    #expect(found.failure.sentence.count < 200)
  }
}
