import AWS
import Assistant
import Core
import HTTP
import Storyblok
import Synchronization

extension AskCommand {
  /// How much of an answer that was written out is kept for the conversation, in bytes: beyond what any model writes.
  private static let keptAnswer = 512 << 10

  /// Answers the question.
  static func run(_ context: CommandContext) async throws {
    let question = try question(context)
    let http = context.httpClient()
    let session = context.awsSession(http)
    let printer = AnswerPrinter(output: context.output, isSilent: context.wantsJSON)
    let ask = try Ask(
      options(context, question, session), session: session,
      library: context.arguments[noSearch] ? nil : library(context, http),
      store: ConversationStore(environment: context.environment), log: log(context, printer))
    if context.arguments[dryRun] {
      let region = try session.bedrockRegion()
      return try context.output.write(
        document: AskDocument.dryRun(try ask.dryRun(region: region), region, streams(context)))
    }
    _ = try session.bedrockRegion()
    http.transport.prepare()
    let answer: AskAnswer
    do throws(AskInterruption) {
      answer = try await ask.run { text throws(Failure) in try printer.show(text) }
    } catch {
      if printer.isClosed { throw Output.Closed() }
      try printer.endLine()
      throw AskDocument.report(on: withHints(error))
    }
    if context.wantsJSON {
      try context.output.write(document: AskDocument.success(answer))
    } else {
      try printer.endLine()
      try context.output.write(AskText.sources(answer.sources))
    }
    try context.output.flush()
    remark(on: answer, context)
  }

  /// What is said while an answer stands on the same terminal begins a line of its own.
  private static func log(_ context: CommandContext, _ printer: AnswerPrinter) -> Log {
    let terminal = context.environment.terminal
    guard terminal.output, terminal.error else { return context.log }
    return Log(level: context.log.level) { event in
      if case .progress = event {} else { printer.breakLine() }
      context.stderr.receive(event)
    }
  }

  private static func streams(_ context: CommandContext) -> Bool { !context.arguments[noStream] }

  private static func options(
    _ context: CommandContext, _ question: String, _ session: AWSSession
  ) throws -> Ask.Options {
    let arguments = context.arguments
    var options = Ask.Options(question: question, model: session.modelName)
    options.system = try arguments[system].map { try instructions($0, context) }
    options.limit = try context.settings.integer(.limit, in: 1...1000)?.value ?? 10
    options.contentType = arguments[SharedFlags.contentType]
    options.stream = streams(context)
    options.maxTokens = arguments[maxTokens]
    options.temperature = arguments[temperature]
    options.history = try context.settings.integer(.history, in: 1...1000)?.value ?? 10
    if let id = arguments[conversation] {
      options.conversation = .id(id)
    } else if arguments[continueLast] {
      options.conversation = .latest
    }
    options.space = context.settings.string(.space)?.value
    if !context.wantsJSON { options.keptText = keptAnswer }
    return options
  }

  private static func library(_ context: CommandContext, _ http: HTTPClient) throws(Failure) -> StoryLibrary {
    let configuration: StoryblokConfiguration
    do throws(Failure) { configuration = try StoryblokConfiguration(context.settings) } catch { throw withHint(error) }
    let client = StoryblokClient(
      configuration: configuration, http: http, environment: context.environment, log: context.log)
    return StoryLibrary(
      StorySearch(client: client, environment: context.environment, log: context.log),
      scope: StoryScope(context.arguments[SharedFlags.draft] ? .draft : .published))
  }

  private static func withHints(_ interruption: AskInterruption) -> AskInterruption {
    var interruption = interruption
    interruption.failure = withHint(interruption.failure)
    return interruption
  }

  /// A question may be asked without the space, too.
  private static func withHint(_ failure: Failure) -> Failure {
    guard failure.code == .noToken else { return failure }
    var failure = failure
    failure.hints.append("to ask the model alone, without the space: --no-search")
    return failure
  }

  /// What the user should know though the answer is there.
  private static func remark(on answer: AskAnswer, _ context: CommandContext) {
    switch answer.stopReason {
    case .maxTokens: context.log.warn("the answer was cut at the number of tokens allowed: raise it with --max-tokens")
    case .windowExceeded: context.log.warn("the answer was cut: the conversation fills all that the model can hold")
    case .guardrail: context.log.warn("a guardrail of this account stepped in")
    case .filtered: context.log.warn("the service withheld part of the answer")
    default: break
    }
    if let id = answer.conversationID { context.log.note("conversation \(id)") }
    if context.arguments[usage] { context.stderr.write(AskText.usage(answer)) }
  }
}

/// Standard output as the answer is written to it.
private final class AnswerPrinter: Sendable {
  private struct State {
    var last: Character?
    var isClosed = false
  }

  private let output: Output
  private let isSilent: Bool
  private let state = Mutex(State())

  init(output: Output, isSilent: Bool) {
    self.output = output
    self.isSilent = isSilent
  }

  /// Whether the reader of standard output is gone.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Writes a piece of the answer, at once.
  func show(_ text: String) throws(Failure) {
    guard !isSilent else { return }
    do {
      try output.write(text)
      try output.flush()
    } catch let failure as Failure {
      throw failure
    } catch {
      state.withLock { $0.isClosed = true }
      throw Failure(.interrupted, "standard output was closed", hint: "run it again")
    }
    state.withLock { $0.last = text.last ?? $0.last }
  }

  /// The same, at once, for something that is said in between. A terminal that does not take it is met again by the
  /// next piece of the answer.
  func breakLine() {
    try? endLine()
    try? output.flush()
  }

  /// Ends the line the answer stopped in.
  func endLine() throws {
    let isOpen = state.withLock { state in
      defer { state.last = nil }
      return state.last.map { !$0.isNewline } ?? false
    }
    guard isOpen else { return }
    try output.write("\n")
  }
}
