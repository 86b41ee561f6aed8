/// Answers instead of a model, deterministically: it uses the offered tools and repeats only their results.
/// `StandInRules` selects the tool.
struct StandIn {
  private let messages: [JSON]
  private let tools: [Tool]
  private let system: String
  private let seed: String

  init(_ body: JSON, seed: String) {
    messages = body["messages"]?.array ?? []
    tools = (body["toolConfig"]?["tools"]?.array ?? []).compactMap { Tool($0["toolSpec"]) }
    system = (body["system"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    self.seed = seed
  }

  func answer() -> Answer {
    let last = messages.last?["content"]?.array ?? []
    let results = last.compactMap { $0["toolResult"] }
    let question = self.question
    if !results.isEmpty { return afterTools(results, question) }
    guard !tools.isEmpty else { return Answer(blocks: [.text(chat(question))]) }
    if let answer = fromBeside(last, question) { return answer }
    let parts = question.lowercased().contains(" and also ") ? Self.split(question, " and also ") : [question]
    let calls = parts.enumerated().compactMap {
      call(StandInRules.tool(for: $1, offered: names, turn: turn), $1, $0)
    }
    guard calls.isEmpty else { return Answer(blocks: calls) }
    return Answer(blocks: [.text(chat(question))])
  }

  private var names: [String] { tools.map(\.name) }

  /// How many messages of the user came before this one.
  private var turn: Int {
    messages.count {
      $0["role"]?.string == "user" && $0["content"]?.array?.contains { $0["text"] != nil } == true
    }
      - 1
  }

  /// The last text of the user.
  private var question: String {
    let said = messages.last { message in
      message["role"]?.string == "user" && message["content"]?.array?.contains { $0["text"] != nil } == true
    }
    let texts = (said?["content"]?.array ?? []).compactMap { $0["text"]?.string }
    return texts.last ?? ""
  }

  private func chat(_ question: String) -> String {
    if StandInRules.isGreeting(question) {
      return "Hello! Ask me anything about the stories of your space."
    }
    return "You said: \(question.prefix(200)). I have no tools here, so I can only chat."
  }

  private func call(_ name: String?, _ question: String, _ number: Int, found: [FoundStory] = []) -> Answer
    .Block?
  {
    guard let tool = tools.first(where: { $0.name == name }) else { return nil }
    let input = ToolInput(question: question, found: found).fill(tool)
    return .toolUse(id: Answer.id("\(seed) \(number)", tool.name), name: tool.name, input: input.text)
  }

  // MARK: - Stories beside the question

  /// The answer from stories beside the question, if they hold every word that would be searched for.
  private func fromBeside(_ blocks: [JSON], _ question: String) -> Answer? {
    let hits = SearchHit.all(in: messages).suffix(SearchHit.blocks(in: [messages.last ?? [:]]).count)
    let texts = blocks.compactMap { $0["text"]?.string }.dropLast()
    let found = hits.map(\.story) + texts.flatMap { FoundStory.all(in: $0) }
    guard !found.isEmpty, let tool = StandInRules.tool(for: question, offered: names, turn: turn),
      tool.contains("search")
    else { return nil }
    if let reader = StandInRules.reader(for: question, offered: names),
      let call = call(reader, question, 0, found: found)
    {
      return Answer(blocks: [call])
    }
    let held = (hits.flatMap { [$0.title] + $0.texts } + texts).joined(separator: "\n").lowercased()
    let words = StandInRules.term(question).split(separator: " ").map { $0.hasSuffix("s") ? $0.dropLast() : $0 }
    guard words.allSatisfy({ held.contains($0) }) else { return nil }
    return Answer(blocks: report(FoundStory.distinct(found), question))
  }

  /// What is said of stories: which they are, and what the first with a passage says.
  private func report(_ stories: [FoundStory], _ question: String) -> [Answer.Block] {
    let form = CitationForm(system: system)
    var blocks: [Answer.Block] = []
    func say(_ text: String) {
      if case .text(let before)? = blocks.last {
        blocks[blocks.count - 1] = .text(before + text)
      } else {
        blocks.append(.text(text))
      }
    }
    func say(_ text: String, of story: FoundStory) {
      if let citation = story.citation { blocks.append(.cited(text, [citation])) } else { say(text) }
    }
    let count = stories.count == 1 ? "one story" : "\(stories.count) stories"
    say("I found \(count) about \(StandInRules.term(question)): ")
    for (number, story) in stories.prefix(5).enumerated() {
      if number > 0 { say(", ") }
      say("“\(story.name)”" + form.cite(story), of: story)
    }
    say(".")
    if let story = stories.first(where: { !$0.passage.isEmpty }) {
      say(" ")
      say("“\(story.name)” says: \(story.passage.prefix(200))", of: story)
    }
    return blocks
  }

  // MARK: - After the tools

  private func afterTools(_ results: [JSON], _ question: String) -> Answer {
    let texts = results.map(Self.text)
    let all = SearchHit.all(in: messages)
    let hits = all.suffix(SearchHit.blocks(in: [messages.last ?? [:]]).count)
    let found = hits.map(\.story) + texts.flatMap { FoundStory.all(in: $0) }
    let failed = zip(results, texts).filter { $0.0["status"]?.string == "error" }.map(\.1)
    if let reader = StandInRules.reader(for: question, offered: names), !found.isEmpty, !usedThisTurn(reader),
      let call = call(reader, question, 0, found: found)
    {
      return Answer(blocks: [call])
    }
    var sentences: [String] = failed.map { "A tool failed: \(Self.firstLine($0))" }
    let distinct = FoundStory.distinct(found)
    if !distinct.isEmpty {
      let before = sentences.isEmpty ? [] : [Answer.Block.text(sentences.joined(separator: " ") + " ")]
      return Answer(blocks: before + report(distinct, question))
    } else if failed.count < results.count {
      let line = Self.firstLine(texts.first { !$0.isEmpty } ?? "")
      sentences.append(
        line.contains { $0.isNumber } && !line.hasPrefix("0 ")
          ? "According to the space: \(line)"
          : "I found nothing about \(StandInRules.term(question)) in this space. \(line)")
    }
    return Answer(blocks: [.text(sentences.joined(separator: " "))])
  }

  /// Whether a tool was called since the user's last words.
  private func usedThisTurn(_ name: String) -> Bool {
    for message in messages.reversed() {
      let blocks = message["content"]?.array ?? []
      if message["role"]?.string == "user", blocks.contains(where: { $0["text"] != nil }) { return false }
      if blocks.contains(where: { $0["toolUse"]?["name"]?.string == name }) { return true }
    }
    return false
  }

  /// All text a tool result holds.
  private static func text(_ result: JSON) -> String {
    (result["content"]?.array ?? []).map { block in
      if let text = block["text"]?.string { return text }
      return block["json"]?.text ?? ""
    }.joined(separator: "\n")
  }

  private static func firstLine(_ text: String) -> String {
    String((text.split(separator: "\n").first ?? "").prefix(300))
  }

  private static func split(_ text: String, _ mark: String) -> [String] {
    guard let range = text.lowercased().firstRange(of: mark) else { return [text] }
    let offset = text.lowercased().distance(from: text.lowercased().startIndex, to: range.lowerBound)
    let first = String(text.prefix(offset))
    return [first, String(text.dropFirst(offset + mark.count))]
  }
}

/// A tool as the request offers it.
struct Tool {
  let name: String
  let properties: [JSON.Member]
  let required: [String]

  init?(_ spec: JSON?) {
    guard let spec, let name = spec["name"]?.string else { return nil }
    self.name = name
    properties = spec["inputSchema"]?["json"]?["properties"]?.members ?? []
    required = spec["inputSchema"]?["json"]?["required"]?.array?.compactMap(\.string) ?? []
  }
}
