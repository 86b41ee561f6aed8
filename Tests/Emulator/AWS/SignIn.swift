internal import Crypto

/// A session begun by `aws login`.
public struct LoginSession: Sendable {
  /// What a refresh answers.
  public enum State: String, Sendable {
    case good = ""
    case expired = "TOKEN_EXPIRED"
    case changed = "USER_CREDENTIALS_CHANGED"
    case forbidden = "INSUFFICIENT_PERMISSIONS"
  }

  public var clientID: String
  public var refreshToken: String
  public var identity: Identity
  public var state: State

  public init(clientID: String, refreshToken: String, identity: Identity, state: State = .good) {
    self.clientID = clientID
    self.refreshToken = refreshToken
    self.identity = identity
    self.state = state
  }

  public static let example = LoginSession(
    clientID: "arn:aws:signin:::devtools/same-device", refreshToken: "example-login-refresh-token",
    identity: .session)
}

/// The sign-in service: a refresh whose caller proves that it holds the session's key.
struct SignIn {
  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    guard let body = exchange.request.json, body["grantType"]?.string == "refresh_token" else {
      return refused(400, "ValidationException", "INVALID_REQUEST", "grantType must be refresh_token")
    }
    if let fault = proofFault() { return refused(400, "ValidationException", "INVALID_REQUEST", fault) }
    let sessions = exchange.scenario.aws.logins
    let rotated = exchange.memory.with { $0.rotated }
    guard
      let session = sessions.first(where: { session in
        session.clientID == body["clientId"]?.string
          && (rotated["login " + session.refreshToken] ?? session.refreshToken)
            == body["refreshToken"]?.string
      })
    else { return refused(403, "AccessDeniedException", "TOKEN_EXPIRED", "The refresh token is not valid") }
    guard session.state == .good else {
      return refused(403, "AccessDeniedException", session.state.rawValue, "The session cannot be refreshed")
    }
    let next = "rotated-login-token-" + Text.token("\(exchange.memory.serial())", 16)
    exchange.memory.with { $0.rotated["login " + session.refreshToken] = next }
    let identity = session.identity
    return .json(
      [
        "accessToken": [
          "accessKeyId": .string(identity.accessKeyID), "secretAccessKey": .string(identity.secret),
          "sessionToken": .text(identity.sessionToken),
        ],
        "expiresIn": 900, "refreshToken": .string(next),
        "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
      ], headers: [("x-amzn-RequestId", exchange.requestID)])
  }

  /// What is wrong with the DPoP proof, if anything.
  private func proofFault() -> String? {
    let parts = (exchange.request.header("dpop") ?? "").split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decodeURL(parts[0]).flatMap({ JSON(parsing: $0) }),
      let claims = Base64.decodeURL(parts[1]).flatMap({ JSON(parsing: $0) }),
      let signature = Base64.decodeURL(parts[2])
    else { return "DPoP header is not a JWT" }
    guard header["typ"]?.string == "dpop+jwt", header["alg"]?.string == "ES256",
      let jwk = header["jwk"], jwk["kty"]?.string == "EC", jwk["crv"]?.string == "P-256",
      let x = jwk["x"]?.string.flatMap({ Base64.decodeURL($0) }), x.count == 32,
      let y = jwk["y"]?.string.flatMap({ Base64.decodeURL($0) }), y.count == 32
    else { return "DPoP header lacks typ, alg or jwk" }
    guard let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y),
      let proof = try? P256.Signing.ECDSASignature(rawRepresentation: signature),
      key.isValidSignature(proof, for: Array("\(parts[0]).\(parts[1])".utf8))
    else { return "DPoP signature does not verify" }
    let url = claims["htu"]?.string ?? ""
    let host = exchange.request.header("host") ?? ""
    guard claims["htm"]?.string == "POST", url == "http://\(host)\(exchange.request.path)" else {
      return "DPoP proof is for another request"
    }
    guard let issued = claims["iat"]?.int, abs(issued - exchange.now) <= 300 else {
      return "DPoP proof is too old"
    }
    guard let id = claims["jti"]?.string, id.count >= 16 else { return "DPoP proof has no jti" }
    return nil
  }

  private func refused(_ status: Int, _ code: String, _ error: String, _ message: String) -> Reply {
    .json(
      ["error": .string(error), "message": .string(message)], status: status,
      headers: [("x-amzn-RequestId", exchange.requestID), ("x-amzn-ErrorType", code)])
  }
}
