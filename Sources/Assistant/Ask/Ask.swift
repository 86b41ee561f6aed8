public import AWS
public import Core
import Synchronization

/// Answers a question about a space: the model, its tools, and the conversation they belong to.
public struct Ask: Sendable {
  /// What is asked, and how.
  public struct Options: Sendable {
    /// The question.
    public var question: String
    /// The model, by any name.
    public var model: String
    /// Further instructions of the user's.
    public var system: String?
    /// How many stories a search gives where the model does not say.
    public var limit = 10
    /// The content type all searches keep to.
    public var contentType: String?
    /// Whether the answer is shown as it is written.
    public var stream = true
    /// The most tokens of one answer; nil for the default.
    public var maxTokens: Int?
    /// The temperature, where one was asked for.
    public var temperature: Double?
    /// How many messages of the conversation the model is shown.
    public var history = 10
    /// Which conversation the question belongs to.
    public var conversation = Which.new
    /// The space, as far as it is known: conversations of another are not gone on with by themselves.
    public var space: String?
    /// How much of a long answer is kept in memory, in bytes: what was shown need not be held whole.
    public var keepsText = Int.max

    /// Which conversation a question belongs to.
    public enum Which: Sendable, Equatable {
      case new
      case latest
      case id(String)
    }

    /// Asks a question of a model.
    public init(question: String, model: String) {
      self.question = question
      self.model = model
    }
  }

  /// What a run goes through; each is opened when it is needed.
  public struct Doors: Sendable {
    /// How the model's name is resolved.
    public var resolver: @Sendable () async throws(Failure) -> ModelResolver
    /// What calls the model.
    public var runtime: @Sendable () async throws(Failure) -> BedrockRuntime
    /// The space; nil for an answer without searches.
    public var library: StoryLibrary?
    /// Where conversations are kept; nil where they are not.
    public var store: ConversationStore?

    /// The given doors.
    public init(
      resolver: @escaping @Sendable () async throws(Failure) -> ModelResolver,
      runtime: @escaping @Sendable () async throws(Failure) -> BedrockRuntime, library: StoryLibrary?,
      store: ConversationStore?
    ) {
      self.resolver = resolver
      self.runtime = runtime
      self.library = library
      self.store = store
    }
  }

  private let options: Options
  private let doors: Doors
  private let log: Log

  /// A question to be answered.
  public init(_ options: Options, doors: Doors, log: Log) {
    self.options = options
    self.doors = doors
    self.log = log
  }

  /// Answers.
  ///
  /// - Parameter onText: is given the answer as it arrives, source marks taken out.
  /// - Throws: `AskInterruption`: why, and what had been shown by then.
  public func run(
    onText: @escaping @Sendable (String) async throws(Failure) -> Void
  ) async throws(AskInterruption) -> AskAnswer {
    let shown = Shown(keeps: options.keepsText)
    var conversation = Conversation()
    do throws(Failure) {
      conversation = try self.conversation()
      return try await answer(in: conversation, shown, onText)
    } catch {
      throw AskInterruption(error, partialResponse: await shown.text, conversationID: conversation.id)
    }
  }

  /// The first request as it would be sent, without asking anyone: what name and table do not tell of the model is
  /// left as it was given.
  ///
  /// - Throws: `Failure` where the conversation cannot be read.
  public func dryRun(region: String) throws(Failure) -> ConverseRequest {
    let choice =
      ModelResolution.offline(options.model, region: region)
      ?? ModelChoice(requested: options.model, used: options.model, isCertain: false)
    return request(choice, try conversation())
  }

  private func conversation() throws(Failure) -> Conversation {
    guard options.conversation != .new else { return Conversation() }
    guard let store = doors.store else {
      throw Failure(
        .notFound, "no conversations are kept, because there is no home folder", hint: "set SVA_STATE_HOME to a folder")
    }
    switch options.conversation {
    case .new: return Conversation()
    case .latest: return try store.latest(space: options.space)
    case .id(let id): return try store.conversation(id)
    }
  }

  private func request(_ choice: ModelChoice, _ conversation: Conversation) -> ConverseRequest {
    let hasTools = doors.library != nil
    // The question takes one of the messages kept.
    let history = conversation.history(limit: max(0, options.history - 1), withTools: hasTools)
    var request = ConverseRequest(model: choice, messages: history + [.user(options.question)])
    request.system = SystemPrompt.text(
      search: hasTools, version: doors.library?.version ?? "", extra: options.system)
    if hasTools { request.tools = ToolCatalog.all }
    if let maxTokens = options.maxTokens { request.maxTokens = maxTokens }
    request.temperature = options.temperature
    request.cachesPrefix = request.prefixIsWorthCaching
    return request
  }

  private func answer(
    in conversation: Conversation, _ shown: Shown, _ onText: @escaping @Sendable (String) async throws(Failure) -> Void
  ) async throws(Failure) -> AskAnswer {
    let resolver = try await doors.resolver()
    let runtime = try await doors.runtime()
    let choice = Mutex(try await resolver.resolve(options.model))
    let streams = Mutex(options.stream)
    let keepsText = options.keepsText
    let log = log
    let loop = AskLoop(
      model: { request, text throws(Failure) in
        var request = request
        request.model = choice.withLock { $0 }
        func send(_ request: ConverseRequest) async throws(Failure) -> ConverseResponse {
          guard streams.withLock({ $0 }) else { return try await runtime.converse(request) }
          return try await runtime.converseStream(request, keepsText: keepsText, onText: text)
        }
        do throws(Failure) { return try await send(request) } catch {
          if let other = await resolver.reconsider(request.model, after: error) {
            // A name that only looked right is looked up once the service has refused it.
            choice.withLock { $0 = other }
            request.model = other
          } else if streams.withLock({ $0 }), error.reason == .toolsInStreamRefused {
            log.notice("\(request.model.used) uses tools only without streaming: the answer comes whole")
            streams.withLock { $0 = false }
          } else {
            throw error
          }
          return try await send(request)
        }
      },
      tools: doors.library.map { ToolRunner(library: $0, limit: options.limit, contentType: options.contentType) },
      log: log, onText: onText)
    var memory = conversation.memory(space: options.space)
    let before = memory
    var trail = Trail()
    let ending = try await loop.run(
      request(choice.withLock { $0 }, conversation), memory: &memory, trail: &trail, shown: shown)
    var answer = AskAnswer(
      action: trail.action, response: ending.response, rawResponse: ending.raw, results: trail.results,
      analysis: trail.analysis, clarify: trail.clarify,
      sources: Self.sources(of: ending, memory, trail), conversationID: conversation.id,
      model: choice.withLock { $0 }, stopReason: ending.stopReason, usage: ending.usage, requests: ending.requests)
    answer.conversationID = keep(ending, conversation, before, memory)
    return answer
  }

  /// The stories an answer rests on: those it marks, as far as a search of the conversation returned them. An answer
  /// that marks none rests on those of the last search that it calls by name.
  static func sources(of ending: AskLoop.Ending, _ memory: Memory, _ trail: Trail) -> [FoundStory] {
    let marked = ending.cited.compactMap { memory.known[$0] }
    guard marked.isEmpty, trail.action != .chat, trail.action != .clarify else { return marked }
    let text = ending.response.lowercased()
    return (memory.findings?.stories ?? []).filter { $0.name.count >= 4 && text.contains($0.name.lowercased()) }
  }

  /// Keeps the turn. An answer is worth more than its record: where it cannot be kept, that is a warning.
  private func keep(
    _ ending: AskLoop.Ending, _ conversation: Conversation, _ before: Memory, _ after: Memory
  ) -> String? {
    guard let store = doors.store else { return nil }
    let new = after.known.values.filter { before.known[$0.id] != $0 }.sorted { $0.id < $1.id }
    let turn = Conversation.Turn(
      at: store.now(), space: doors.library == nil ? nil : options.space, messages: ending.messages, stories: new,
      findings: after.findings)
    do throws(Failure) { return try store.append(turn, to: conversation.id) } catch {
      log.warn(error.sentence)
      return conversation.id
    }
  }
}
