public import Core
public import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Sends calls to AWS: finds the endpoint, authorises each attempt afresh, tries again where that may help.
public struct AWSClient: Sendable {
  private let http: HTTPClient
  private let environment: Environment
  private let retry: RetryPolicy
  private let trust: String?
  private let idle: Duration?
  private let endpoint: @Sendable (AWSService) throws(Failure) -> AWSEndpoint
  private let authorize: @Sendable (AWSService) async throws(Failure) -> AWSAuthorization

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - trust: a file of trusted certificates (`AWS_CA_BUNDLE`), where one is set.
  ///   - idle: the time without progress before a request is given up, in place of each call's own.
  ///   - endpoint: where a service is reached.
  ///   - authorize: what to prove oneself with to a service; asked once per attempt, expected to remember.
  public init(
    http: HTTPClient, environment: Environment, retry: RetryPolicy = RetryPolicy(), trust: String? = nil,
    idle: Duration? = nil,
    endpoint: @escaping @Sendable (AWSService) throws(Failure) -> AWSEndpoint,
    authorize: @escaping @Sendable (AWSService) async throws(Failure) -> AWSAuthorization
  ) {
    self.http = http
    self.environment = environment
    self.retry = retry
    self.trust = trust
    self.idle = idle
    self.endpoint = endpoint
    self.authorize = authorize
  }

  /// The response to a call, whatever its status.
  ///
  /// - Throws: `Failure` when no credentials, no endpoint or no whole response could be had.
  public func send(_ call: AWSCall) async throws(Failure) -> Response {
    try await http.send(exchange(call))
  }

  /// As `send`, but a 2xx answer is handed to `read` as soon as its head is there, and the call may be sent again when
  /// reading is interrupted.
  ///
  /// - Throws: as `send`, and the `Failure` of the last interruption.
  public func stream<Value>(
    _ call: AWSCall, read: HTTPClient.StreamRead<Value>
  ) async throws(Failure) -> HTTPClient.Streamed<Value> {
    try await http.stream(exchange(call), read: read)
  }

  private func exchange(_ call: AWSCall) -> HTTPClient.Exchange {
    HTTPClient.Exchange(
      service: call.service.id, operation: call.operation, retry: retry,
      make: { () throws(Failure) in try await request(call) },
      classify: { AWSErrorTable.retry(after: $0, service: call.service, operation: call.operation) })
  }

  private func request(_ call: AWSCall) async throws(Failure) -> Request {
    let endpoint = try endpoint(call.service)
    // A base path is kept as it is: botocore adds no slash to it for a call to the root.
    var url = call.path == "/" ? endpoint.url : endpoint.url.appending(path: call.path)
    for (name, value) in call.query { url = url.adding(query: name, value) }
    var limits = call.limits
    if let idle { limits.idle = idle }
    var request = Request(
      call.method, url, headers: call.headers, body: call.body, limits: limits,
      hidesBodies: call.hidesBodies, trust: trust)
    request.secrets = call.secrets
    try refusePlainText(url, call.service)
    switch try await authorize(call.service) {
    case .none: return request
    case .bearer(let key):
      request.headers["Authorization"] = "Bearer " + key.reveal()
      return request
    case .sigV4(let credentials):
      return SigV4.sign(
        request, with: credentials, region: endpoint.signingRegion,
        service: call.service.signingName ?? call.service.id, at: environment.clock.now())
    }
  }

  /// A signature can be replayed for minutes and a bearer token for longer, and what is unsigned carries a token of
  /// another kind and brings credentials back: none of it crosses a network in the clear.
  private func refusePlainText(_ url: WebURL, _ service: AWSService) throws(Failure) {
    guard url.scheme == .http, !url.isLoopback else { return }
    throw Failure(
      .badConfig, "refusing to send AWS credentials over plain http to \(url.authority)",
      hint: "use https in the endpoint URL; plain http is for loopback addresses only", service: service.id)
  }
}
