/// The caller of Bedrock, its Region and its permissions.
struct Caller: Sendable {
  var principal: Principal
  var policy: Policy
  var region: String
}

/// Authorises requests for Bedrock, or refuses them in Bedrock's words.
struct BedrockAuthorization {
  let exchange: Exchange
  /// The signing name: Polly and Transcribe refuse in the same words.
  var service = "bedrock"

  func caller() throws(ServiceError) -> Caller {
    if service == "bedrock", let authorization = exchange.request.header("authorization"),
      authorization.lowercased().hasPrefix("bearer ")
    {
      return try bearer(String(authorization.dropFirst(7)))
    }
    do throws(SigV4Check.Refusal) {
      let (identity, region) = try SigV4Check(exchange: exchange, service: service).verify()
      return Caller(principal: identity.principal, policy: identity.policy, region: region)
    } catch {
      throw Self.worded(error)
    }
  }

  static func worded(_ refusal: SigV4Check.Refusal) -> ServiceError {
    switch refusal {
    case .missing: ServiceError(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
    case .malformed(let text): ServiceError(403, "IncompleteSignatureException", text)
    case .unknownKey, .badToken:
      ServiceError(
        403, "UnrecognizedClientException", "The security token included in the request is invalid.")
    case .expiredToken:
      ServiceError(403, "ExpiredTokenException", "The security token included in the request is expired")
    case .clock(let text), .scope(let text): ServiceError(403, "InvalidSignatureException", text)
    case .mismatch: ServiceError(403, "InvalidSignatureException", STS.mismatch)
    }
  }

  private func bearer(_ value: String) throws(ServiceError) -> Caller {
    func refused(_ text: String) -> ServiceError {
      ServiceError(403, "AccessDeniedException", text, capital: true)
    }
    guard value.hasPrefix("ABSK") || value.hasPrefix("bedrock-api-key-") else {
      throw refused("Invalid API Key format: Must start with pre-defined prefix")
    }
    let region = exchange.scenario.bedrock.region
    guard let token = exchange.scenario.aws.bearerTokens.first(where: { $0.value == value }),
      token.region == nil || token.region == region
    else {
      throw refused("Authentication failed: Please make sure your API Key is valid.")
    }
    if let expires = token.expires, expires <= exchange.now { throw refused("Bearer Token has expired") }
    return Caller(principal: token.principal, policy: token.policy, region: region)
  }

  /// Checks that the caller may do `action` on all of `resources`.
  static func check(_ caller: Caller, _ action: String, on resources: [String]) throws(ServiceError) {
    if let text = caller.policy.refusal(caller.principal, action, on: resources) {
      throw ServiceError(403, "AccessDeniedException", text, capital: true)
    }
  }
}
