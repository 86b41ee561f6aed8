/// What the searches of one conversation have found so far.
struct AskMemory: Sendable, Equatable {
  /// Every story a search of the conversation returned, by id; only these can be sources.
  var known: [Int64: FoundStory] = [:]
  /// What the last search, analyze or refine found: what refine filters and list_analyzed lists.
  var findings: Findings?

  /// Remembers what was found.
  mutating func note(_ findings: Findings) {
    for story in findings.stories { known[story.id] = story }
    self.findings = findings
  }
}
