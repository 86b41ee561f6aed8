import AWS

extension Ask.Options {
  /// Adds to a request what the user asked of Bedrock.
  func apply(to request: inout ConverseRequest) {
    request.maxTokens = maxTokens
    request.temperature = temperature
    request.effort = effort
    request.guardrail = guardrail
    request.serviceTier = serviceTier
    request.metadata = metadata
    request.keptText = keptText
    addFiles(to: &request)
    guard let schema else { return }
    request.schema = AnswerSchema(schema)
    // The service refuses citations beside a schema.
    request.storyForm = .fencedText
    // The turn ends with the answer, not with a question to the user.
    request.tools.removeAll { $0.name == ClarifyTool().name }
    request.mustAnswer = request.tools.isEmpty
    request.system = (request.systemOfFencedText ?? request.system) + "\n\n" + SystemPrompt.schema
    request.systemOfFencedText = nil
  }
}
