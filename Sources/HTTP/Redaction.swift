import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Removes secrets from requests and responses before they are shown by `--debug` or in errors.
public enum Redaction {
  static let mark = "‹redacted›"
  private static let secretHeaders: Set<String> = [
    "authorization", "proxy-authorization", "x-amz-security-token", "x-amz-sso_bearer_token",
    "x-aws-ec2-metadata-token", "cookie", "set-cookie", "dpop",
  ]
  private static let secretQueries: Set<String> = [
    "token", "access_token", "x-amz-security-token", "x-amz-signature", "sig",
  ]
  /// The longest body shown, in bytes.
  private static let shownBody = 8 << 10

  /// A URL with the values of secret query members replaced.
  public static func url(_ url: WebURL) -> String {
    guard let query = url.query else { return url.text }
    return url.origin + url.path + "?" + self.query(query)
  }

  /// A request as `--debug` shows it: request line, header fields and body.
  public static func describe(_ request: Request) -> String {
    var lines = ["> \(request.method) \(url(request.url))"]
    lines += request.headers.fields.map { "> \($0.name): \(shown($0))" }
    let text = lines.joined(separator: "\n")
    guard !request.body.isEmpty else { return text }
    return scrub(text, of: request) + "\n" + body(request.body, of: request, prefix: "> ")
  }

  /// A response as `--debug` shows it. Secrets of the request are replaced if the service echoes them.
  public static func describe(_ response: Response, to request: Request) -> String {
    var lines = ["< \(response.status) \(url(response.url))"]
    lines += response.headers.fields.map { "< \($0.name): \(shown($0))" }
    let text = scrub(lines.joined(separator: "\n"), of: request)
    return response.body.isEmpty ? text : text + "\n" + body(response.body, of: request, prefix: "< ")
  }

  /// A failure without the secrets of `request`: in a stream, a message is decoded from frames that were not cleaned.
  static func clean(_ failure: Failure, of request: Request) -> Failure {
    var clean = failure
    clean.sentence = scrub(failure.sentence, of: request)
    clean.serviceMessage = failure.serviceMessage.map { scrub($0, of: request) }
    clean.cause = failure.cause.map { scrub($0, of: request) }
    clean.hints = failure.hints.map { $0.mapTexts { scrub($0, of: request) } }
    return clean
  }

  /// A message of libcurl without the user name and password of a proxy: it repeats a proxy URL that it cannot read.
  static func withoutUserInfo(_ text: String) -> String {
    guard let end = text.lastIndex(of: "@") else { return text }
    let head = text[..<end]
    let start =
      head.firstRange(of: "://")?.upperBound ?? head.firstIndex(of: "'").map(text.index(after:)) ?? text.startIndex
    return text[..<start] + mark + text[end...]
  }

  /// An error response or a redirect without the secrets of `request`. Services repeat what they were sent (AWS the
  /// whole canonical request with the session token), and their messages are shown.
  static func clean(_ response: Response, to request: Request) -> Response {
    guard response.status >= 300, !secrets(of: request).isEmpty else { return response }
    var clean = response
    // A longer body is not an error document. It is removed, because none of it is scrubbed.
    if response.body.count > 1 << 20 { clean.body = [] }
    let text = String(decoding: clean.body, as: UTF8.self)
    let scrubbed = scrub(text, of: request)
    if scrubbed != text { clean.body = Array(scrubbed.utf8) }
    for field in response.headers.fields {
      let value = scrub(field.value, of: request)
      if value != field.value { clean.headers[field.name] = value }
    }
    return clean
  }

  /// `text` with every secret that `request` carries replaced.
  public static func scrub(_ text: String, of request: Request) -> String {
    let secrets = secrets(of: request)
    guard !secrets.isEmpty else { return text }
    let bytes = secrets.reduce(Array(text.utf8)) {
      SecretSearch.replacing(Array($1.utf8), in: $0, with: Array(mark.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The secrets of a request: tokens in the query, secret header values and their last word, and `Request.secrets`.
  private static func secrets(of request: Request) -> [String] {
    var found = request.secrets.map { $0.reveal() }
    for pair in (request.url.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, secretQueries.contains(parts[0].lowercased()) { found.append(String(parts[1])) }
    }
    for field in request.headers.fields where secretHeaders.contains(field.name.lowercased()) {
      if field.value.hasPrefix("AWS4-") {
        if let signature = field.value.split(separator: "=").last { found.append(String(signature)) }
        if let id = misplacedSecret(in: field.value) { found.append(id) }
      } else {
        found.append(field.value)
        if let word = field.value.split(separator: " ").last { found.append(String(word)) }
      }
    }
    // Services may repeat them decoded, or in base64. `SecretSearch` finds their escaped forms.
    for secret in found where secret.utf8.contains(UInt8(ascii: "%")) { found.append(PercentEncoding.decoded(secret)) }
    for secret in found {
      found.append(String(Data(secret.utf8).base64EncodedString().prefix { $0 != "=" }))
    }
    // A very short value would also match other text. Real tokens are longer.
    return found.filter { $0.utf8.count >= 6 }.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// What stands in place of the access key id in an `Authorization` value, if it does not have the form of one.
  private static func misplacedSecret(in authorization: String) -> String? {
    guard let start = authorization.firstRange(of: "Credential=")?.upperBound,
      let end = authorization[start...].firstRange(of: ", SignedHeaders=")?.lowerBound
    else { return nil }
    // The scope after it has four parts; the secret itself may contain slashes.
    let id = authorization[start..<end].split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
      .joined(separator: "/")
    return id.isEmpty || AccessKeyID.isPlausible(id) ? nil : id
  }

  private static func query(_ query: String) -> String {
    query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let name = pair.prefix { $0 != "=" }
      return secretQueries.contains(name.lowercased()) ? "\(name)=\(mark)" : String(pair)
    }.joined(separator: "&")
  }

  private static func shown(_ field: Headers.Field) -> String {
    let name = field.name.lowercased()
    if name == "location", let target = WebURL(field.value) { return url(target) }
    if name == "location", let start = field.value.firstIndex(of: "?") {
      return field.value[..<start] + "?" + query(String(field.value[field.value.index(after: start)...]))
    }
    guard secretHeaders.contains(name) else { return field.value }
    // The key and the signed headers are shown, because they help and are not secret. The signature could be replayed.
    if field.value.hasPrefix("AWS4-"), let signature = field.value.firstRange(of: "Signature=") {
      let shown = String(field.value[..<signature.upperBound]) + mark
      guard let id = misplacedSecret(in: field.value) else { return shown }
      return shown.replacing("Credential=" + id, with: "Credential=" + mark)
    }
    return mark
  }

  private static func body(_ bytes: [UInt8], of request: Request, prefix: String) -> String {
    guard !request.hidesBodies else { return prefix + "(\(bytes.count) bytes, not shown: they hold credentials)" }
    // It is scrubbed beyond the end that is shown: a secret that the end cuts is found too.
    let scrubbed = scrub(String(decoding: bytes.prefix(2 * shownBody), as: UTF8.self), of: request)
    let text = String(decoding: scrubbed.utf8.prefix(shownBody), as: UTF8.self)
    let rest = bytes.count - shownBody
    return prefix + "\n" + text + (rest > 0 ? "\n(\(rest) bytes more)" : "")
  }
}
