import AWS
import Core

/// What the tools of one conversation have found so far.
struct Memory: Sendable, Equatable {
  /// Every story a search of the conversation returned, by id; only these can be sources.
  var known: [Int64: FoundStory] = [:]
  /// What the last search, analyze or refine found: what refine filters and list_analyzed lists.
  var findings: Findings?

  mutating func note(_ findings: Findings) {
    for story in findings.stories { known[story.id] = story }
    self.findings = findings
  }
}

extension Findings {
  /// What several searches made at once found together, each story once.
  init(joining all: [Findings]) {
    var stories: [FoundStory] = []
    var seen: Set<Int64> = []
    for story in all.flatMap(\.stories) where seen.insert(story.id).inserted { stories.append(story) }
    // Totals overlap where stories do, so beyond what is known they are only a bound.
    let isWhole = all.allSatisfy { $0.isExact && $0.total == $0.stories.count }
    let types = Set(all.map(\.contentType))
    self.init(
      term: all.map(\.term).joined(separator: " / "), contentType: types.count == 1 ? all.first?.contentType : nil,
      stories: stories, total: isWhole ? stories.count : max(stories.count, all.map(\.total).max() ?? 0),
      isExact: isWhole)
  }
}

/// What a run of tools did, as the JSON document tells it.
struct Trail: Sendable, Equatable {
  /// The last of the six actions taken.
  var action = AskAnswer.Action.chat
  /// The stories shown to the model by it.
  var results: Findings?
  /// The last count.
  var analysis: AskAnswer.Analysis?
  /// The question asked back.
  var clarify: AskAnswer.Clarification?
}

/// Runs the model's tool calls.
struct ToolRunner: Sendable {
  /// The space.
  let library: StoryLibrary
  /// How many stories a search returns where the model does not say.
  let limit: Int
  /// The content type the user keeps to, whatever the model asks.
  let contentType: String?
  /// How many stories are counted at most.
  let countLimit = 100

  /// What one call came to.
  struct Outcome: Sendable {
    var result: ToolResult
    /// What it found, where it was a search.
    var found: Findings?
    /// What it did to the memory and the trail; applied in the order of the calls.
    var apply: @Sendable (inout Memory, inout Trail) -> Void = { _, _ in }
  }

  /// Runs calls at once and gives their results in order.
  ///
  /// - Throws: `Failure` where a search failed for a reason that would stay the same for the model (no token, no
  ///   network): the answer would rest on nothing.
  func run(_ uses: [ToolUse], memory: inout Memory, trail: inout Trail) async throws(Failure) -> [ToolResult] {
    let before = memory
    let outcomes = await concurrently(uses, atOnce: 8) { use in
      await outcome { () async throws(Failure) in try await one(use, before) }
    }
    var results: [ToolResult] = []
    var found: [Findings] = []
    for answer in outcomes {
      let outcome = try answer.get()
      outcome.apply(&memory, &trail)
      results.append(outcome.result)
      if let findings = outcome.found { found.append(findings) }
    }
    if found.count > 1, trail.action == .search {
      let all = Findings(joining: found)
      memory.note(all)
      trail.results = all
    }
    return results
  }

  private func one(_ use: ToolUse, _ memory: Memory) async throws(Failure) -> Outcome {
    func error(_ text: String) -> Outcome {
      Outcome(result: ToolResult(toolUseID: use.id, text: text, isError: true))
    }
    let call: ToolCall
    do throws(ToolCall.Refusal) { call = try ToolCall(use) } catch {
      return Outcome(result: ToolResult(toolUseID: use.id, text: "Wrong input: \(error.reason).", isError: true))
    }
    do throws(Failure) {
      switch call {
      case .search(let term, let wanted, let type): return try await search(use, term, wanted, type)
      case .analyze(let description, let term, let type): return try await analyze(use, description, term, type)
      case .listAnalyzed(let wanted, let offset): return list(use, wanted ?? limit, offset, memory)
      case .refine(let words, let type): return try await refine(use, words, type, memory)
      case .readStories(let ids): return try await read(use, ids, memory)
      case .clarify(let question, let field, let options):
        let asked = AskAnswer.Clarification(question: question, field: field, options: options)
        return Outcome(result: ToolResult(toolUseID: use.id, text: "The user has been asked.")) { _, trail in
          trail.clarify = asked
          trail.action = .clarify
        }
      }
    } catch {
      // What the model can work around it is told; the rest ends the run.
      switch error.code {
      case .notFound, .validation, .usage, .timeout, .serviceError, .badResponse, .throttled:
        return Outcome(
          result: ToolResult(toolUseID: use.id, text: "The tool failed: \(error.sentence).", isError: true))
      default: throw error
      }
    }
  }

  private func search(_ use: ToolUse, _ term: String, _ wanted: Int?, _ type: String?) async throws(Failure) -> Outcome
  {
    let type = contentType ?? type
    let findings = try await library.search(
      StoryLibrary.Query(term: term, limit: min(wanted ?? limit, Int(ToolCatalog.mostShown)), contentType: type))
    let text =
      findings.stories.isEmpty
      ? "0 stories found."
      : "\(findings.count) found, \(findings.stories.count) shown.\n"
        + StoryText.list(findings.stories, version: library.version)
    return Outcome(result: ToolResult(toolUseID: use.id, text: text), found: findings) { memory, trail in
      memory.note(findings)
      trail.action = .search
      trail.results = findings
    }
  }

  private func analyze(
    _ use: ToolUse, _ description: String, _ term: String, _ type: String?
  ) async throws(Failure) -> Outcome {
    let type = contentType ?? type
    let findings = try await library.search(
      StoryLibrary.Query(term: term, limit: countLimit, contentType: type))
    let analysis = AskAnswer.Analysis(
      description: description, count: findings.total, isExact: findings.isExact, searchTerm: term,
      contentType: type)
    var lines = ["count: \(findings.count) (\(findings.isExact ? "exact" : "capped: there may be more"))"]
    lines += Self.tally(findings.stories)
    let text = lines.joined(separator: "\n")
    return Outcome(result: ToolResult(toolUseID: use.id, text: text)) { memory, trail in
      memory.note(findings)
      trail.action = .analyze
      trail.analysis = analysis
      trail.results = nil
    }
  }

  /// What kinds of stories there are, and from when.
  private static func tally(_ stories: [FoundStory]) -> [String] {
    var lines: [String] = []
    let types = Dictionary(grouping: stories, by: { $0.contentType ?? "unknown" }).mapValues(\.count)
    if !types.isEmpty {
      let parts = types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      lines.append("content types: " + parts.joined(separator: ", "))
    }
    let dates = stories.compactMap { $0.publishedAt?.prefix(10) }.sorted()
    if let first = dates.first, let last = dates.last { lines.append("published: \(first) to \(last)") }
    return lines
  }

  private func list(_ use: ToolUse, _ wanted: Int, _ offset: Int, _ memory: Memory) -> Outcome {
    guard let findings = memory.findings else { return nothingYet(use) }
    let shown = Array(findings.stories.dropFirst(offset).prefix(min(wanted, Int(ToolCatalog.mostShown))))
    var listed = findings
    listed.stories = shown
    let text =
      shown.isEmpty
      ? "No more: there are \(findings.stories.count)."
      : "\(shown.count) of \(findings.count), from number \(offset + 1).\n"
        + StoryText.index(shown, version: library.version)
    return Outcome(result: ToolResult(toolUseID: use.id, text: text)) { [listed] _, trail in
      trail.action = .listAnalyzed
      trail.results = listed
    }
  }

  private func nothingYet(_ use: ToolUse) -> Outcome {
    Outcome(
      result: ToolResult(
        toolUseID: use.id, text: "Nothing was found before in this conversation: search first.", isError: true))
  }

  /// Filters over all that was found, on this machine. A story whose text the search did not give is read first.
  private func refine(_ use: ToolUse, _ words: String?, _ type: String?, _ memory: Memory) async throws(Failure)
    -> Outcome
  {
    guard let before = memory.findings else { return nothingYet(use) }
    var stories = before.stories
    if let type { stories = stories.filter { $0.contentType?.lowercased() == type.lowercased() } }
    if let words {
      let wanted = words.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
      var texts: [Int64: String] = [:]
      func holds(_ story: FoundStory) -> Bool {
        let parts = [story.name, story.slug, story.body ?? "", texts[story.id] ?? ""] + story.excerpts
        let text = parts.joined(separator: "\n").lowercased()
        return wanted.allSatisfy(text.contains)
      }
      for story in try await library.read(stories.filter { !holds($0) }.map(\.id)) { texts[story.id] = story.text }
      stories = stories.filter(holds)
    }
    let kept = Findings(
      term: words ?? before.term, contentType: type ?? before.contentType, stories: stories, total: stories.count,
      isExact: before.isExact && before.stories.count == before.total)
    var shown = kept
    shown.stories = Array(stories.prefix(Int(ToolCatalog.mostShown)))
    let text =
      "\(kept.total) of \(before.stories.count) kept, \(shown.stories.count) shown"
      + (kept.isExact ? "." : " (the search before was capped: there may be more).")
      + (shown.stories.isEmpty ? "" : "\n" + StoryText.list(shown.stories, version: library.version))
    return Outcome(result: ToolResult(toolUseID: use.id, text: text)) { [shown] memory, trail in
      memory.note(kept)
      trail.action = .refine
      trail.results = shown
    }
  }

  private func read(_ use: ToolUse, _ ids: [Int64], _ memory: Memory) async throws(Failure) -> Outcome {
    let (known, unknown) = (ids.filter { memory.known[$0] != nil }, ids.filter { memory.known[$0] == nil })
    guard !known.isEmpty else {
      return Outcome(
        result: ToolResult(
          toolUseID: use.id,
          text:
            "No search of this conversation returned \(unknown.map(String.init).joined(separator: ", ")): search first.",
          isError: true))
    }
    let wholes = try await library.read(known)
    let pairs = wholes.compactMap { whole in memory.known[whole.id].map { (story: $0, whole: whole) } }
    let missing = unknown + known.filter { id in !wholes.contains { $0.id == id } }
    let text =
      StoryText.whole(pairs)
      + (missing.isEmpty ? "" : "\nNot available: " + missing.map(String.init).joined(separator: ", "))
    return Outcome(result: ToolResult(toolUseID: use.id, text: text)) { _, trail in
      if trail.action == .chat { trail.action = .search }
    }
  }
}
