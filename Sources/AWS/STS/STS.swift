public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Three calls of the Security Token Service (query API, version 2011-06-15).
public struct STS: Sendable {
  private let client: AWSClient
  private let environment: Environment
  private let origin: CredentialOrigin?

  /// Makes a client.
  ///
  /// - Parameter origin: the origin of the credentials that `client` signs with, for messages if they are refused.
  public init(client: AWSClient, environment: Environment, origin: CredentialOrigin?) {
    self.client = client
    self.environment = environment
    self.origin = origin
  }

  /// The identity of the credentials. Needs no permission.
  ///
  /// - Throws: `Failure`: `expired_credentials`, `invalid_credentials`, `clock_skew`, `bad_response`, network codes.
  public func callerIdentity() async throws(Failure) -> CallerIdentity {
    let response = try await send("GetCallerIdentity", [])
    let xml = XMLText(response.body)
    guard let account = xml.first("Account"), let arn = xml.first("Arn"), let user = xml.first("UserId")
    else {
      throw Self.badResponse("GetCallerIdentity", response)
    }
    return CallerIdentity(
      account: account, arn: arn, userID: user, clockSkew: ClockSkew.measured(response, environment))
  }

  /// Temporary credentials of a role.
  ///
  /// - Throws: `Failure` like `callerIdentity`, and `access_denied` if the role may not be assumed.
  func assumeRole(_ role: AssumeRoleRequest, tokenCode: String?) async throws(Failure) -> AssumedRole {
    var parameters = role.parameters(now: environment.clock.now())
    if let tokenCode { parameters.append(("TokenCode", tokenCode)) }
    return try assumed(
      "AssumeRole",
      try await send(
        "AssumeRole", parameters, secrets: tokenCode.map { [Secret($0)] } ?? [], role: role.roleARN))
  }

  /// Temporary credentials of a role for an OIDC token. The call is unsigned.
  ///
  /// - Throws: `Failure` like `assumeRole`.
  func assumeRole(_ role: AssumeRoleRequest, webIdentity token: Secret) async throws(Failure) -> AssumedRole {
    let parameters = role.parameters(now: environment.clock.now()) + [("WebIdentityToken", token.reveal())]
    return try assumed(
      "AssumeRoleWithWebIdentity",
      try await send(
        "AssumeRoleWithWebIdentity", parameters, secrets: [token], role: role.roleARN))
  }

  private func send(
    _ action: String, _ parameters: [(name: String, value: String)], secrets: [Secret]? = nil, role: String? = nil
  ) async throws(Failure) -> Response {
    let pairs = [(name: "Action", value: action), (name: "Version", value: "2011-06-15")] + parameters
    let body = pairs.map { PercentEncoding.component($0.name) + "=" + PercentEncoding.component($0.value) }
    var call = AWSCall(
      .sts, action, method: "POST", path: "/",
      headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: Array(body.joined(separator: "&").utf8), limits: Request.Limits(body: 1 << 20), hidesBodies: secrets != nil)
    call.secrets = secrets ?? []
    let response = try await client.send(call)
    if response.status == 200 { return response }
    var context = AWSErrorContext(
      service: .sts, operation: action, now: environment.clock.now().timeIntervalSince1970, origin: origin)
    context.role = role
    throw Failure(from: AWSServiceError(response), in: context)
  }

  private func assumed(_ action: String, _ response: Response) throws(Failure) -> AssumedRole {
    let xml = XMLText(response.body)
    guard let id = xml.first("AccessKeyId"), let secret = xml.first("SecretAccessKey"),
      let token = xml.first("SessionToken"), let end = xml.first("Expiration").flatMap(Timestamp.parse)
    else { throw Self.badResponse(action, response) }
    // If new credentials have expired already, one of the clocks is wrong. Using them would only fail later.
    guard end > environment.clock.now() else { throw CredentialRefusal.expired(origin) }
    let arn = xml.first("Arn")
    return AssumedRole(
      credentials: Credentials(
        accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: Secret(token), expiration: end,
        accountID: arn.flatMap(ARN.init).flatMap { $0.account.isEmpty ? nil : $0.account }),
      roleID: xml.first("AssumedRoleId"), arn: arn, requestID: xml.first("RequestId"))
  }

  private static func badResponse(_ action: String, _ response: Response) -> Failure {
    Failure(
      .badResponse, "the answer of \(response.url.host) to \(action) is not what STS answers",
      hint: "check the endpoint: \(option: .endpoint), AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL and the proxy",
      service: "sts", httpStatus: response.status, attempts: response.attempts)
  }
}
