import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Two unsigned calls of IAM Identity Center for a user who is logged in.
struct SSOPortal: Sendable {
  private let client: AWSClient
  private let environment: Environment

  /// - Parameter region: the portal's region (`sso_region`), not the selected one.
  init(_ context: ProviderContext, region: String) {
    client = context.network.client(region: region, .none, environment: context.environment)
    environment = context.environment
  }

  /// The credentials of the role (`GetRoleCredentials`).
  ///
  /// - Throws: `Failure`: `expired_credentials` if the token is refused, `access_denied` if the user may not use the
  ///   role, network codes.
  func credentials(_ sso: SSOProfile, _ token: SSOToken) async throws(Failure) -> Credentials {
    let response = try await client.send(
      AWSCall(
        .sso, "GetRoleCredentials", method: "GET", path: "/federation/credentials",
        query: [("role_name", sso.role), ("account_id", sso.account)],
        headers: ["x-amz-sso_bearer_token": token.accessToken.reveal()],
        limits: Request.Limits(body: 1 << 20),
        hidesBodies: true))
    guard response.status == 200 else {
      var context = AWSErrorContext(service: .sso, operation: "GetRoleCredentials")
      context.sso = sso
      throw Failure(from: AWSServiceError(response), in: context)
    }
    guard let set = try? JSONDecoder().decode(Answer.self, from: Data(response.body)).roleCredentials else {
      throw Failure(
        .badResponse, "the SSO portal's answer holds no credentials",
        hint: "check sso_region of profile \(sso.profile), AWS_ENDPOINT_URL_SSO and the proxy",
        service: "sso",
        httpStatus: response.status, attempts: response.attempts)
    }
    return Credentials(
      accessKeyID: set.accessKeyId, secretAccessKey: Secret(set.secretAccessKey),
      sessionToken: Secret(set.sessionToken), expiration: Date(timeIntervalSince1970: set.expiration / 1000),
      accountID: sso.account)
  }

  private struct Answer: Decodable {
    struct Set: Decodable {
      var accessKeyId: String
      var secretAccessKey: String
      var sessionToken: String
      /// Milliseconds since 1970.
      var expiration: Double
    }
    var roleCredentials: Set
  }

  /// A new token for a refreshable one (`CreateToken` with grant type `refresh_token`).
  ///
  /// - Throws: `Failure`: `provider_failed` if it is refused, `throttled`, `service_error`, `bad_response`, network
  ///   codes.
  func refresh(_ token: SSOToken) async throws(Failure) -> SSOToken {
    var json = JSONWriter()
    json.object { json in
      json.member("grantType", "refresh_token")
      json.member("clientId", token.clientID)
      json.member("clientSecret", token.clientSecret?.reveal())
      json.member("refreshToken", token.refreshToken?.reveal())
    }
    var call = AWSCall(
      .ssoOIDC, "CreateToken", method: "POST", path: "/token", headers: ["Content-Type": "application/json"],
      body: json.bytes, limits: Request.Limits(body: 1 << 20), hidesBodies: true)
    call.secrets = [token.clientSecret, token.refreshToken].compactMap { $0 }
    let response = try await client.send(call)
    guard response.status == 200 else {
      throw Failure(
        from: AWSServiceError(response), in: AWSErrorContext(service: .ssoOIDC, operation: "CreateToken"))
    }
    guard let answer = try? JSONDecoder().decode(Refreshed.self, from: Data(response.body)) else {
      throw Failure(
        .badResponse, "the SSO service's answer holds no token",
        hint: "check sso_region, AWS_ENDPOINT_URL_SSO_OIDC and the proxy", service: "sso-oidc",
        httpStatus: response.status, attempts: response.attempts)
    }
    var renewed = token
    renewed.accessToken = Secret(answer.accessToken)
    renewed.expiresAt = environment.clock.now().addingTimeInterval(min(max(0, answer.expiresIn), 1e9))
    renewed.refreshToken = answer.refreshToken.map(Secret.init)
    return renewed
  }

  private struct Refreshed: Decodable {
    var accessToken: String
    /// Seconds until it expires.
    var expiresIn: Double
    var refreshToken: String?
  }
}
