/// The body of Converse's answer.
struct ConverseAnswer {
  let answer: Answer
  let usage: Usage

  var json: JSON {
    let body: JSON = [
      "metrics": ["latencyMs": 42],
      "output": ["message": ["role": "assistant", "content": .array(answer.blocks.map(\.json))]],
      "stopReason": .string(answer.stopReason), "usage": usage.json(output: answer.tokens),
    ]
    return answer.trace.map { body.adding("trace", $0) } ?? body
  }
}

extension Answer {
  /// The trace of a guardrail that replaced text.
  var trace: JSON? {
    if let guardrailTrace { return guardrailTrace }
    guard let guardedText else { return nil }
    let units: JSON = ["contentPolicyUnits": 1, "sensitiveInformationPolicyUnits": 1, "topicPolicyUnits": 1]
    func metrics(_ guarded: Int) -> JSON {
      [
        "guardrailCoverage": ["textCharacters": ["guarded": .int(guarded), "total": .int(guarded)]],
        "guardrailProcessingLatency": 12, "usage": units,
      ]
    }
    let policy: JSON = ["piiEntities": [["action": "ANONYMIZED", "match": .string(guardedText), "type": "ADDRESS"]]]
    return [
      "guardrail": [
        "actionReason": "Guardrail masked.",
        "inputAssessment": ["gr1": ["invocationMetrics": metrics(0)]], "modelOutput": [.string(guardedText)],
        "outputAssessments": [
          "gr1": [["invocationMetrics": metrics(guardedText.count), "sensitiveInformationPolicy": policy]]
        ],
      ]
    ]
  }
}

extension Answer.Block {
  /// The type of a call, by who runs it.
  var toolType: String { if case .serviceUse = self { "server_tool_use" } else { "tool_use" } }

  /// The block in Converse's form.
  var json: JSON {
    switch self {
    case .text(let text): return ["text": .string(text)]
    case .hugeText(let bytes): return ["text": .string(String(repeating: "alpine ", count: bytes / 7))]
    case .cited(let text, let citations):
      return ["citationsContent": ["citations": .array(citations), "content": [["text": .string(text)]]]]
    case .toolUse(let id, let name, let input), .serviceUse(let id, let name, let input):
      return [
        "toolUse": [
          "toolUseId": .string(id), "name": .string(name), "input": JSON(input) ?? [:], "type": .string(toolType),
        ]
      ]
    case .serviceResult(let id, let name, let result):
      return [
        "toolResult": [
          "content": [["json": result]], "status": "success", "toolUseId": .string(id),
          "type": .string("\(name)_result"),
        ]
      ]
    case .reasoning(let text, let signature):
      var reasoning: JSON = ["text": .string(text)]
      if !signature.isEmpty { reasoning = reasoning.adding("signature", .string(signature)) }
      return ["reasoningContent": ["reasoningText": reasoning]]
    case .redacted(let base64): return ["reasoningContent": ["redactedContent": .string(base64)]]
    }
  }
}
