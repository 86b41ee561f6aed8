import AWS
import Core

/// The failure for an answer without any text: what the model did instead, by its stop reason, and what to do next.
struct EmptyAnswer {
  /// Who asked. The advice differs by the options that each has.
  enum Asker {
    case ask, testBedrock
  }

  let response: ConverseResponse
  let model: ModelChoice
  /// The tokens that the model was to be allowed. The response tells if they were fewer.
  let limit: Int
  let asker: Asker

  /// The failure.
  var failure: Failure {
    let (sentence, hints) = words
    return Failure(
      .badResponse, sentence, hint: hints[0], moreHints: Array(hints.dropFirst()),
      service: AWSService.bedrockRuntime.id, attempts: response.attempts)
  }

  private var thought: Bool {
    response.message.content.contains { if case .reasoning = $0 { true } else { false } }
  }

  private var words: (sentence: String, hints: [Remedy]) {
    let name = model.requested
    switch response.stopReason {
    case .maxTokens:
      return (
        thought
          ? "\(name) spent all \(sent) tokens on thinking and wrote no answer"
          : "\(name) used up its \(sent) tokens before it wrote any answer",
        sent < limit ? [Self.noMore] : [moreTokens, other]
      )
    case .windowExceeded: return ("the conversation leaves \(name) no room for an answer", [shorter, other])
    case .refusal: return ("\(name) refused to answer", [reword, other])
    case .filtered: return ("the service withheld the answer of \(name)", [reword, other])
    case .guardrail:
      return (
        "a guardrail withheld the answer of \(name)", [reword, "the guardrails of the account are in the console"]
      )
    case .malformedOutput: return ("\(name) wrote an answer that Bedrock could not read", [again])
    case .malformedToolUse: return ("\(name) wrote a tool call that Bedrock could not read", [again])
    case .stopSequence: return ("\(name) stopped at a stop sequence before it wrote any answer", [again])
    case _ where !response.message.toolUses.isEmpty: return ("\(name) called a tool instead of answering", [again])
    case .toolUse: return ("\(name) stopped to call a tool, but called none", [again])
    case .endTurn:
      return (thought ? "\(name) thought, but wrote no answer" : "\(name) ended its answer without a word", [again])
    case let reason:
      return ("\(name) wrote no answer and stopped for an unknown reason: \(reason.rawValue.prefix(100))", [again])
    }
  }

  /// The tokens that the request allowed: fewer than `limit` where the model writes no more, or has no more room.
  private var sent: Int { response.tokenLimit ?? limit }
  /// The advice where it would be of no use to allow more.
  static let noMore: Remedy = "it has room for no more: ask for less, or choose another model with \(option: .model)"

  private var moreTokens: Remedy {
    switch asker {
    case .ask: "allow more tokens, which thinking uses too: \(switch: .maxTokens) \(sent * 2)"
    case .testBedrock:
      "it may need more than the test allows: `\(command: .ask) \(switch: .noSearch) \(switch: .maxTokens) \(sent * 2) Hello`"
    }
  }

  private var shorter: Remedy {
    switch asker {
    case .ask:
      "begin a new conversation (without \(switch: .continueLast)), or ask for fewer stories with \(switch: .resultLimit)"
    case .testBedrock: "test with a shorter \(switch: .prompt)"
    }
  }

  private var reword: Remedy {
    switch asker {
    case .ask: "ask in other words"
    case .testBedrock: "test with another \(switch: .prompt)"
    }
  }

  private var again: Remedy { "run it again; if it goes on, choose another model with \(option: .model)" }
  private var other: Remedy { "or choose another model with \(option: .model)" }
}
