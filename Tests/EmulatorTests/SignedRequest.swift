@testable import Emulator

/// Signs requests for the emulator's services (SigV4). `SignatureTests` hold the emulator's check against botocore.
enum SignedRequest {
  /// 2026-01-02T03:04:05Z.
  static let now = 1_767_323_045
  private static let date = "20260102T030405Z"

  /// The header fields of a request, signed ones and others.
  static func headers(
    _ method: String, _ target: String, _ service: String, _ fields: [(String, String)] = [], body: String = "",
    payload: String? = nil, region: String = "us-east-1", identity: Identity = .user
  ) -> [(String, String)] {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    var signed = fields.map { ($0.0.lowercased(), $0.1) } + [("host", "127.0.0.1:8080"), ("x-amz-date", date)]
    if let token = identity.sessionToken { signed.append(("x-amz-security-token", token)) }
    signed.sort { $0.0 < $1.0 }
    let names = signed.map(\.0).joined(separator: ";")
    let query = parts.count > 1 ? parts[1].split(separator: "&").sorted().joined(separator: "&") : ""
    let canonical = [
      method, parts[0], query, signed.map { "\($0.0):\($0.1)\n" }.joined(), names,
      payload ?? Text.sha256(Array(body.utf8)),
    ].joined(separator: "\n")
    let scope = "20260102/\(region)/\(service)/aws4_request"
    let text = ["AWS4-HMAC-SHA256", date, scope, Text.sha256(Array(canonical.utf8))].joined(separator: "\n")
    let key = scope.split(separator: "/").reduce(Array("AWS4\(identity.secret)".utf8)) { Text.hmac($0, String($1)) }
    let signature = Text.hex(Text.hmac(key, text))
    let authorization =
      "AWS4-HMAC-SHA256 Credential=\(identity.accessKeyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    return signed + [("authorization", authorization)]
  }
}
