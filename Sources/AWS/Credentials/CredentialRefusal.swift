public import Core

/// What a service means when it refuses the credentials of a request: expired, unknown, wrongly signed, or signed
/// by a clock that is off. Every service says it in its own codes; here they become the contract's four failures.
public enum CredentialRefusal {
  /// The failure an answer of `service` is, or nil where it does not speak of credentials.
  ///
  /// The sentence of an expired set contains `ExpiredToken`, that of an unknown one `Invalid security token`.
  ///
  /// - Parameters:
  ///   - error: the error response, as read.
  ///   - service: the service that answered.
  ///   - origin: where the refused credentials came from; decides the hint.
  ///   - serverDate: the response's `Date` header in seconds since 1970 (`HTTPDate.seconds`), where it has one.
  ///   - now: the time here, in seconds since 1970.
  public static func failure(
    _ error: AWSServiceError, service: AWSService, origin: CredentialOrigin?, serverDate: Double?, now: Double
  ) -> Failure? {
    guard let kind = kind(error, skew: serverDate.map { now - $0 }) else { return nil }
    var failure =
      switch kind {
      case .clock(let skew): clock(skew)
      case .expired: expired(origin)
      case .unknown: unknown(origin)
      case .signature: signature(origin)
      case .apiKey: apiKey(origin)
      }
    failure.service = service.id
    failure.awsCode = error.code
    failure.httpStatus = error.status
    failure.requestID = error.requestID
    failure.attempts = error.attempts
    failure.cause = error.message
    return failure
  }

  /// The failure of a set whose end is known here to be past, before anyone is asked.
  public static func expired(_ origin: CredentialOrigin?) -> Failure {
    Failure(
      .expiredCredentials, "the AWS credentials\(place(origin)) have expired (ExpiredToken)",
      hint: (origin?.renewal ?? unknownOrigin))
  }

  private enum Kind { case clock(Double?), expired, unknown, signature, apiKey }

  /// AWS refuses a signature whose date is more than five minutes off.
  private static let tolerance = 300.0

  private static func kind(_ error: AWSServiceError, skew: Double?) -> Kind? {
    let message = error.message?.lowercased() ?? ""
    let isSkewed = skew.map { abs($0) >= tolerance } ?? false
    // The endpoint is another region's or service's: the credentials themselves may be good.
    if message.contains("should be scoped to") { return nil }
    switch error.code {
    case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture": return .clock(skew)
    case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired": return .expired
    case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidToken",
      "NotSignedUp", "OptInRequired":
      return .unknown
    case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature",
      "IncompleteSignatureException", "AuthFailure", "MissingAuthenticationToken",
      "MissingAuthenticationTokenException":
      let speaksOfTime = message.contains("signature expired") || message.contains("not yet current")
      return speaksOfTime || isSkewed ? .clock(skew) : .signature
    default: break
    }
    // API keys are refused in words alone, under codes that also mean other things.
    guard error.status == 401 || error.status == 403 || error.status == 400 else { return nil }
    if message.contains("security token included in the request is expired") { return .expired }
    if message.contains("security token included in the request is invalid") { return .unknown }
    if message.contains("bearer token has expired") { return .expired }
    if message.contains("api key is valid") || message.contains("invalid api key") { return .apiKey }
    return nil
  }

  private static func clock(_ skew: Double?) -> Failure {
    let off = skew.map { skew in
      // AWS takes five minutes either way: a clock that agrees within one was set meanwhile, or the request waited.
      abs(skew) < 60
        ? " agrees with the service's by now"
        : " is \(RelativeTime.span(abs(skew))) \(skew < 0 ? "behind" : "ahead of") the service's"
    }
    return Failure(
      .clockSkew, "the request was refused for its date: this machine's clock\(off ?? " seems to be wrong")",
      hint:
        "set the clock (`timedatectl set-ntp true`, or `sudo sntp -sS time.apple.com` on macOS) and run again",
      moreHints: ["in a virtual machine or container the clock of the host counts"])
  }

  private static func unknown(_ origin: CredentialOrigin?) -> Failure {
    let hint =
      switch origin?.source {
      case .environment, .dotenv:
        "check AWS_ACCESS_KEY_ID; a key beginning ASIA needs its AWS_SESSION_TOKEN, one beginning AKIA has none"
      case .sharedCredentialsFile, .configFile, .botoConfig, .ec2CredentialsFile:
        "check the access key there: it may be deleted, inactive, mistyped, or of another AWS partition"
      default: (origin?.renewal ?? unknownOrigin)
      }
    return Failure(
      .invalidCredentials, "Invalid security token: AWS does not know the credentials\(place(origin))",
      hint: hint, moreHints: ["sva whoami --explain shows where every part of them comes from"])
  }

  private static func signature(_ origin: CredentialOrigin?) -> Failure {
    Failure(
      .invalidCredentials,
      "Invalid security token: the signature does not match, so the secret access key\(place(origin)) is wrong",
      hint: "set the secret access key that belongs to the access key id, without blanks or quotes around it",
      moreHints: ["a proxy that changes headers has the same effect; sva whoami --explain shows the sources"])
  }

  private static func apiKey(_ origin: CredentialOrigin?) -> Failure {
    Failure(
      .invalidCredentials, "Invalid security token: Bedrock does not accept the API key\(place(origin))",
      hint:
        "a short-term API key works only in the Region it was made in: check --region, or make a new key in "
        + "the Bedrock console and set AWS_BEARER_TOKEN_BEDROCK")
  }

  private static let unknownOrigin = "get new credentials; sva whoami --explain shows where these come from"

  private static func place(_ origin: CredentialOrigin?) -> String {
    origin.map { " from \($0.detail)" } ?? ""
  }
}
