public import Core
public import HTTP
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends calls to AWS: finds the endpoint, authorizes each attempt and retries.
public struct AWSClient: Sendable {
  private let http: HTTPClient
  let environment: Environment
  private let retry: RetryPolicy
  private let trust: Setting<String>?
  let network: NetworkSettings
  private let idle: Duration?
  let endpoint: @Sendable (AWSService) throws(Failure) -> AWSEndpoint
  private let authorize: @Sendable (AWSService) async throws(Failure) -> AWSAuthorization
  private let renew: @Sendable (Credentials) async -> Bool

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - trust: a file or folder of trusted certificates (`AWS_CA_BUNDLE`); nil for the transport's.
  ///   - idle: the time without progress before a request is given up; nil for each call's own.
  ///   - endpoint: the endpoint of a service.
  ///   - authorize: the authorization for a service. Called for each attempt; it should cache its result.
  ///   - renew: renews credentials that a service says have expired. If it returns true, the call is sent once more.
  public init(
    http: HTTPClient, environment: Environment, retry: RetryPolicy = RetryPolicy(),
    trust: Setting<String>? = nil,
    idle: Duration? = nil,
    endpoint: @escaping @Sendable (AWSService) throws(Failure) -> AWSEndpoint,
    authorize: @escaping @Sendable (AWSService) async throws(Failure) -> AWSAuthorization,
    renew: @escaping @Sendable (Credentials) async -> Bool = { _ in false }
  ) {
    self.http = http
    self.environment = environment
    self.retry = retry
    self.trust = trust
    network = NetworkSettings(environment)
    self.idle = idle
    self.endpoint = endpoint
    self.authorize = authorize
    self.renew = renew
  }

  /// The response to a call, whatever its status.
  ///
  /// - Throws: `Failure` if there are no credentials, no endpoint or no whole response; with code `network` if a page
  ///   that is not from AWS answers.
  public func send(_ call: AWSCall) async throws(Failure) -> Response {
    do throws(Failure) {
      let signer = Signer()
      let response = try await sendOnce(call, signer)
      guard await mayBeSentAgain(call, after: response, signer) else { return response }
      return try await sendOnce(call, Signer())
    } catch { throw error.withBill(of: call) }
  }

  private func sendOnce(_ call: AWSCall, _ signer: Signer) async throws(Failure) -> Response {
    let response = try await http.send(exchange(call, signer))
    if let failure = foreign(response, call) { throw failure }
    return response
  }

  /// Like `send`, but calls `read` with a 2xx response when its head has arrived. The call may be sent again if reading
  /// is interrupted.
  ///
  /// - Throws: like `send`, and the `Failure` of the last interruption.
  public func stream<Value>(
    _ call: AWSCall, read: HTTPClient.StreamRead<Value>
  ) async throws(Failure) -> HTTPClient.Streamed<Value> {
    do throws(Failure) {
      let signer = Signer()
      let outcome = try await streamOnce(call, signer, read)
      guard case .answered(let response) = outcome, await mayBeSentAgain(call, after: response, signer) else {
        return outcome
      }
      return try await streamOnce(call, Signer(), read)
    } catch { throw error.withBill(of: call) }
  }

  private func streamOnce<Value>(
    _ call: AWSCall, _ signer: Signer, _ read: HTTPClient.StreamRead<Value>
  ) async throws(Failure) -> HTTPClient.Streamed<Value> {
    let outcome = try await http.stream(exchange(call, signer)) { response throws(StreamInterruption) in
      var response = response
      if let failure = await foreign(&response, call) { throw StreamInterruption(failure, mayRestart: false) }
      return try await read(response)
    }
    if case .answered(let response) = outcome, let failure = foreign(response, call) { throw failure }
    return outcome
  }

  /// Like `stream`, but the body is a signed event stream that `send` hands over while `read` reads the response. Each
  /// attempt calls both anew.
  ///
  /// - Parameter mayRepeat: asked after an attempt that failed: whether the body can be sent again.
  /// - Throws: like `stream`.
  public func exchange<Value>(
    _ call: AWSCall, mayRepeat: @escaping @Sendable () -> Bool,
    send: @escaping @Sendable (EventStreamSigner, Upload) async -> Void, read: HTTPClient.StreamRead<Value>
  ) async throws(Failure) -> HTTPClient.Streamed<Value> {
    func once(_ signer: Signer) async throws(Failure) -> HTTPClient.Streamed<Value> {
      var exchange = exchange(call, signer)
      exchange.mayRepeat = mayRepeat
      let outcome = try await http.exchange(exchange) { upload in
        // A request without a signature has no chain; the service refuses it.
        if let chain = signer.chain { await send(chain, upload) } else { upload.end() }
      } read: { response throws(StreamInterruption) in
        var response = response
        if let failure = await foreign(&response, call) { throw StreamInterruption(failure, mayRestart: false) }
        return try await read(response)
      }
      if case .answered(let response) = outcome, let failure = foreign(response, call) { throw failure }
      return outcome
    }
    let signer = Signer()
    let outcome = try await once(signer)
    guard case .answered(let response) = outcome, mayRepeat(), await mayBeSentAgain(call, after: response, signer)
    else { return outcome }
    return try await once(Signer())
  }

  /// The credentials of the last attempt of a call, and the chain of signatures that its request begins.
  private final class Signer: Sendable {
    private let used = Mutex<(credentials: Credentials, chain: EventStreamSigner)?>(nil)
    var credentials: Credentials? { used.withLock { $0?.credentials } }
    var chain: EventStreamSigner? { used.withLock { $0?.chain } }

    func use(_ credentials: Credentials, _ chain: EventStreamSigner) {
      used.withLock { $0 = (credentials, chain) }
    }
  }

  /// Whether the service refused the credentials as expired and others have taken their place. That request is a call
  /// of its own, with its own attempts.
  private func mayBeSentAgain(_ call: AWSCall, after response: Response, _ signer: Signer) async -> Bool {
    guard (400...403).contains(response.status), let credentials = signer.credentials else { return false }
    let context = AWSErrorContext(service: call.service, operation: call.operation)
    guard Failure(from: AWSServiceError(response), in: context).code == .expiredCredentials else { return false }
    return await renew(credentials)
  }

  private func exchange(_ call: AWSCall, _ signer: Signer) -> HTTPClient.Exchange {
    var exchange = HTTPClient.Exchange(
      service: call.service.id, operation: call.operation, retry: retry,
      make: { () throws(Failure) in try await request(call, signer) },
      classify: { response in
        if response.status >= 500, AWSService.foreignPage(response) != nil { return .transient }
        let verdict = AWSErrorTable.retry(after: response, service: call.service, operation: call.operation)
        return verdict == .throttled && !call.retriesThrottled ? .done : verdict
      })
    exchange.isBilled = call.isBilled
    return exchange
  }

  private func request(_ call: AWSCall, _ signer: Signer) async throws(Failure) -> Request {
    let endpoint = try endpoint(call.service)
    // A base path is not changed. Like botocore, no slash is appended for a call to the root.
    var url = call.path == "/" ? endpoint.url : endpoint.url.appending(path: call.path)
    for (name, value) in call.query { url = url.adding(query: name, value) }
    var limits = call.limits
    if let idle { limits.idle = idle }
    var request = Request(
      call.method, url, headers: call.headers, body: call.body, limits: limits,
      hidesBodies: call.hidesBodies, trust: trust)
    request.secrets = call.secrets
    try refusePlainText(url, call.service)
    let authorization = try await authorize(call.service)
    authorization.add(to: environment.secrets)
    switch authorization {
    case .none: return request
    case .bearer(let key):
      request.headers["Authorization"] = "Bearer " + key.reveal()
      return request
    case .sigV4(let credentials):
      let service = call.service.signingName ?? call.service.id
      let signing = SigV4.signing(
        request, with: credentials, region: endpoint.signingRegion, service: service, at: environment.clock.now())
      signer.use(
        credentials,
        EventStreamSigner(credentials, region: endpoint.signingRegion, service: service, seed: signing.signature))
      return signing.request
    }
  }

  /// Credentials are not sent in plain text: a signature can be replayed for minutes, a bearer token for longer, and an
  /// unsigned call carries another token or returns credentials.
  private func refusePlainText(_ url: WebURL, _ service: AWSService) throws(Failure) {
    guard url.scheme == .http, !url.isLoopback else { return }
    throw Failure(
      .badConfig, "refusing to send AWS credentials over plain http to \(url.authority)",
      hint: "use https in the endpoint URL; plain http is for loopback addresses only", service: service.id)
  }
}
