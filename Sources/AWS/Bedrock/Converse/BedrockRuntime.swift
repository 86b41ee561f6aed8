public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Bedrock Runtime: invokes a model with Converse or ConverseStream.
///
/// If the model refuses a request for one parameter, the request is sent again without it and the user gets a notice. A
/// stream that fails before the model wrote anything is restarted within the attempts of the request. A stream that
/// fails later is a failure; the text that was shown stays. A request whose answer did not come in time is not sent
/// again, because its tokens may be billed.
public struct BedrockRuntime: Sendable {
  let client: AWSClient
  private let region: String
  let environment: Environment
  private let log: Log
  let limits: Request.Limits
  private let origin: @Sendable () async -> CredentialOrigin?
  private let profile: @Sendable (String) async -> InferenceProfile?

  /// A client of the runtime in `region`.
  ///
  /// - Parameters:
  ///   - timeout: the time without progress before a response is given up; by default two minutes, because a model may
  ///     think that long before the first word.
  ///   - origin: the origin of the credentials, for the hint if they are refused.
  ///   - profile: reads an inference profile, for the statement that would allow its use; nil to ask the control plane.
  public init(
    client: AWSClient, region: String, environment: Environment, log: Log, timeout: Duration = .seconds(120),
    origin: @escaping @Sendable () async -> CredentialOrigin? = { nil },
    profile: (@Sendable (String) async -> InferenceProfile?)? = nil
  ) {
    self.client = client
    self.region = region
    self.environment = environment
    self.log = log
    limits = Request.Limits(idle: timeout, total: nil)
    self.origin = origin
    if let profile {
      self.profile = profile
    } else {
      let control = BedrockControl(client: client, region: region, clock: environment.clock)
      self.profile = { id in try? await control.inferenceProfile(id) }
    }
  }

  /// The whole response.
  ///
  /// - Throws: `Failure` by the table of error codes.
  public func converse(_ request: ConverseRequest) async throws(Failure) -> ConverseResponse {
    var changes: [RequestChange] = []
    return try await converse(request, changes: &changes)
  }

  /// Like `converse`, with the changes that earlier refusals made necessary. Those of this call are added.
  func converse(
    _ request: ConverseRequest, changes: inout [RequestChange]
  ) async throws(Failure) -> ConverseResponse {
    try await repairing(request, &changes) { request throws(Failure) in
      let exchange = Exchange(self, "Converse", "/converse", request)
      let response = try await exchange.named { () async throws(Failure) in try await client.send(exchange.call) }
      guard response.status == 200 else { throw await exchange.failure(response) }
      do {
        var answer = try JSONDecoder().decode(ConverseResponse.self, from: Data(response.body))
        answer.attempts = response.attempts
        answer.complete(from: request, body: response.body)
        if answer.message.isThoughtful { log.note("\(request.model.used) thought before it answered") }
        return answer
      } catch {
        throw exchange.unreadable("an answer that is not what Converse promises").counting(response)
      }
    }
  }

  /// The response, streamed.
  ///
  /// - Parameters:
  ///   - onText: receives each piece of text when it arrives.
  /// - Throws: `Failure` by the table of error codes, `bad_response` if the stream ends before the message does, and
  ///   what `onText` throws. Text already passed to `onText` stays valid.
  public func converseStream(
    _ request: ConverseRequest, onText: (String) async throws(Failure) -> Void
  ) async throws(Failure) -> ConverseResponse {
    var changes: [RequestChange] = []
    return try await converseStream(request, changes: &changes, onText: onText)
  }

  /// Like `converseStream`, with the changes that earlier refusals made necessary. Those of this call are added.
  func converseStream(
    _ request: ConverseRequest, changes: inout [RequestChange], onText: (String) async throws(Failure) -> Void
  ) async throws(Failure) -> ConverseResponse {
    var shown = false
    return try await repairing(request, &changes) { request throws(Failure) in
      let exchange = Exchange(self, "ConverseStream", Exchange.streamSuffix, request)
      let streamed: HTTPClient.Streamed<ConverseResponse>
      do throws(Failure) {
        streamed = try await exchange.named { () async throws(Failure) in
          try await client.stream(exchange.call) { response throws(StreamInterruption) in
            try await read(response, of: exchange, request, shown: &shown, onText: onText)
          }
        }
      } catch {
        // Text that was shown must not be shown again, so nothing is repaired after it.
        var failure = error
        if shown { failure.reason = nil }
        throw failure
      }
      switch streamed {
      case .read(let answer): return answer
      case .answered(let response): throw await exchange.failure(response)
      }
    }
  }

  private func read(
    _ response: StreamingResponse, of exchange: Exchange, _ request: ConverseRequest, shown: inout Bool,
    onText: (String) async throws(Failure) -> Void
  ) async throws(StreamInterruption) -> ConverseResponse {
    var reader = StreamReader(response.body, textLimit: request.keptText)
    var thinking = ThinkingTime(environment.clock)
    while true {
      let step: StreamReader.Step
      do throws(StreamReader.Interruption) { step = try await reader.next() } catch {
        let isBilled = error.mayBeBilled(hasBegun: reader.hasBegun)
        let failure = await exchange.failure(error, in: response, isBilled: isBilled, wasShown: shown)
        throw StreamInterruption(failure, mayRestart: error.mayRestart(exchange.call) && !shown && !isBilled)
      }
      switch step {
      case .text(let text):
        shown = true
        note(thinking.end(), of: exchange)
        do throws(Failure) { try await onText(text) } catch { throw StreamInterruption(error, mayRestart: false) }
      case .thinking:
        if thinking.note(), !shown { log.progress("\(exchange.model.used) is thinking") }
      case .done(var answer):
        note(thinking.end(), of: exchange)
        answer.attempts = response.attempts
        answer.complete(from: request)
        return answer
      case .nothing: continue
      }
    }
  }

  /// Says for how long the model thought. What it thought is never shown.
  private func note(_ thinking: Duration?, of exchange: Exchange) {
    if let thinking { log.note("\(exchange.model.used) thought for \(ThinkingTime.text(thinking))") }
  }

  /// Sends a request. If the service refuses a part of it that can be changed, sends it again with that change, at most
  /// once for each kind of change. `changes` are those of earlier requests; lasting ones of this request are added.
  private func repairing(
    _ request: ConverseRequest, _ changes: inout [RequestChange],
    _ send: (ConverseRequest) async throws(Failure) -> ConverseResponse
  ) async throws(Failure) -> ConverseResponse {
    var request = request
    for change in changes { _ = change.apply(to: &request) }
    var tried: Set<RequestChange.Kind> = []
    while true {
      do throws(Failure) { return try await send(request) } catch {
        guard let repair = RequestRepair(of: request, after: error, tried: tried) else { throw error }
        tried.insert(repair.change.kind)
        if repair.change.isLasting { changes.append(repair.change) }
        request = repair.request
        switch repair.notability {
        case .detail: log.note(repair.notice)
        case .notice: log.notice(repair.notice)
        case .warning: log.warn(repair.notice, changesResult: true)
        }
      }
    }
  }

  /// One call and the context of its failures.
  final class Exchange: Sendable {
    let call: AWSCall
    private let runtime: BedrockRuntime
    let model: ModelChoice
    private let guardrail: Guardrail?
    private let serviceTier: ServiceTier?
    private let began: Duration
    static let streamSuffix = "/converse-stream"

    init(_ runtime: BedrockRuntime, _ operation: String, _ suffix: String, _ request: ConverseRequest) {
      var call = AWSCall(
        .bedrockRuntime, operation, method: "POST",
        path: "/model/" + PercentEncoding.component(request.model.used) + suffix,
        headers: ["Content-Type": "application/json"], body: request.body(), limits: runtime.limits)
      // A stream is not stored, so its limit only stops a response of unreasonable size.
      if suffix == Self.streamSuffix { call.limits.body = 256 << 20 }
      self.call = call
      self.runtime = runtime
      model = request.model
      guardrail = request.guardrail
      serviceTier = request.serviceTier
      began = runtime.environment.clock.uptime()
    }

    /// A call of another operation.
    init(_ runtime: BedrockRuntime, _ call: AWSCall, model: ModelChoice) {
      self.call = call
      self.runtime = runtime
      self.model = model
      guardrail = nil
      serviceTier = nil
      began = runtime.environment.clock.uptime()
    }

    private func context(attempts: Int) async -> AWSErrorContext {
      var context = AWSErrorContext(
        service: .bedrockRuntime, operation: call.operation, region: runtime.region,
        now: runtime.environment.clock.now().timeIntervalSince1970, origin: await runtime.origin(), model: model)
      context.guardrail = guardrail
      context.serviceTier = serviceTier
      context.attempts = attempts
      context.elapsed = runtime.environment.clock.uptime() - began
      return context
    }

    /// Runs the request. An unresolved host usually means a region without Bedrock.
    func named<Value>(_ body: () async throws(Failure) -> Value) async throws(Failure) -> Value {
      do throws(Failure) { return try await body() } catch {
        guard error.reason == .unresolvedHost, let region = AWSRegion(runtime.region),
          !BedrockRegions.contains(region)
        else { throw error }
        var failure = error
        let near = BedrockRegions.nearest(to: region).map(\.name).joined(separator: ", ")
        failure.hints.append(
          "\(region.name) is not known to have Bedrock: try \(option: .region) \(near.isEmpty ? "us-east-1" : near)")
        throw failure
      }
    }

    /// The failure of a whole error response. If no policy of the identity allows an inference profile, its models are
    /// looked up, so that the suggested statement is complete.
    func failure(_ response: Response) async -> Failure {
      let error = AWSServiceError(response)
      var context = await context(attempts: response.attempts)
      if let denial = IAMDenial(error.message), denial.policy == .identity, !denial.isExplicit,
        denial.isInvocation
      {
        context.destinations = await destinations()
      }
      return Failure(from: error, in: context)
    }

    /// The ARNs that a statement must name besides the invoked one: the models of an inference profile, and the profile
    /// itself if it is invoked by its id alone, which does not say its ARN.
    private func destinations() async -> [String] {
      guard model.isApplicationProfile || ModelName.geography(of: model.used) != nil else { return [] }
      // Invoked by its ARN, the profile is in the statement already.
      if !model.modelARNs.isEmpty, model.used.hasPrefix("arn:") { return model.modelARNs }
      guard let profile = await runtime.profile(model.used) else { return model.modelARNs }
      return (profile.isApplication && profile.arn != model.used ? [profile.arn] : []) + profile.modelARNs
    }

    func unreadable(_ what: String) -> Failure {
      Failure(
        .badResponse, "Bedrock sent \(what)",
        hint: "run it again; if it goes on, check the proxy and \(option: .endpoint), and look at \(switch: .debug)",
        service: call.service.id)
    }

    func failure(
      _ interruption: StreamReader.Interruption, in response: StreamingResponse, isBilled: Bool, wasShown: Bool
    ) async -> Failure {
      var failure: Failure
      switch interruption {
      case .exception(let error):
        // A message is decoded from frames that were not cleaned, and sentences may cut it.
        var error = error
        error.message = error.message.map(runtime.environment.secrets.scrub)
        failure = Failure(from: error, in: await context(attempts: response.attempts))
      case .transport(let error):
        failure = error.failure(service: call.service.id)
        failure.sentence += " (the answer is cut short)"
      case .damaged(let why):
        failure = unreadable("a damaged stream: \(why)")
      case .truncated:
        failure = unreadable("a stream that ended before the answer did")
      }
      failure.requestID = failure.requestID ?? response.headers["x-amzn-RequestId"]
      failure.attempts = response.attempts
      // An answer whose text was shown is never asked for again, so only a timeout needs the remark.
      if isBilled, !wasShown || failure.code == .timeout { failure.reason = .mayBeBilled }
      return failure
    }
  }
}
