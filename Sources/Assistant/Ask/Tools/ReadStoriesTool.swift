/// `read_stories`: returns whole stories that were found before.
struct ReadStoriesTool: AskTool {
  let name = "read_stories"
  let description =
    "Read whole stories that were found before, by their ids, with the names of the stories they refer to, such as "
    + "their authors."
  let parameters = [
    ToolParameter(
      "ids", .integers, "Ids of stories that a search of this conversation returned, at most \(Self.most).",
      isRequired: true)
  ]
  let progress = "reading stories"
  /// The most stories of one call.
  static let most = 5

  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome {
    let ids = input.integers("ids")
    guard !ids.isEmpty else { throw .wrongInput("ids must hold at least one id") }
    guard ids.count <= Self.most else { throw .wrongInput("ids may hold at most \(Self.most) ids at a time") }
    let known = context.memory.known
    let unknown = ids.filter { known[$0] == nil }
    guard unknown.count < ids.count else {
      let list = unknown.map(String.init).joined(separator: ", ")
      return ToolOutcome("No search of this conversation returned \(list): search first.", isError: true)
    }
    let wholes = try await context.read(ids.filter { known[$0] != nil })
    let pairs = wholes.compactMap { whole in known[whole.id].map { (story: $0, whole: whole) } }
    let missing = unknown + ids.filter { id in known[id] != nil && !wholes.contains { $0.id == id } }
    var outcome = ToolOutcome(
      "\(pairs.count) read."
        + (missing.isEmpty ? "" : " Not available: " + missing.map(String.init).joined(separator: ", ") + "."),
      content: StoryText.whole(pairs))
    outcome.stories = StoryBlocks.whole(pairs)
    outcome.countsAsSearch = true
    return outcome
  }
}
