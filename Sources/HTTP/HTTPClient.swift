public import Core
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends requests through a transport, retries them, and logs them with `--debug`.
public final class HTTPClient: Sendable {
  /// The transport.
  public let transport: any Transport
  private let environment: Environment
  private let log: Log
  private let secrets: KnownSecrets
  private let quota = Mutex(RetryQuota())

  /// A client over `transport`; clock and randomness come from `environment`.
  public init(transport: any Transport, environment: Environment, log: Log) {
    self.transport = transport
    self.environment = environment
    self.log = log
    secrets = environment.secrets
    secrets.add(NetworkSettings(environment).secrets)
  }

  /// Announces a request to the host of `url`; see `Transport.open`.
  public func open(_ url: WebURL) { transport.open(url) }

  /// The response of the last attempt, whatever its status.
  ///
  /// - Throws: the `Failure` of `make`, or of the transport if the last attempt got no whole response.
  public func send(_ exchange: Exchange) async throws(Failure) -> Response {
    let outcome: Streamed<Never> = try await run(exchange) { request, budget in
      do throws(TransportError) {
        let response = try await transport.send(request)
        if let note = response.note { log.note("\(exchange.service): \(note)") }
        budget.record(wasSent: true)
        return answered(response, request, exchange, budget)
      } catch {
        budget.record(wasSent: error.wasSent)
        return failed(error, exchange, budget)
      }
    }
    switch outcome {
    case .answered(let response): return response
    }
  }

  /// Like `send`, but calls `read` with a 2xx response when its head has arrived. An interruption that allows a restart
  /// takes another attempt from the same budget.
  ///
  /// - Throws: like `send`, and the `Failure` of the last interruption.
  public func stream<Value>(_ exchange: Exchange, read: StreamRead<Value>) async throws(Failure) -> Streamed<Value> {
    try await run(exchange) { request, budget in
      await attempt(exchange, request, &budget, read) { () async throws(TransportError) in
        try await transport.stream(request)
      }
    }
  }

  /// Like `stream`, but the body is handed over by `send` while `read` reads the response. Each attempt calls both anew;
  /// `send` is cancelled when the response has been read.
  ///
  /// - Throws: like `stream`.
  public func exchange<Value>(
    _ exchange: Exchange, send: @escaping @Sendable (Upload) async -> Void, read: StreamRead<Value>
  ) async throws(Failure) -> Streamed<Value> {
    try await run(exchange) { request, budget in
      await withTaskGroup(of: Void.self) { group in
        let upload = Upload()
        group.addTask { await send(upload) }
        let outcome = await attempt(exchange, request, &budget, read) { () async throws(TransportError) in
          try await transport.exchange(request, upload)
        }
        group.cancelAll()
        return outcome
      }
    }
  }

  private func attempt<Value>(
    _ exchange: Exchange, _ request: Request, _ budget: inout AttemptBudget, _ read: StreamRead<Value>,
    _ start: () async throws(TransportError) -> StreamingResponse
  ) async -> Outcome<Value> {
    var open: StreamingResponse
    do throws(TransportError) { open = try await start() } catch {
      budget.record(wasSent: error.wasSent)
      return failed(error, exchange, budget)
    }
    budget.record(wasSent: true)
    if let note = open.note { log.note("\(exchange.service): \(note)") }
    open.attempts = budget.attempts
    var response = Response(status: open.status, headers: open.headers, url: open.url)
    guard (200..<300).contains(open.status) else {
      // The body limit is large, because a stream is not stored. An error response is stored, and limited to the
      // usual size.
      do throws(TransportError) {
        response.body = try await open.body.collect(limit: min(request.limits.body, 32 << 20))
      } catch { return failed(error, exchange, budget) }
      return answered(response, request, exchange, budget)
    }
    log.trace(Redaction.describe(response, to: request, without: secrets))
    do throws(StreamInterruption) { return Outcome(result: .success(.read(try await read(open)))) } catch {
      let failure = error.failure.without(secrets)
      return Outcome(result: .failure(failure), reason: error.mayRestart ? .interrupted : nil)
    }
  }

  /// The loop that sends the request again.
  private func run<Value>(
    _ exchange: Exchange, _ attempt: (Request, inout AttemptBudget) async -> Outcome<Value>
  ) async throws(Failure) -> Streamed<Value> {
    var budget = AttemptBudget(exchange.retry)
    var spent: Int?
    while true {
      let request = try await exchange.make()
      secrets.add(Redaction.secrets(of: request))
      if let signature = Redaction.signature(of: request) { secrets.add(passing: [signature]) }
      log.trace(Redaction.describe(request, without: secrets))
      let outcome = await attempt(request, &budget)
      guard let reason = outcome.reason, exchange.mayRepeat() else {
        if case .success = outcome.result { quota.withLock { $0.release(spent) } }
        return try outcome.result.get()
      }
      guard let wait = budget.wait(retryAfter: retryAfter(outcome.result), random: environment.randomUnit()),
        let cost = quota.withLock({ $0.take(timeout: reason == .timeout) })
      else { return try outcome.result.get() }
      spent = cost
      log.note(
        "\(exchange.service) \(exchange.operation): \(reason.rawValue), attempt \(budget.tries) of "
          + "\(exchange.retry.maxAttempts); next in \(wait.inSeconds) s")
      do { try await environment.clock.sleep(wait) } catch {
        var failure = TransportError(.cancelled, host: request.url.host).failure(service: exchange.service)
        failure.attempts = budget.attempts
        throw failure
      }
    }
  }

  /// The result of an attempt, and the reason for another.
  private struct Outcome<Value> {
    var result: Result<Streamed<Value>, Failure>
    var reason: Reason?
  }

  private enum Reason: String {
    case throttled = "throttled"
    case transient = "the service failed"
    case timeout = "no answer in time"
    case connection = "no connection, or lost"
    case interrupted = "the stream broke off before anything was shown"
  }

  private func answered<Value>(
    _ response: Response, _ request: Request, _ exchange: Exchange, _ budget: AttemptBudget
  ) -> Outcome<Value> {
    var response = Redaction.clean(response, without: secrets)
    response.attempts = budget.attempts
    log.trace(Redaction.describe(response, to: request, without: secrets))
    let reason: Reason? =
      switch exchange.classify(response) {
      case .done: nil
      case .throttled: .throttled
      case .transient: .transient
      }
    return Outcome(result: .success(.answered(response)), reason: reason)
  }

  private func failed<Value>(_ error: TransportError, _ exchange: Exchange, _ budget: AttemptBudget) -> Outcome<Value> {
    log.trace(secrets.scrub("* \(error.kind)" + (error.detail.map { ": \($0)" } ?? "")))
    var failure = error.failure(service: exchange.service).without(secrets)
    failure.attempts = budget.attempts
    guard !exchange.isBilled || !error.wasTaken else {
      failure.reason = .mayBeBilled
      return Outcome(result: .failure(failure))
    }
    let isLate = error.kind == .timeout || error.kind == .connectTimeout
    return Outcome(result: .failure(failure), reason: error.isTransient ? isLate ? .timeout : .connection : nil)
  }

  private func retryAfter<Value>(_ result: Result<Streamed<Value>, Failure>) -> Duration? {
    guard case .success(.answered(let response)) = result, let value = response.headers["Retry-After"] else {
      return nil
    }
    return HTTPDate.retryAfter(value, now: environment.clock.now().timeIntervalSince1970)
  }
}

extension Failure {
  /// This failure with the number of requests sent for `response`.
  public func counting(_ response: Response) -> Failure {
    var copy = self
    copy.attempts = response.attempts
    return copy
  }
}

extension Duration {
  /// Seconds with at most two decimals, for messages.
  fileprivate var inSeconds: String {
    let hundredths = components.seconds * 100 + components.attoseconds / 10_000_000_000_000_000
    let fraction = hundredths % 100
    return fraction == 0
      ? "\(hundredths / 100)" : "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
