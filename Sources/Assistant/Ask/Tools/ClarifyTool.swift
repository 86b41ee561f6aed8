/// `clarify`: asks the user a question and ends the turn.
struct ClarifyTool: AskTool {
  let name = "clarify"
  let description = "Ask the user which of several things is meant. Ends your turn: the user answers next."
  let parameters = [
    ToolParameter("question", .text, "The question to the user, one sentence.", isRequired: true),
    ToolParameter("field", .text, "What is unclear, such as content_type or topic.", isRequired: true),
    ToolParameter("options", .texts, "The possible answers, two to six, short.", isRequired: true),
  ]
  /// The most possible answers.
  private static let mostOptions = 12

  func run(_ input: ToolInput, _ context: ToolContext) throws(ToolError) -> ToolOutcome {
    let options = input.texts("options")
    guard options.count >= 2 else { throw .wrongInput("options must hold at least two answers") }
    var outcome = ToolOutcome("The user has been asked.")
    outcome.action = .clarify
    outcome.clarify = AskAnswer.Clarification(
      question: try input.text("question"), field: try input.text("field"),
      options: Array(options.prefix(Self.mostOptions)))
    return outcome
  }
}
