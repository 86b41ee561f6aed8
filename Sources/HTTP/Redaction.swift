public import Core

/// Removes secrets from requests and responses before they are shown by `--debug` or in errors: those that their place
/// shows, and those that the run knows.
public enum Redaction {
  private static let mark = KnownSecrets.mark
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

  /// The URL of a request or its response, without secrets.
  private static func url(_ url: WebURL, of request: Request) -> String {
    request.hidesQuery ? withoutQuery(url) : self.url(url)
  }

  /// A URL without the value of its query, for queries that may hold secrets under any name.
  public static func withoutQuery(_ url: WebURL) -> String {
    url.origin + url.path + (url.query == nil ? "" : "?" + mark)
  }

  /// A request as `--debug` shows it: request line, header fields and body.
  public static func describe(_ request: Request, without secrets: KnownSecrets) -> String {
    var lines = ["> \(request.method) \(url(request.url, of: request))"]
    lines += request.headers.fields.map { "> \($0.name): \(shown($0))" }
    let text = secrets.scrub(lines.joined(separator: "\n"))
    guard !request.body.isEmpty else { return text }
    return text + "\n" + body(request.body, of: request, without: secrets, prefix: "> ")
  }

  /// A response as `--debug` shows it.
  public static func describe(_ response: Response, to request: Request, without secrets: KnownSecrets) -> String {
    var lines = ["< \(response.status) \(url(response.url, of: request))"]
    lines += response.headers.fields.map { "< \($0.name): \(shown($0))" }
    let text = secrets.scrub(lines.joined(separator: "\n"))
    guard !response.body.isEmpty else { return text }
    if isAudio(response.headers) { return text + "\n< (audio, \(response.body.count) bytes)" }
    if let type = response.headers["Content-Type"]?.lowercased(), type.hasPrefix("image/") {
      return text + "\n< (image, \(response.body.count) bytes)"
    }
    return text + "\n" + body(response.body, of: request, without: secrets, prefix: "< ")
  }

  /// Whether a body is sound, which is not shown: it is no text.
  private static func isAudio(_ headers: Headers) -> Bool {
    headers["Content-Type"]?.lowercased().hasPrefix("audio/") ?? false
  }

  /// A message of libcurl without the user name and password of a proxy, and without a quoted URL that it cannot read.
  static func withoutUserInfo(_ text: String) -> String {
    if let quote = text.firstRange(of: "'"), let end = text.lastIndex(of: "'"), end > quote.lowerBound,
      text[..<quote.lowerBound].lowercased().contains("proxy")
    {
      return text[..<quote.upperBound] + mark + text[end...]
    }
    guard let end = text.lastIndex(of: "@") else { return text }
    let start = text[..<end].firstRange(of: "://")?.upperBound ?? text.startIndex
    return text[..<start] + mark + text[end...]
  }

  /// An error response or a redirect without `secrets`. Services repeat what they were sent (AWS the whole canonical
  /// request with the session token), and their messages are shown.
  static func clean(_ response: Response, without secrets: KnownSecrets) -> Response {
    guard response.status >= 300 else { return response }
    var clean = response
    // A longer body is not an error document. It is removed, because none of it is scrubbed.
    if response.body.count > 1 << 20 { clean.body = [] }
    let text = String(decoding: clean.body, as: UTF8.self)
    let scrubbed = secrets.scrub(text)
    if scrubbed != text { clean.body = Array(scrubbed.utf8) }
    for field in response.headers.fields {
      let value = secrets.scrub(field.value)
      if value != field.value { clean.headers[field.name] = value }
    }
    return clean
  }

  /// The signature of a request, which is another for each; nil without one.
  static func signature(of request: Request) -> String? {
    guard let value = request.headers["Authorization"], value.hasPrefix("AWS4-") else { return nil }
    return value.split(separator: "=").last.map(String.init)
  }

  /// The secrets of a request but its signature: tokens in the query, secret header values and their last word, and
  /// `Request.secrets`.
  public static func secrets(of request: Request) -> [String] {
    var found = request.secrets.map { $0.reveal() }
    for pair in (request.url.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      // In an address that hides its query any value may be a secret. Short ones are ordinary words.
      guard parts.count == 2,
        secretQueries.contains(parts[0].lowercased()) || request.hidesQuery && parts[1].utf8.count >= 12
      else { continue }
      found.append(String(parts[1]))
    }
    for field in request.headers.fields where secretHeaders.contains(field.name.lowercased()) {
      if field.value.hasPrefix("AWS4-") {
        if let id = misplacedSecret(in: field.value) { found.append(id) }
      } else {
        found.append(field.value)
        if let word = field.value.split(separator: " ").last { found.append(String(word)) }
      }
    }
    // A service may repeat a value of the query decoded.
    return found + found.filter { $0.utf8.contains(UInt8(ascii: "%")) }.map(PercentEncoding.decoded)
  }

  /// What stands in place of the access key id in an `Authorization` value, if it does not have the form of one.
  private static func misplacedSecret(in authorization: String) -> String? {
    guard let start = authorization.firstRange(of: "Credential=")?.upperBound,
      let end = authorization[start...].firstRange(of: ", SignedHeaders=")?.lowerBound
    else { return nil }
    // The scope after it has four parts; the secret itself may contain slashes.
    var id = authorization[start..<end]
    for _ in 0..<4 { id = id[..<(id.lastIndex(of: "/") ?? id.startIndex)] }
    return id.isEmpty || AccessKeyID.isPlausible(String(id)) ? nil : String(id)
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

  private static func body(
    _ bytes: [UInt8], of request: Request, without secrets: KnownSecrets, prefix: String
  ) -> String {
    guard !request.hidesBodies else { return prefix + "(\(bytes.count) bytes, not shown: they hold credentials)" }
    let bytes = MediaBytes.hidden(bytes)
    // It is scrubbed beyond the end that is shown: a secret that the end cuts is found too.
    let scrubbed = secrets.scrub(String(decoding: bytes.prefix(2 * shownBody), as: UTF8.self))
    let text = String(decoding: scrubbed.utf8.prefix(shownBody), as: UTF8.self)
    let rest = bytes.count - shownBody
    return prefix + "\n" + text + (rest > 0 ? "\n(\(rest) bytes more)" : "")
  }
}
