import Core

/// The messages of a request, in the form that the API accepts.
///
/// A request repeats what the model said before, and the API checks a request more strictly than a model's answer: names
/// and ids of tool calls have a pattern, ids must be unique, each call needs its result in the next message, and
/// reasoning must be of the same model. A paid round must not be lost because of that, so whatever the model wrote is
/// changed to fit. Within one question the same messages always give the same result, and earlier messages do not
/// depend on later ones, so that a cached prefix stays valid.
struct RequestMessages {
  /// The messages to send.
  private(set) var messages: [Message] = []

  private let request: ConverseRequest
  private let isClaude: Bool
  /// The index of the first message that is sent.
  private let start: Int
  private var ids = ToolUseIDs()
  /// The calls of the message before, in order: the id as the model wrote it, and the one that is sent.
  private var open: [(written: String, sent: String)] = []

  /// The messages of `request`.
  init(_ request: ConverseRequest) {
    self.request = request
    isClaude = ModelName.baseID(of: request.model.tableID).hasPrefix("anthropic.")
    start = min(request.omittedMessages, request.historyCount, request.messages.count)
    for index in start..<request.messages.count {
      let message = request.messages[index]
      switch message.role {
      case .assistant:
        let next = index + 1 < request.messages.count ? request.messages[index + 1].content : []
        addModel(message.content, answers: next, isHistory: index < request.historyCount)
      case .user: addUser(message.content)
      }
    }
    for index in RequestCachePoints(request).indices where index >= start {
      messages[index - start].content.append(.cachePoint)
    }
  }

  private mutating func addModel(_ content: [ContentBlock], answers: [ContentBlock], isHistory: Bool) {
    open = []
    // A list of ids, because a model may use one id for several calls.
    var answered: [String: Int] = [:]
    for case .toolResult(let result) in answers { answered[result.toolUseID, default: 0] += 1 }
    var sent: [ContentBlock] = []
    for block in content.withoutServiceCalls {
      switch block {
      case .text(let text): sent.append(text: text)
      case .cited(let text, let citations):
        // Citations name sources by their number in the request, which is certain only for the present question. The
        // model refuses one without a place, and any where it does not take citations.
        let citations = request.storyForm == .searchResults ? citations.filter { $0.location != nil } : []
        if isClaude, !isHistory, start == 0, !text.isBlank, !citations.isEmpty {
          sent.append(.cited(text, citations))
        } else {
          sent.append(text: text)
        }
      case .toolUse(let use):
        guard !request.offeredTools.isEmpty, let left = answered[use.id], left > 0 else { continue }
        answered[use.id] = left - 1
        let id = ids.unique(use.id)
        open.append((use.id, id))
        sent.append(.toolUse(ToolUse(id: id, name: ToolName.valid(use.name), input: use.input)))
      case .reasoning(let reasoning):
        if let reasoning = accepted(reasoning) { sent.append(.reasoning(reasoning)) }
      case .toolResult, .found, .attachment: continue
      case .cachePoint: sent.append(block)
      }
    }
    let says = sent.contains { block in
      if case .reasoning = block { false } else { !block.isBlankText }
    }
    if !says { sent.append(.text(Message.noAnswer)) }
    add(.assistant, sent)
  }

  private mutating func addUser(_ content: [ContentBlock]) {
    var sent: [ContentBlock] = []
    let areBlocks = request.storyForm == .searchResults
    for block in content {
      if case .found(let found) = block {
        // Text of others must not look like a part of the question.
        if areBlocks { sent.append(block) } else { sent.insert(.text(found.text), at: 0) }
        continue
      }
      guard case .toolResult(let whole) = block else {
        sent.append(block)
        continue
      }
      var result = areBlocks && !request.tools.isEmpty ? whole : whole.asText
      if request.omitsToolImages, !result.images.isEmpty {
        result.images = []
        result.text += "\n(This model does not look at images.)"
      }
      if let place = open.firstIndex(where: { $0.written == result.toolUseID }) {
        result.toolUseID = open.remove(at: place).sent
        sent.append(.toolResult(result))
      } else if request.offeredTools.isEmpty, !result.text.isBlank {
        // Without tools the API refuses results.
        sent.append(.text(result.text))
      }
    }
    if sent.allSatisfy(\.isBlankText) { sent.append(.text("(no output)")) }
    open = []
    add(.user, sent)
  }

  /// Adds a message without blank text, which the API refuses.
  private mutating func add(_ role: Message.Role, _ content: [ContentBlock]) {
    messages.append(Message(role, content.filter { !$0.isBlankText }))
  }

  /// The reasoning as the model accepts it: Claude refuses it without a signature, others refuse an empty signature.
  private func accepted(_ reasoning: Reasoning) -> Reasoning? {
    // Beside a forced tool the model does not think.
    guard !request.omitsReasoning, !request.forcesTool else { return nil }
    switch reasoning {
    case .redacted(let base64): return base64.isEmpty ? nil : reasoning
    case .text(_, signature: let signature?) where !signature.isEmpty: return reasoning
    case .text(let text, _): return isClaude || text.isBlank ? nil : .text(text, signature: nil)
    }
  }
}

extension [ContentBlock] {
  /// Adds text, to the text before if there is one: a blank block between two others is not accepted, but its space
  /// belongs to the text.
  fileprivate mutating func append(text: String) {
    if case .text(let before)? = last { self[count - 1] = .text(before + text) } else { append(.text(text)) }
  }
}
