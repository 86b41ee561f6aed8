import Core
import HTTP

/// Requests to the metadata endpoints of a platform: short timeouts, no signature, no redirects, secrets in every body.
struct MetadataClient: Sendable {
  let service: String
  let timeout: Duration
  let usesProxy: Bool
  let transport: any Transport
  let log: Log

  init(_ service: String, timeout: Duration, usesProxy: Bool, _ context: ProviderContext) {
    self.service = service
    self.timeout = timeout
    self.usesProxy = usesProxy
    transport = context.network.http.transport
    log = context.log
  }

  /// Sends one attempt.
  ///
  /// - Throws: `Failure` with code `interrupted` if the task was cancelled. That is no result of the endpoint.
  func send(
    _ method: String, _ url: WebURL, headers: Headers
  ) async throws(Failure) -> Result<Response, TransportError> {
    let limits = Request.Limits(connect: timeout, idle: timeout, total: timeout * 4, body: 64 << 10)
    let request = Request(
      method, url, headers: headers, limits: limits, hidesBodies: true, usesProxy: usesProxy)
    log.trace(Redaction.describe(request))
    do throws(TransportError) {
      let response = try await transport.send(request)
      log.trace(Redaction.describe(response, to: request))
      return .success(response)
    } catch {
      log.trace("* \(error.kind)")
      if error.kind == .cancelled { throw error.failure(service: service) }
      return .failure(error)
    }
  }
}

extension Result<Response, TransportError> {
  /// Whether the request was sent.
  var wasSent: Bool { if case .failure(let error) = self { error.wasSent } else { true } }
}

/// The JSON of the container endpoint and of instance metadata.
struct MetadataCredentials: Decodable {
  var AccessKeyId: String?
  var SecretAccessKey: String?
  var Token: String?
  var Expiration: String?
  var AccountId: String?
  var Code: String?

  /// The names of required members that are missing.
  var missing: [String] {
    [
      ("AccessKeyId", AccessKeyId), ("SecretAccessKey", SecretAccessKey), ("Token", Token),
      ("Expiration", Expiration),
    ]
    .filter { $0.1 == nil }.map(\.0)
  }

  /// The credentials; nil if a member is missing or the expiration is invalid.
  var credentials: Credentials? {
    guard let AccessKeyId, let SecretAccessKey, let Token, let end = Expiration.flatMap(Timestamp.parse)
    else {
      return nil
    }
    return Credentials(
      accessKeyID: AccessKeyId, secretAccessKey: Secret(SecretAccessKey), sessionToken: Secret(Token),
      expiration: end, accountID: AccountId)
  }
}
