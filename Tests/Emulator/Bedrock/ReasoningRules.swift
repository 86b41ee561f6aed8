/// What models accept of the reasoning in the messages of a request. The wordings are those that users report.
struct ReasoningRules {
  let exchange: Exchange
  let model: Model

  /// Refuses reasoning that the model does not take.
  func check(_ body: JSON) throws(ServiceError) {
    for (index, message) in (body["messages"]?.array ?? []).enumerated() {
      for (number, block) in (message["content"]?.array ?? []).enumerated() {
        guard let reasoning = block["reasoningContent"] else { continue }
        try check(reasoning, "messages.\(index).content.\(number)")
      }
    }
  }

  private func check(_ reasoning: JSON, _ place: String) throws(ServiceError) {
    let signature = reasoning["reasoningText"]?["signature"]?.string
    switch model.provider {
    case "Anthropic":
      guard reasoning["redactedContent"] == nil else { return }
      guard let signature else {
        throw ConverseRules.fromModel("\(place).thinking.signature: Field required")
      }
      let author: String? = exchange.memory.with { $0.rotated["signature \(signature)"] }
      guard !signature.isEmpty, author == nil || author == model.id else {
        throw ConverseRules.fromModel("\(place): Invalid `signature` in `thinking` block")
      }
    case "Amazon":
      throw ConverseRules.invalid(
        "User messages cannot contain reasoning content. Please remove the reasoning content and try again.")
    default:
      guard signature == nil else {
        throw ConverseRules.invalid(
          "This model doesn't support the reasoningContent.reasoningText.signature field. Remove "
            + "reasoningContent.reasoningText.signature and try again.")
      }
    }
  }

  /// Remembers the model of each signature in an answer.
  func note(_ answer: Answer) {
    for case .reasoning(_, let signature) in answer.blocks {
      exchange.memory.with { $0.rotated["signature \(signature)"] = model.id }
    }
  }
}
