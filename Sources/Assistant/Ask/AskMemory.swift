/// The results of the searches of one conversation.
struct AskMemory: Sendable, Equatable {
  /// Every story that a search of the conversation returned, by id. Only these can be sources.
  var known: [Int64: FoundStory] = [:]
  /// The result of the last search, analyze or refine. refine filters it and list_analyzed lists it.
  var findings: Findings?

  /// Adds a result.
  mutating func note(_ findings: Findings) {
    for story in findings.stories { known[story.id] = story }
    self.findings = findings
  }
}
