/// An access token of IAM Identity Center.
public struct SSOToken: Sendable {
  public var accessToken: String
  /// The account and role pairs it may take, and what it gets for each.
  public var assignments: [(account: String, role: String, identity: Identity)]
  /// When it ends, in seconds since 1970.
  public var expires: Int?

  public init(
    accessToken: String, assignments: [(account: String, role: String, identity: Identity)],
    expires: Int? = nil
  ) {
    self.accessToken = accessToken
    self.assignments = assignments
    self.expires = expires
  }

  public static let good = SSOToken(
    accessToken: "aoaAAAAAGexample-sso-access-token",
    assignments: [("111122223333", "ContentEditor", .sso)])
  public static let expired = SSOToken(
    accessToken: "aoaAAAAAGexample-expired-token", assignments: good.assignments, expires: 1_577_836_800)

  public static let all = [good, expired]
}

/// The SSO portal: `GetRoleCredentials`.
struct Portal {
  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    let request = exchange.request
    let value = request.header("x-amz-sso_bearer_token")
    let issued = exchange.memory.with { $0.ssoTokens }
    guard let token = (issued + exchange.scenario.aws.ssoTokens).first(where: { $0.accessToken == value }),
      token.expires.map({ $0 > exchange.now }) ?? true
    else {
      return ServiceError(401, "UnauthorizedException", "Session token not found or invalid").reply(exchange)
    }
    guard let role = request.parameter("role_name"), let account = request.parameter("account_id") else {
      return ServiceError(400, "InvalidRequestException", "role_name and account_id are required").reply(
        exchange)
    }
    guard token.assignments.contains(where: { $0.account == account }) else {
      return ServiceError(404, "ResourceNotFoundException", "Account \(account) is not assigned").reply(
        exchange)
    }
    guard let found = token.assignments.first(where: { $0.account == account && $0.role == role }) else {
      return ServiceError(403, "ForbiddenException", "No access").reply(exchange)
    }
    let identity = found.identity
    return .json(
      [
        "roleCredentials": [
          "accessKeyId": .string(identity.accessKeyID), "secretAccessKey": .string(identity.secret),
          "sessionToken": .text(identity.sessionToken),
          "expiration": .int((identity.expires ?? exchange.now + 3600) * 1000),
        ]
      ], headers: [("x-amzn-RequestId", exchange.requestID)])
  }
}

/// A client registered with SSO OIDC, and the refresh token it holds.
public struct OIDCClient: Sendable {
  public var clientID: String
  public var clientSecret: String
  public var refreshToken: String
  /// The token a refresh gives; a number is appended from the second on.
  public var accessToken: String
  public var assignments: [(account: String, role: String, identity: Identity)]
  /// Whether a refresh also replaces the refresh token.
  public var rotates: Bool
  /// How long its tokens last, in seconds.
  public var lifetime: Int

  public init(
    clientID: String, clientSecret: String, refreshToken: String, accessToken: String,
    assignments: [(account: String, role: String, identity: Identity)], rotates: Bool = true,
    lifetime: Int = 28_800
  ) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.refreshToken = refreshToken
    self.accessToken = accessToken
    self.assignments = assignments
    self.rotates = rotates
    self.lifetime = lifetime
  }

  public static let example = OIDCClient(
    clientID: "example-client-id", clientSecret: "example-client-secret",
    refreshToken: "aorAAAAAGexample-refresh-token", accessToken: "aoaAAAAAGexample-refreshed-token",
    assignments: SSOToken.good.assignments)
}

/// SSO OIDC: `CreateToken` by refresh.
struct OIDC {
  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    guard let body = exchange.request.json else {
      return refused(400, "InvalidRequestException", "invalid_request")
    }
    guard body["grantType"]?.string == "refresh_token" else {
      return refused(400, "UnsupportedGrantTypeException", "unsupported_grant_type")
    }
    guard
      let client = exchange.scenario.aws.oidcClients.first(where: { $0.clientID == body["clientId"]?.string }
      ),
      client.clientSecret == body["clientSecret"]?.string
    else { return refused(401, "InvalidClientException", "invalid_client") }
    let current = exchange.memory.with { $0.rotated[client.clientID] } ?? client.refreshToken
    guard body["refreshToken"]?.string == current else {
      return refused(400, "InvalidGrantException", "invalid_grant")
    }
    let serial = exchange.memory.serial()
    let access = client.accessToken + (current == client.refreshToken ? "" : "-\(serial)")
    let token = SSOToken(
      accessToken: access, assignments: client.assignments, expires: exchange.now + client.lifetime)
    let next = client.rotates ? "aorAAAAAGrotated-\(Text.token("\(client.clientID)\(serial)", 24))" : nil
    exchange.memory.with { values in
      values.ssoTokens.append(token)
      if let next { values.rotated[client.clientID] = next }
    }
    var reply: JSON = [
      "accessToken": .string(access), "expiresIn": .int(client.lifetime), "tokenType": "Bearer",
    ]
    if let next { reply = reply.adding("refreshToken", .string(next)) }
    return .json(reply, headers: [("x-amzn-RequestId", exchange.requestID)])
  }

  private func refused(_ status: Int, _ code: String, _ word: String) -> Reply {
    .json(
      [
        "error": .string(word),
        "error_description": .string("Invalid \(word.split(separator: "_").last ?? "request") provided"),
      ],
      status: status, headers: [("x-amzn-RequestId", exchange.requestID), ("x-amzn-ErrorType", code)])
  }
}
