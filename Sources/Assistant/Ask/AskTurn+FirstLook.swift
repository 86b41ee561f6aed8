import AWS
import Core

/// What the first look brings into a turn, and what is left of it at the end.
extension AskTurn {
  /// The most bytes of the look's stories that go with the question.
  private static let mostOfLook = 32 << 10

  /// Puts the stories of the look beside the question, which is the last message.
  mutating func begin(with found: Findings, version: String) {
    let (blocks, _) = StoryBlocks.limited(StoryBlocks.list(found.stories, version: version), to: Self.mostOfLook)
    let text = fence.enclose(StoryText.list(found.stories, version: version), limit: Self.mostOfLook)
    request.messages[start].content.append(.found(SearchResults(blocks, text: text)))
    beforeLook = memory
    looked = found
    memory.note(found)
  }

  /// Ends the turn: if nothing of the look is cited, the results are as if there had been none.
  mutating func settleLook() {
    guard let looked else { return }
    let shown = Set((trail.results?.stories ?? []).map(\.id))
    let isCited = cited.entries.contains { entry in
      looked.stories.contains { $0.id == entry.id } && !shown.contains(entry.id)
    }
    guard isCited else {
      if memory.findings == looked { memory.findings = beforeLook.findings }
      return
    }
    switch trail.action {
    case .chat: (trail.action, trail.results) = (.search, looked)
    case .search: trail.results = trail.results.map { Findings(joining: [looked, $0]) } ?? looked
    case .analyze, .listAnalyzed, .refine, .clarify: break
    }
  }

  /// The failure that ends the run, if neither the look nor a tool has read the space.
  var unreadSpace: Failure? { look?.hasSucceeded == true ? nil : trail.unreadSpace }
}
