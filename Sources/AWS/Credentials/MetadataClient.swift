import Core
import HTTP

/// Requests to the metadata endpoints of a platform: short timeouts, no signature, no redirects, secrets in every body.
struct MetadataClient: Sendable {
  let service: String
  let timeout: Duration
  let usesProxy: Bool
  let transport: any Transport
  let log: Log
  private let secrets: KnownSecrets

  init(_ service: String, timeout: Duration, usesProxy: Bool, _ context: ProviderContext) {
    self.service = service
    self.timeout = timeout
    self.usesProxy = usesProxy
    context.network.willFetch()
    transport = context.network.http.transport
    log = context.log
    secrets = context.environment.secrets
  }

  /// Sends one attempt.
  ///
  /// - Throws: `Failure` with code `interrupted` if the task was cancelled, `bad_config` for a wrong proxy or certificate
  ///   file. Neither is a result of the endpoint.
  func send(
    _ method: String, _ url: WebURL, headers: Headers
  ) async throws(Failure) -> Result<Response, TransportError> {
    let limits = Request.Limits(connect: timeout, idle: timeout, total: timeout * 4, body: 64 << 10)
    var request = Request(
      method, url, headers: headers, limits: limits, hidesBodies: true, usesProxy: usesProxy)
    request.hidesQuery = true
    secrets.add(Redaction.secrets(of: request))
    log.trace(Redaction.describe(request, without: secrets))
    do throws(TransportError) {
      let response = try await transport.send(request)
      log.trace(Redaction.describe(response, to: request, without: secrets))
      return .success(response)
    } catch {
      log.trace(secrets.scrub("* \(error.kind)"))
      switch error.kind {
      case .cancelled, .misconfigured: throw error.failure(service: service)
      default: break
      }
      return .failure(error)
    }
  }
}

extension Result<Response, TransportError> {
  /// Whether the request was sent.
  var wasSent: Bool { if case .failure(let error) = self { error.wasSent } else { true } }
}
