public import AWS
public import Core

/// Answers a question about a space: asks the model, runs the tools it calls, sends their results back, until it
/// answers.
public struct Ask: Sendable {
  let options: Options
  let session: AWSSession
  /// The space; nil to answer without searches.
  let library: StoryLibrary?
  /// The store of conversations; nil to keep none.
  private let store: ConversationStore?
  let log: Log
  /// The most rounds of tool calls. After that, a tool call only returns the demand to answer.
  static let mostRounds = 8

  /// Creates a run for one question.
  public init(
    _ options: Options, session: AWSSession, library: StoryLibrary?, store: ConversationStore?, log: Log
  ) {
    self.options = options
    self.session = session
    self.library = library
    self.store = store
    self.log = log
  }

  /// Runs the question.
  ///
  /// - Parameters:
  ///   - onText: receives the answer as it arrives, without source marks.
  ///   - onPause: called where the text stops for a while, because tools are run.
  /// - Throws: `AskInterruption` with the failure and the text shown so far.
  public func run(
    onText: (String) async throws(Failure) -> Void, onPause: () -> Void = {}
  ) async throws(AskInterruption) -> AskAnswer {
    var conversation = Conversation()
    var shown = ""
    var isDone = false
    do throws(Failure) {
      // The look runs while credentials and model are looked up.
      let look = firstLook()
      defer { look?.cancel() }
      // One of both hosts is waited for; the connection to the other is opened meanwhile.
      if look != nil { session.open(.bedrockRuntime) } else { library?.open() }
      conversation = try self.conversation()
      try await library?.check()
      let fence = self.fence(of: conversation)
      var model = BedrockModel(
        options.model, session: session, streams: options.stream, patience: Options.patience, log: log)
      var choice = try await model.resolve()
      try options.checkFiles(for: choice)
      if request(choice, conversation, fence).prefixMayBeWorthCaching { choice = try await model.readProfile() }
      let before = conversation.memory(space: options.space)
      var turn = AskTurn(request(choice, conversation, fence), memory: before, fence: fence, look: look)
      defer { if !isDone { shown = turn.partial } }
      if let found = await self.found(by: look) { turn.begin(with: found, version: library?.version ?? "") }
      try await complete(&turn, &model, onText, onPause)
      turn.settleLook()
      if options.showsCost { try await model.readProfile() }
      var answer = AskAnswer(turn, model: model.choice ?? choice, conversationID: conversation.id)
      isDone = true
      keep(turn, conversation, before, fence, &answer)
      return answer
    } catch {
      throw AskInterruption(error, partialResponse: shown, conversationID: conversation.id)
    }
  }

  /// The first request, without sending anything. The model's name is resolved by the built-in table only.
  ///
  /// - Throws: `Failure` if the conversation cannot be read.
  public func dryRun(region: String) throws(Failure) -> ConverseRequest {
    let choice =
      ModelResolution.offline(options.model, region: region)
      ?? ModelChoice(requested: options.model, used: options.model, isCertain: false)
    let conversation = try conversation()
    return request(choice, conversation, fence(of: conversation))
  }

  /// The loop: round after round, until the model calls no tool.
  ///
  /// - Throws: `Failure` of the model or of a tool; that of the first failed search if none succeeded; `bad_response` if
  ///   the model does not stop calling tools.
  func complete(
    _ turn: inout AskTurn, _ model: inout BedrockModel, _ onText: (String) async throws(Failure) -> Void,
    _ onPause: () -> Void = {}
  ) async throws(Failure) {
    var round = 0
    while true {
      log.progress(waiting(for: turn.request.model, round))
      turn.text.beginRound()
      let answer = try await model.answer(turn.request) { piece throws(Failure) in
        log.progress(nil)
        let visible = turn.text.add(piece)
        if !visible.isEmpty, options.schema == nil { try await onText(visible) }
      }
      let rest = turn.text.endRound(answer.message.text)
      if !rest.isEmpty, options.schema == nil { try await onText(rest) }
      log.progress(nil)
      let uses = turn.take(answer)
      if let schema = options.schema {
        switch try turn.settle(answer, uses, by: schema, log: log) {
        case .answered:
          guard let failure = turn.unreadSpace else { return }
          throw failure
        case .again: continue
        case .searching: break
        }
      }
      for source in turn.cited.unknown where uses.isEmpty {
        log.note("no search returned \(OneLine.joined(source.prefix(scalars: 100))): it is no source")
      }
      if uses.isEmpty {
        if let failure = turn.unreadSpace { throw failure }
        guard turn.text.hasWords || answer.stopReason == .guardrail else { throw empty(answer, turn.request) }
        return
      }
      onPause()
      round += 1
      guard round <= Self.mostRounds + 1 else { throw Self.endless }
      if round > Self.mostRounds { turn.request.mustAnswer = true }
      turn.take(try await outcomes(of: uses, round, turn))
      if let clarify = turn.trail.clarify, options.schema == nil {
        turn.text.beginRound()
        let question = turn.text.endRound(turn.end(asking: clarify))
        if !question.isEmpty { try await onText(question) }
        if let failure = turn.unreadSpace { throw failure }
        return
      }
    }
  }

  /// What the progress line says. A model that thinks first shows nothing for long.
  private func waiting(for model: ModelChoice, _ round: Int) -> String {
    let thinks = ModelTable.thinksByDefault(model)
    if round == 0 { return "asking \(model.used)" + (thinks ? ", which thinks before it answers" : "") }
    return thinks ? "thinking about what was found" : "reading what was found"
  }

  private func empty(_ answer: ConverseResponse, _ request: ConverseRequest) -> Failure {
    EmptyAnswer(response: answer, model: request.model, limit: request.tokenLimit, asker: .ask).failure
  }

  private func outcomes(
    of uses: [ToolUse], _ round: Int, _ turn: AskTurn
  ) async throws(Failure) -> [(use: ToolUse, outcome: ToolOutcome)] {
    guard let library else { return uses.map { ($0, ToolOutcome("There are no tools here.", isError: true)) } }
    guard round <= Self.mostRounds else {
      log.note("the model has used its \(Self.mostRounds) rounds of tools: it is told to answer")
      let text = "No more tools: \(Self.mostRounds) rounds are used up. Answer now from what was found."
      return uses.map { ($0, ToolOutcome(text, isError: true)) }
    }
    for use in uses { log.note("tool \(use.name)") }
    let tools = AskTools.all.filter { tool in uses.contains { $0.name == tool.name } }
    log.progress(tools.last?.progress ?? "searching the space")
    return try await AskTools.run(
      uses,
      ToolContext(
        library: library, limit: options.limit, filter: options.filter, memory: turn.memory, look: turn.look,
        images: turn.images, tools: AskTools.offered(in: turn.request)))
  }

  private func conversation() throws(Failure) -> Conversation {
    var conversation = try keptConversation()
    if conversation.unreadable > 0 { log.note("conversation: \(conversation.unreadable) turns cannot be read") }
    if conversation.limitHistory(to: options.history) || conversation.isCut {
      log.notice("the conversation is very large: its oldest turns are left out")
    }
    return conversation
  }

  private func keptConversation() throws(Failure) -> Conversation {
    guard options.conversation != .new else { return Conversation() }
    guard let store else {
      throw Failure(
        .notFound, "no conversations are kept, because there is no home folder", hint: "set SVA_STATE_HOME to a folder")
    }
    switch options.conversation {
    case .new: return Conversation()
    case .latest: return try store.latest(space: options.space)
    case .id(let id): return try store.conversation(id)
    }
  }

  /// Checks what the question does not change, before it is heard, which is paid for.
  ///
  /// - Throws: `Failure` if the conversation cannot be read or the region is not known.
  public func check() throws(Failure) {
    _ = try keptConversation()
    _ = try session.bedrockRegion()
  }

  /// The fence of a conversation: that of its turns, or a new one.
  private func fence(of conversation: Conversation) -> StoryFence {
    conversation.turns.reversed().lazy.compactMap { StoryFence(kept: $0.fence) }.first
      ?? StoryFence(random: options.random)
  }

  private func request(
    _ choice: ModelChoice, _ conversation: Conversation, _ fence: StoryFence
  ) -> ConverseRequest {
    // The question is one of the messages counted by `history`.
    let history = conversation.history(
      limit: max(0, options.history - 1), withTools: library != nil, model: choice.used
    ).map(fence.completed)
    var request = ConverseRequest(model: choice, messages: history + [.user(options.question)])
    request.historyCount = history.count
    request.system = system(for: .searchResults)
    if library != nil {
      request.storyForm = StoryForm(for: choice)
      request.systemOfFencedText = system(for: .fencedText)
      request.tools = AskTools.specs
      request.systemEnd = SystemPrompt.fence(fence)
    }
    options.apply(to: &request)
    request.cachesPrefix = request.prefixIsWorthCaching
    request.cachesMessages = true
    return request
  }

  private func system(for form: StoryForm) -> String {
    SystemPrompt.text(
      search: library != nil, version: library?.version ?? "", language: library?.language, extra: options.system,
      form: form, isSpoken: options.isSpoken, asksBack: options.schema == nil)
  }

  /// Stores the turn. If that fails, the answer is still given, with the reason.
  private func keep(
    _ turn: AskTurn, _ conversation: Conversation, _ before: AskMemory, _ fence: StoryFence, _ answer: inout AskAnswer
  ) {
    guard options.keeps else { return }
    // The guardrail reads the whole conversation, so it would block each later question too.
    if let guardrail = turn.guardrail, guardrail.mayBlockQuestion {
      return log.note("a question that was \(guardrail.side == nil ? "perhaps " : "")blocked is not kept")
    }
    guard let store else { return log.note("the conversation is not kept, because there is no home folder") }
    let new = turn.memory.known.values.filter { before.known[$0.id] != $0 }.sorted { $0.id < $1.id }
    var record = Conversation.Turn(
      at: store.now(), space: library == nil ? nil : options.space, model: answer.model.used,
      messages: KeptTurn(turn.messages, fence: fence).messages.map(\.withoutFiles),
      stories: new, findings: turn.memory.findings)
    record.fence = fence.mark
    do throws(Failure) { answer.conversationID = try store.append(record, to: conversation.id, log: log) } catch {
      answer.notKept = Remedy(error.sentence)
    }
  }

  private static var endless: Failure {
    Failure(
      .badResponse, "the model went on calling tools after \(mostRounds) rounds instead of answering",
      hint: "ask more narrowly, or another model with \(option: .model)", service: AWSService.bedrockRuntime.id)
  }
}
