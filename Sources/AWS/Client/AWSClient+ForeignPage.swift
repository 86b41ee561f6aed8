import Core
import HTTP

/// Answers that are not from AWS (contract §3): a proxy, a gateway or a login page stands between.
extension AWSService {
  /// The page in `response`; nil if AWS has answered. Every service of AWS sends a header field `x-amzn-…` or `x-amz-…`
  /// (`x-amzn-RequestId`); `x-amz-cf-…` is CloudFront's, which anybody may use.
  static func foreignPage(_ response: Response, without secrets: KnownSecrets = KnownSecrets()) -> ForeignPage? {
    ForeignPage(response, without: secrets, isOwn: isOwn)
  }

  /// Whether only AWS sends the header field `name` (in lower case).
  private static func isOwn(_ name: String) -> Bool {
    name.hasPrefix("x-amzn-") || name.hasPrefix("x-amz-") && !name.hasPrefix("x-amz-cf-")
  }

  /// Whether `headers` have a field that only AWS sends.
  static func isFromAWS(_ headers: Headers) -> Bool { headers.fields.contains { isOwn($0.name.lowercased()) } }
}

extension AWSClient {
  /// The failure of a whole response that is not from AWS; nil if it is.
  func foreign(_ response: Response, _ call: AWSCall) -> Failure? {
    guard let page = AWSService.foreignPage(response, without: environment.secrets) else { return nil }
    let origin = (try? endpoint(call.service))?.origin
    return page.failure(
      service: call.service.id, provider: "AWS", endpoint: origin, network: network, attempts: response.attempts
    ).without(environment.secrets)
  }

  /// The same for a stream. Without a field of AWS's own the beginning of the body is read; if it is no page, it stays
  /// part of the stream.
  func foreign(_ response: inout StreamingResponse, _ call: AWSCall) async -> Failure? {
    guard !AWSService.isFromAWS(response.headers) else { return nil }
    var whole = Response(status: response.status, headers: response.headers, url: response.url)
    whole.attempts = response.attempts
    do throws(TransportError) {
      // The beginning tells what it is; of a page more is read, for its title.
      while let slice = try await response.body.next() {
        whole.body += slice
        if whole.body.count >= ForeignPage.readBody { break }
        let isDecided = whole.body.drop { $0 <= 0x20 }.count >= 256
        if isDecided, AWSService.foreignPage(whole) == nil { break }
      }
    } catch {
      // What arrived decides; otherwise the reader of the stream meets the error after it.
      if let failure = foreign(whole, call) { return failure }
      response.body = ByteStream(whole.body, then: ByteStream { () throws(TransportError) in throw error })
      return nil
    }
    if let failure = foreign(whole, call) { return failure }
    response.body = ByteStream(whole.body, then: response.body)
    return nil
  }
}
