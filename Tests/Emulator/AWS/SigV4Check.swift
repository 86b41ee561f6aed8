/// Recomputes a request's signature from the bytes on the wire.
struct SigV4Check {
  /// Why a request is refused; each service has its own words.
  enum Refusal: Error, Equatable {
    case missing
    case malformed(String)
    case unknownKey
    case badToken
    case expiredToken
    case clock(String)
    case scope(String)
    case mismatch
  }

  let exchange: Exchange
  /// The signing name: `sts`, `bedrock`.
  let service: String

  private struct Header {
    var key = ""
    var scope: [String] = []
    var signedHeaders: [String] = []
    var signature = ""
  }

  /// The identity of the request, and the Region it was signed for.
  func verify() throws(Refusal) -> (Identity, region: String) {
    let header = try parse()
    let request = exchange.request
    guard let date = request.header("x-amz-date") ?? request.header("date"),
      let moment = Timestamp.parseBasic(date)
    else {
      throw .malformed("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    }
    try checkScope(header, date)
    let identity = try known(header.key)
    try checkClock(date, moment)
    try checkSignedHeaders(header)
    let canonical = CanonicalRequest.of(request, signedHeaders: header.signedHeaders)
    let text = [
      "AWS4-HMAC-SHA256", date, header.scope.joined(separator: "/"), Text.sha256(Array(canonical.utf8)),
    ].joined(separator: "\n")
    let key = header.scope.reduce(Array("AWS4\(identity.secret)".utf8)) { Text.hmac($0, $1) }
    guard Text.hex(Text.hmac(key, text)) == header.signature else { throw .mismatch }
    if let claimed = request.header("x-amz-content-sha256"), claimed != "UNSIGNED-PAYLOAD",
      claimed != "STREAMING-AWS4-HMAC-SHA256-EVENTS",
      claimed != Text.sha256(request.body)
    {
      throw .mismatch
    }
    return (identity, header.scope[1])
  }

  private func parse() throws(Refusal) -> Header {
    let fields = exchange.request.headers.filter { $0.name.lowercased() == "authorization" }
    guard let value = fields.first?.value, !value.isEmpty else { throw .missing }
    guard fields.count == 1 else { throw .malformed("More than one Authorization header.") }
    let scheme = "AWS4-HMAC-SHA256 "
    guard value.hasPrefix(scheme) else { throw .missing }
    var header = Header()
    for part in value.dropFirst(scheme.count).split(separator: ",") {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else {
        throw .malformed("'\(part)' not a valid key=value pair in Authorization header")
      }
      switch pair[0] {
      case "Credential":
        let words = pair[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 5, words[4] == "aws4_request" else {
          throw .malformed("Credential must have exactly 5 slash-delimited elements, got '\(pair[1])'")
        }
        header.key = words[0]
        header.scope = Array(words.dropFirst())
      case "SignedHeaders": header.signedHeaders = pair[1].split(separator: ";").map(String.init)
      case "Signature": header.signature = String(pair[1])
      default: break
      }
    }
    for (name, value) in [
      ("Credential", header.key), ("SignedHeaders", header.signedHeaders.first ?? ""),
      ("Signature", header.signature),
    ] where value.isEmpty {
      throw .malformed("Authorization header requires '\(name)' parameter.")
    }
    return header
  }

  private func checkScope(_ header: Header, _ date: String) throws(Refusal) {
    let scope = header.scope
    guard exchange.scenario.aws.regions.contains(scope[1]) else {
      throw .scope("Credential should be scoped to a valid region. ")
    }
    guard scope[2] == service else {
      throw .scope("Credential should be scoped to correct service: '\(service)'. ")
    }
    guard date.hasPrefix(scope[0]) else {
      throw .scope(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
          + "'\(scope[0])' != '\(date.prefix(8))', from '\(date)'.")
    }
  }

  private func known(_ key: String) throws(Refusal) -> Identity {
    let issued = exchange.memory.with { $0.issued[key] }
    guard let identity = issued ?? exchange.scenario.aws.identity(key) else { throw .unknownKey }
    guard exchange.request.header("x-amz-security-token") == identity.sessionToken else { throw .badToken }
    if let expires = identity.expires, expires <= exchange.now { throw .expiredToken }
    return identity
  }

  private func checkClock(_ date: String, _ moment: Int) throws(Refusal) {
    let now = exchange.now
    if moment < now - 300 {
      throw .clock(
        "Signature expired: \(date) is now earlier than \(Timestamp.basic(now - 300)) "
          + "(\(Timestamp.basic(now)) - 5 min.)")
    }
    if moment > now + 300 {
      throw .clock(
        "Signature not yet current: \(date) is still later than \(Timestamp.basic(now + 300)) "
          + "(\(Timestamp.basic(now)) + 5 min.)")
    }
  }

  private func checkSignedHeaders(_ header: Header) throws(Refusal) {
    let names = header.signedHeaders
    guard names.contains("host") else {
      throw .malformed("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
    }
    guard names == names.sorted(), Set(names).count == names.count else { throw .mismatch }
    for field in exchange.request.headers where field.name.lowercased().hasPrefix("x-amz-") {
      guard names.contains(field.name.lowercased()) else {
        throw .malformed("'\(field.name)' must be a 'SignedHeader' in the AWS Authorization.")
      }
    }
  }
}
