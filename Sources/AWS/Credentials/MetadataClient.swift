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
