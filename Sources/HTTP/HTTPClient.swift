public import Core
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends requests through a transport, tries again where that may help, and shows it all under `--debug`.
public final class HTTPClient: Sendable {
  /// One exchange to be had: how to make its request and how to judge its response.
  public struct Exchange: Sendable {
    /// The service, for messages: `sts`, `bedrock-runtime`, `storyblok`.
    public var service: String
    /// The operation, for messages: `Converse`.
    public var operation: String
    /// When it is tried again.
    public var retry: RetryPolicy
    /// Makes the request of attempt n (from 1); called anew for each, so that each is signed afresh.
    public var make: @Sendable (Int) async throws(Failure) -> Request
    /// What to make of a response that came whole.
    public var judge: @Sendable (Response) -> RetryVerdict

    /// Makes an exchange.
    public init(
      service: String, operation: String, retry: RetryPolicy,
      make: @escaping @Sendable (Int) async throws(Failure) -> Request,
      judge: @escaping @Sendable (Response) -> RetryVerdict
    ) {
      self.service = service
      self.operation = operation
      self.retry = retry
      self.make = make
      self.judge = judge
    }
  }

  /// A streamed exchange's outcome.
  public enum Streamed: Sendable {
    /// A 2xx whose body is still coming.
    case streaming(StreamingResponse)
    /// Any other answer, whole.
    case answered(Response)

    fileprivate func cleaned(of request: Request) -> Streamed {
      if case .answered(let response) = self { .answered(Redaction.clean(response, to: request)) } else { self }
    }
  }

  /// The seam to the network.
  public let transport: any Transport
  private let environment: Environment
  private let log: Log
  private let quota = Mutex(RetryQuota())

  /// A client over `transport`; clock and randomness come from `environment`.
  public init(transport: any Transport, environment: Environment, log: Log) {
    self.transport = transport
    self.environment = environment
    self.log = log
  }

  /// The last attempt's response, whatever its status.
  ///
  /// - Throws: `Failure` of `make`, or of the transport when the last attempt got no whole response.
  public func send(_ exchange: Exchange) async throws(Failure) -> Response {
    let outcome = try await attempts(exchange) { request throws(TransportError) in
      .answered(try await self.transport.send(request))
    }
    switch outcome {
    case .answered(let response): return response
    case .streaming(let open):
      return Response(status: open.status, headers: open.headers, url: open.url)
    }
  }

  /// As `send`, but a 2xx answer is returned as soon as its head is there.
  ///
  /// - Throws: as `send`.
  public func stream(_ exchange: Exchange) async throws(Failure) -> Streamed {
    try await attempts(exchange) { request throws(TransportError) in
      let open = try await self.transport.stream(request)
      if (200..<300).contains(open.status) { return .streaming(open) }
      // A stream may be long because it is not kept; an error is kept, and short.
      let body = try await open.body.collect(limit: min(request.limits.body, 32 << 20))
      return .answered(Response(status: open.status, headers: open.headers, body: body, url: open.url))
    }
  }

  private func attempts(
    _ exchange: Exchange, _ perform: @Sendable (Request) async throws(TransportError) -> Streamed
  ) async throws(Failure) -> Streamed {
    var attempt = 1
    var spent: Int?
    while true {
      let request = try await exchange.make(attempt)
      log.trace(Redaction.describe(request))
      let outcome: Result<Streamed, TransportError>
      do throws(TransportError) { outcome = .success(try await perform(request).cleaned(of: request)) } catch {
        outcome = .failure(error)
      }
      trace(outcome, of: request)
      guard let reason = reasonToRetry(outcome, exchange) else {
        if case .success = outcome { quota.withLock { $0.giveBack(spent) } }
        return try result(outcome, exchange)
      }
      guard
        let wait = exchange.retry.wait(
          after: attempt, retryAfter: retryAfter(outcome), random: environment.randomUnit()),
        let cost = quota.withLock({ $0.take(timeout: reason == .timeout) })
      else { return try result(outcome, exchange) }
      spent = cost
      log.note(
        "\(exchange.service) \(exchange.operation): \(reason.rawValue), attempt \(attempt) of "
          + "\(exchange.retry.maxAttempts); next in \(wait.inSeconds) s")
      do { try await environment.clock.sleep(wait) } catch {
        throw TransportError(.cancelled, host: request.url.host).failure(service: exchange.service)
      }
      attempt += 1
    }
  }

  private func result(_ outcome: Result<Streamed, TransportError>, _ exchange: Exchange) throws(Failure)
    -> Streamed
  {
    switch outcome {
    case .success(let streamed): return streamed
    case .failure(let error): throw error.failure(service: exchange.service)
    }
  }

  private enum Reason: String {
    case throttled = "throttled"
    case transient = "the service failed"
    case timeout = "no answer in time"
    case connection = "no connection, or lost"
  }

  private func reasonToRetry(_ outcome: Result<Streamed, TransportError>, _ exchange: Exchange) -> Reason? {
    switch outcome {
    case .success(.streaming): return nil
    case .success(.answered(let response)):
      switch exchange.judge(response) {
      case .done: return nil
      case .throttled: return .throttled
      case .transient: return .transient
      }
    case .failure(let error):
      guard error.isTransient else { return nil }
      return error.kind == .timeout || error.kind == .connectTimeout ? .timeout : .connection
    }
  }

  private func retryAfter(_ outcome: Result<Streamed, TransportError>) -> Duration? {
    guard case .success(.answered(let response)) = outcome, let value = response.headers["Retry-After"] else {
      return nil
    }
    return HTTPDate.retryAfter(value, now: environment.clock.now().timeIntervalSince1970)
  }

  private func trace(_ outcome: Result<Streamed, TransportError>, of request: Request) {
    switch outcome {
    case .success(.answered(let response)): log.trace(Redaction.describe(response, to: request))
    case .success(.streaming(let open)):
      log.trace(
        Redaction.describe(Response(status: open.status, headers: open.headers, url: open.url), to: request))
    case .failure(let error): log.trace("* \(error.kind)" + (error.detail.map { ": \($0)" } ?? ""))
    }
  }
}

extension Duration {
  /// Seconds with two decimals at most, for messages.
  fileprivate var inSeconds: String {
    let hundredths = components.seconds * 100 + components.attoseconds / 10_000_000_000_000_000
    let fraction = hundredths % 100
    return fraction == 0
      ? "\(hundredths / 100)" : "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
