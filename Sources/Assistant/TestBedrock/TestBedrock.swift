public import AWS
public import Core

/// The smoke test: whether this machine can call a model now. A stage that depends on a failed one is skipped.
public struct TestBedrock: Sendable {
  /// The options of the test.
  public struct Options: Sendable {
    /// The model, by any of its names.
    public var model: String
    /// The region.
    public var region: String
    /// The prompt.
    public var prompt = "Say hello in one short sentence and offer to help search for content."
    /// Whether ConverseStream is tested.
    public var stream = true
    /// The guardrail that the calls name; nil for none.
    public var guardrail: Guardrail?
    /// Whether STS is called.
    public var identity = true
    /// Whether Polly and Transcribe are tested.
    public var voice = false

    /// Options for a model in a region.
    public init(model: String, region: String) {
      self.model = model
      self.region = region
    }
  }

  /// The result of a stage.
  public struct Stage: Sendable, Equatable {
    /// The stages, in order.
    public enum Name: String, Sendable, CaseIterable {
      case credentials, identity, model, converse, stream, speech, transcription
    }
    /// The results of a stage.
    public enum Status: String, Sendable { case ok, failed, skipped }

    /// The stage.
    public var name: Name
    /// The result.
    public var status: Status
    /// The duration in milliseconds; nil if the stage did not run.
    public var milliseconds: Int?
    /// What was found, or why nothing was.
    public var detail: String?
  }

  /// The result of the test.
  public struct Report: Sendable {
    /// The stages, in order.
    public var stages: [Stage] = []
    /// The model; nil if it was not resolved.
    public var model: ModelChoice?
    /// The region.
    public var region: String
    /// The caller's ARN, if STS returned it.
    public var identity: String?
    /// The model's answer.
    public var response: String?
    /// What a guardrail did; nil if none intervened.
    public var guardrail: GuardrailIntervention?
    /// Why the test failed; nil if it passed.
    public var failure: Failure?
  }

  private let options: Options
  let session: AWSSession
  let log: Log
  private let clock: WallClock
  private let stageBegins: @Sendable (Stage.Name) -> Void
  let stageDone: @Sendable (Stage) -> Void

  /// Creates a test.
  ///
  /// - Parameters:
  ///   - stageBegins: called when a stage begins.
  ///   - stageDone: called when a stage ends; `identity` may end between others.
  public init(
    _ options: Options, session: AWSSession, log: Log,
    stageBegins: @escaping @Sendable (Stage.Name) -> Void = { _ in },
    stageDone: @escaping @Sendable (Stage) -> Void = { _ in }
  ) {
    self.options = options
    self.session = session
    self.log = log
    clock = session.settings.environment.clock
    self.stageBegins = stageBegins
    self.stageDone = stageDone
  }

  /// Runs the test. A failure is part of the report.
  public func run() async -> Report {
    var report = Report(region: options.region)
    let credentials = await stage(.credentials) { () async throws(Failure) in
      let detail = try await credentialOrigin()
      return (detail, detail)
    }
    report.stages.append(credentials.stage)
    stageDone(credentials.stage)
    if let failure = credentials.failure {
      report.failure = failure
      let rest = Stage.Name.allCases.dropFirst().filter { options.voice || !$0.isVoice }
        .map { skipped($0, "needs credentials") }
      report.stages += rest
      return report
    }
    // The identity is requested concurrently: the model stages do not need it.
    async let identity = identityStage()
    let modelStages = await askModel(&report)
    let found = await identity
    report.identity = found.value ?? nil
    report.stages.append(found.stage)
    report.stages += modelStages
    if options.voice { await speak(&report) }
    return report
  }

  private func identityStage() async -> Outcome<String?> {
    guard options.identity else { return Outcome(stage: skipped(.identity, "not asked for")) }
    var outcome: Outcome<String?> = await stage(.identity) { () async throws(Failure) in
      let arn = try await callerARN()
      return (arn, arn ?? "a Bedrock API key: STS cannot speak for it")
    }
    if outcome.failure == nil, outcome.value == .some(nil) { outcome.stage.status = .skipped }
    stageDone(outcome.stage)
    return outcome
  }

  private func askModel(_ report: inout Report) async -> [Stage] {
    var model = BedrockModel(options.model, session: session, log: log)
    let named: Outcome<ModelChoice> = await stage(.model) { () async throws(Failure) in
      let choice: ModelChoice = try await model.resolve()
      return (choice, choice.used)
    }
    stageDone(named.stage)
    guard let choice = named.value else {
      report.failure = named.failure
      return [named.stage, skipped(.converse, "needs a model"), skipped(.stream, "needs a model")]
    }
    let request = request(choice)
    var guardrail: GuardrailIntervention?
    let converse: Outcome<String> = await stage(.converse) { () async throws(Failure) in
      let answer = try await model.converse(request)
      guardrail = answer.guardrail
      return (try text(answer, request), Self.describe(answer))
    }
    stageDone(converse.stage)
    report.model = model.choice
    report.response = converse.value
    report.failure = converse.failure
    report.guardrail = guardrail
    guard options.stream else { return [named.stage, converse.stage, skipped(.stream, "not asked for")] }
    if let failure = converse.failure, !Self.mayStillStream(failure) {
      return [named.stage, converse.stage, skipped(.stream, "Converse failed for a reason that stands")]
    }
    let stream: Outcome<String> = await stage(.stream) { () async throws(Failure) in
      let began = clock.uptime()
      var first: Int?
      let answer = try await model.converseStream(request) { _ in
        first = first ?? Self.milliseconds(from: began, to: clock.uptime())
      }
      guardrail = guardrail ?? answer.guardrail
      return (try text(answer, request), Self.describe(answer) + (first.map { ", first text after \($0) ms" } ?? ""))
    }
    stageDone(stream.stage)
    report.response = report.response ?? stream.value
    report.failure = report.failure ?? stream.failure
    report.guardrail = guardrail
    return [named.stage, converse.stage, stream.stage]
  }

  /// Whether ConverseStream may succeed although Converse failed: it has its own permission, and some failures are
  /// temporary.
  private static func mayStillStream(_ failure: Failure) -> Bool {
    switch failure.code {
    case .accessDenied, .timeout, .serviceError, .badResponse, .throttled: true
    default: false
    }
  }

  private func request(_ choice: ModelChoice) -> ConverseRequest {
    var request = ConverseRequest(model: choice, messages: [.user(options.prompt)])
    request.guardrail = options.guardrail
    return request
  }

  /// The text of an answer.
  ///
  /// - Throws: `bad_response` if it has none: a model that thinks or calls a tool without an answer has not passed.
  private func text(_ answer: ConverseResponse, _ request: ConverseRequest) throws(Failure) -> String {
    guard answer.message.text.isBlank else { return answer.message.text }
    throw EmptyAnswer(response: answer, model: request.model, limit: request.tokenLimit, asker: .testBedrock).failure
  }

  /// A description of the credentials' origin.
  private func credentialOrigin() async throws(Failure) -> String {
    if let key = session.bedrockAPIKey { return "Bedrock API key from \(key.origin.place)" }
    let resolved = try await session.credentials()
    return "\(resolved.origin.source.name): \(resolved.origin.detail)"
  }

  /// The caller's ARN; nil for a Bedrock API key, which STS does not know.
  private func callerARN() async throws(Failure) -> String? {
    if session.bedrockAPIKey != nil { return nil }
    let sts = STS(
      client: try session.client, environment: session.settings.environment, origin: await session.origin(for: .sts))
    return try await sts.callerIdentity().arn
  }

  private static func describe(_ answer: ConverseResponse) -> String {
    answer.stopReason.rawValue
      + (answer.usage.map { ", \($0.input + $0.cacheRead + $0.cacheWrite) tokens in, \($0.output) out" } ?? "")
      + (answer.guardrail.map { ", " + $0.words } ?? "")
  }

  /// A stage and its value.
  struct Outcome<Value: Sendable>: Sendable {
    var stage: Stage
    var value: Value?
    var failure: Failure?
  }

  func skipped(_ name: Stage.Name, _ why: String) -> Stage {
    let stage = Stage(name: name, status: .skipped, milliseconds: nil, detail: why)
    stageDone(stage)
    return stage
  }

  func stage<Value>(
    _ name: Stage.Name, _ body: () async throws(Failure) -> (Value, String)
  ) async -> Outcome<Value> {
    stageBegins(name)
    let began = clock.uptime()
    func ended(_ status: Stage.Status, _ detail: String) -> Stage {
      Stage(
        name: name, status: status, milliseconds: Self.milliseconds(from: began, to: clock.uptime()), detail: detail)
    }
    do throws(Failure) {
      let (value, detail) = try await body()
      return Outcome(stage: ended(.ok, detail), value: value)
    } catch {
      return Outcome(stage: ended(.failed, error.sentence), failure: error)
    }
  }

  private static func milliseconds(from began: Duration, to end: Duration) -> Int {
    let value = ((end - began) / .milliseconds(1)).rounded()
    return Int(min(max(0, value), 1e12))
  }
}
