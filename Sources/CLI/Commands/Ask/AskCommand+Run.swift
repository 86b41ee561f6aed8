import AWS
import Assistant
import Core
import HTTP
import Storyblok

extension AskCommand {
  /// The bytes kept of an answer that was written out, for the conversation: more than any model writes.
  private static let keptAnswer = 512 << 10

  /// Answers the question.
  static func run(_ context: CommandContext) async throws(FailureDocument) -> ExitCode {
    var context = context
    do throws(Failure) {
      if managesConversations(context.arguments) {
        try manageConversations(context)
        return .success
      }
      context = try textContext(context)
    } catch { throw FailureDocument(error) }
    let printer = AnswerPrinter(
      output: context.output, columns: context.columns, isSilent: context.wantsJSON || context.arguments[schema] != nil)
    context.log = log(context, printer)
    let ask: Ask
    let heard: Heard?
    let speaker: Speaker?
    do throws(Failure) {
      let http = context.httpClient()
      let session = context.awsSession(http)
      try checkListening(context.arguments)
      // What is wrong with the settings is said before anything is paid for.
      let typed = try context.arguments[listen] == nil ? question(context, nil) : ""
      var options = try Self.options(context, typed, session)
      let library = try context.arguments[noSearch] ? nil : Self.library(context, http, session)
      let store = ConversationStore(environment: context.environment)
      if context.arguments[listen] != nil {
        try checkSpeech(context)
        try Ask(options, session: session, library: library, store: store, log: context.log).check()
      }
      heard = try await Self.heard(context, session)
      if let heard { options.question = try question(context, heard) }
      options.lookedFor = lookedFor(context, heard)
      ask = Ask(options, session: session, library: library, store: store, log: context.log)
      let region = try session.bedrockRegion()
      let plan = try speechPlan(context, heard: heard?.transcript?.language)
      if context.arguments[dryRun] {
        let model = ModelResolution.offline(options.model, region: region)
        try context.output.write(
          document: AnswerRecord.dryRun(try ask.dryRun(region: region), model, region, streams(context))
            + AnswerRecord.dryRun(heard) + AnswerRecord.dryRun(plan, context, session))
        if model == nil { context.log.notice("the model \(options.model) would be looked up in \(region)") }
        return .success
      }
      http.transport.prepare()
      speaker = if let plan { try await Self.speaker(plan, context, session) } else { nil }
    } catch { throw FailureDocument(error) }
    if let speaker { return try await run(ask, speaker, heard, printer, context) }
    let answer: AskAnswer
    do throws(AskInterruption) {
      answer = try await ask.run(onText: { text throws(Failure) in try printer.show(text) })
    } catch { throw document(of: error, printer, heard) }
    do throws(Failure) { try finish(answer, AskVoice(heard: heard), printer, context) } catch {
      throw FailureDocument(error)
    }
    remark(on: answer, AskVoice(heard: heard), context)
    return .success
  }

  /// Answers the question aloud. Speech that fails ends the run with its own status; the answer stands.
  private static func run(
    _ ask: Ask, _ speaker: Speaker, _ heard: Heard?, _ printer: AnswerPrinter, _ context: CommandContext
  ) async throws(FailureDocument) -> ExitCode {
    async let speech = speaker.run()
    let answer: AskAnswer
    do throws(AskInterruption) {
      answer = try await ask.run(
        onText: { text throws(Failure) in
          speaker.add(text)
          try printer.show(text)
        }, onPause: { speaker.pause() })
    } catch {
      speaker.abandon()
      throw document(of: error, printer, heard)
    }
    speaker.finish()
    var voice = AskVoice(heard: heard)
    do throws(Failure) {
      // Text does not wait for its sound; a JSON document has both.
      if !context.wantsJSON { try finish(answer, voice, printer, context) }
      context.log.progress("speaking the answer")
      let report = await speech
      context.log.progress(nil)
      voice.speech = report
      if context.wantsJSON { try finish(answer, voice, printer, context) }
      remark(on: answer, voice, context)
      guard let failure = report.failure else { return .success }
      if context.wantsJSON { return ExitCode(failure.code) }
      throw failure
    } catch { throw FailureDocument(error) }
  }

  /// The failure of an interrupted run, with the answer written so far.
  private static func document(
    of interruption: AskInterruption, _ printer: AnswerPrinter, _ heard: Heard?
  ) -> FailureDocument {
    guard interruption.failure.code != .closedOutput else { return FailureDocument(interruption.failure) }
    do throws(Failure) { try printer.endLine() } catch { return FailureDocument(error) }
    return FailureDocument(withHint(interruption.failure), fields: AnswerRecord.fields(of: interruption, heard))
  }

  /// Writes the sources after the answer's text; with JSON, the whole document.
  private static func finish(
    _ answer: AskAnswer, _ voice: AskVoice, _ printer: AnswerPrinter, _ context: CommandContext
  ) throws(Failure) {
    if context.wantsJSON {
      try context.output.write(document: AnswerRecord.record(answer, voice, context))
    } else if let data = answer.data {
      try context.output.write(bytes: AnswerRecord.data(data) + [UInt8(ascii: "\n")])
    } else {
      try printer.endLine()
      try context.output.write(AskText.stories(of: answer))
    }
    try context.output.flush()
  }

  /// A log that starts a new line before a message when the answer goes to the same terminal, file or pipe.
  private static func log(_ context: CommandContext, _ printer: AnswerPrinter) -> Log {
    let terminal = context.environment.terminal
    guard terminal.isShared || terminal.output && terminal.error else { return context.log }
    return Log(level: context.log.level) { event in
      if case .progress = event {} else { printer.breakLine() }
      context.stderr.receive(event)
    }
  }

  private static func streams(_ context: CommandContext) -> Bool { !context.arguments[noStream] }

  private static func options(
    _ context: CommandContext, _ question: String, _ session: AWSSession
  ) throws(Failure) -> Ask.Options {
    let arguments = context.arguments
    var options = Ask.Options(question: question, model: try session.modelName)
    if let text = arguments[system] { options.system = try instructions(text, context) }
    options.random = context.environment.random
    options.limit = try context.settings.integer(.limit, in: 1...1000)?.value ?? 10
    options.filter.contentTypes = arguments[SharedFlags.contentType]
    options.filter.startsWith = arguments[SharedFlags.startsWith]
    options.stream = streams(context)
    options.maxTokens = arguments[maxTokens]
    options.showsCost = context.wantsJSON || arguments[usage]
    options.isSpoken = soundName(arguments) != nil
    options.temperature = arguments[temperature]
    try addBedrock(to: &options, session, context)
    options.files = try files(context)
    options.history = try context.settings.integer(.history, in: 0...1000)?.value ?? 10
    options.keeps = !arguments[noSave] && options.history > 0
    if let id = arguments[conversation] {
      options.conversation = .id(id)
    } else if arguments[continueLast] {
      options.conversation = .latest
    }
    options.space = context.settings.string(.space)?.value
    if !context.wantsJSON { options.keptText = keptAnswer }
    return options
  }

  private static func library(
    _ context: CommandContext, _ http: HTTPClient, _ session: AWSSession
  ) throws(Failure) -> StoryLibrary {
    let configuration: StoryblokConfiguration
    do throws(Failure) { configuration = try StoryblokConfiguration(context.settings) } catch { throw withHint(error) }
    let client = StoryblokClient(
      configuration: configuration, http: http, environment: context.environment, log: context.log,
      stateFolder: StateFolder.path(context.environment))
    // The model may answer without a search, which alone would tell.
    do throws(Failure) { try client.checkSpace() } catch { throw withHint(error) }
    return StoryLibrary(
      StorySearch(
        client: client, environment: context.environment, log: context.log, index: context.localIndex(client, session)),
      scope: try StoryScope(context.arguments[SharedFlags.draft] ? .draft : .published, context.settings))
  }

  /// The failure with a hint to ask without the space, if no token or space is set.
  private static func withHint(_ failure: Failure) -> Failure {
    guard failure.code == .noToken else { return failure }
    var failure = failure
    failure.hints.append("to ask the model alone, without the space: --no-search")
    return failure
  }

  /// Reports what limits a complete answer, the conversation's id and the usage.
  private static func remark(on answer: AskAnswer, _ voice: AskVoice, _ context: CommandContext) {
    if let guardrail = answer.guardrail { context.log.warn(Remedy(guardrail.words), changesResult: true) }
    if let warning = warning(for: answer.stopReason) { context.log.warn(warning, changesResult: true) }
    if let warning = answer.notKept { context.log.warn(warning, changesResult: true) }
    if let id = answer.conversationID { context.log.note("conversation \(id)") }
    if let speech = voice.speech { remark(on: speech, context) }
    if context.arguments[usage] {
      context.stderr.write(AskText.usage(answer))
      if let transcript = voice.heard?.transcript { context.stderr.write(AskText.usage(transcript)) }
      if let speech = voice.speech { context.stderr.write(AskText.usage(speech)) }
    }
  }

  private static func warning(for reason: StopReason) -> Remedy? {
    switch reason {
    case .maxTokens: "the answer was cut at the number of tokens allowed: raise it with --max-tokens"
    case .windowExceeded: "the answer was cut: the conversation fills all that the model can hold"
    case .refusal: "the model refused to go on"
    case .filtered: "the service withheld part of the answer"
    default: nil
    }
  }
}
