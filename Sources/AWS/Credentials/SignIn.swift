import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sign-in service of `aws login`: renews a session (`CreateOAuth2Token`) without a signature, with proof of
/// possession.
struct SignIn: Sendable {
  private let context: ProviderContext
  private let login: Remedy.Shell

  /// - Parameter login: the command for a new login.
  init(_ context: ProviderContext, login: Remedy.Shell) {
    self.context = context
    self.login = login
  }

  /// The renewed session with a new refresh token.
  ///
  /// - Throws: `Failure`: `expired_credentials` if it has ended, `access_denied` if the user may not renew it,
  ///   `provider_failed`, `throttled`, `service_error`, `bad_response`, network codes.
  func refresh(_ token: LoginToken) async throws(Failure) -> LoginToken {
    guard let key = DPoP(pem: token.dpopKey) else {
      throw Failure(
        .providerFailed, "the cached session of aws login holds no usable key", hint: .run(login))
    }
    let url = try context.network.endpoint(.signin, try context.network.region()).url.appending(
      path: "/v1/token")
    let environment = context.environment
    let id = UUID().uuidString.lowercased()
    guard
      let proof = key.proof(url: url.text, now: Int64(environment.clock.now().timeIntervalSince1970), id: id)
    else {
      throw Failure(.internal, "the proof for the login session could not be signed", hint: .run(login))
    }
    var json = JSONWriter()
    json.object { json in
      json.member("clientId", token.clientID)
      json.member("refreshToken", token.refreshToken.reveal())
      json.member("grantType", "refresh_token")
    }
    var call = AWSCall(
      .signin, "CreateOAuth2Token", method: "POST", path: "/v1/token",
      headers: ["Content-Type": "application/json", "DPoP": proof], body: json.bytes,
      limits: Request.Limits(body: 1 << 20), hidesBodies: true)
    call.secrets = [token.refreshToken]
    let response = try await context.network.client(.none, environment: environment).send(call)
    guard response.status == 200 else {
      var context = AWSErrorContext(service: .signin, operation: "CreateOAuth2Token")
      context.login = login
      throw Failure(from: AWSServiceError(response), in: context)
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
      throw Failure(
        .badResponse, "the sign-in service's answer holds no credentials", hint: .run(login),
        service: "signin", httpStatus: response.status, attempts: response.attempts)
    }
    var renewed = token
    renewed.expiresAt = environment.clock.now().addingTimeInterval(min(max(0, answer.expiresIn), 1e9))
    renewed.credentials = Credentials(
      accessKeyID: answer.accessToken.accessKeyId,
      secretAccessKey: Secret(answer.accessToken.secretAccessKey),
      sessionToken: Secret(answer.accessToken.sessionToken), expiration: renewed.expiresAt,
      accountID: token.credentials.accountID)
    renewed.refreshToken = Secret(answer.refreshToken)
    return renewed
  }

  private struct Answer: Decodable {
    struct Set: Decodable {
      var accessKeyId: String
      var secretAccessKey: String
      var sessionToken: String
    }
    var accessToken: Set
    /// Seconds until it expires.
    var expiresIn: Double
    var refreshToken: String
  }
}
