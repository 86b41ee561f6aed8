/// Temporary credentials made by STS.
struct IssuedCredentials {
  let identity: Identity
  let xml: String

  /// Makes credentials for a session of `role`, which the emulator knows from now on.
  init(_ exchange: Exchange, role: Role, session: String, seconds: Int, extra: String = "") {
    let seed = "\(role.arn)/\(session)/\(exchange.memory.serial())"
    let roleID = "AROA" + Text.token(role.arn, 17)
    let principal = Principal(
      arn: "arn:aws:sts::\(role.account):assumed-role/\(role.name)/\(session)",
      userID: "\(roleID):\(session)",
      account: role.account)
    let identity = Identity(
      accessKeyID: "ASIA" + Text.token(seed, 16), secret: Text.token("secret " + seed, 40),
      sessionToken: "FwoGZXIvYXdzE" + Text.token("token " + seed, 120) + "/+=",
      expires: exchange.now + seconds,
      principal: principal, policy: role.policy)
    exchange.memory.with { $0.issued[identity.accessKeyID] = identity }
    self.identity = identity
    xml = """
          <AssumedRoleUser>
            <AssumedRoleId>\(Text.xml(principal.userID))</AssumedRoleId>
            <Arn>\(Text.xml(principal.arn))</Arn>
          </AssumedRoleUser>
          <Credentials>
            <AccessKeyId>\(identity.accessKeyID)</AccessKeyId>
            <SecretAccessKey>\(identity.secret)</SecretAccessKey>
            <SessionToken>\(Text.xml(identity.sessionToken ?? ""))</SessionToken>
            <Expiration>\(Timestamp.iso(exchange.now + seconds))</Expiration>
          </Credentials>\(extra)
      """
  }
}

/// The checks of parameters that both operations share.
enum RoleParameters {
  static func session(_ request: HTTPRequest) throws(ServiceError) -> String {
    guard let session = request.field("RoleSessionName") else { throw missing("roleSessionName") }
    let allowed = session.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "_+=,.@-".unicodeScalars.contains(scalar)
    }
    guard (2...64).contains(session.count), allowed else {
      throw invalid(session, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*")
    }
    return session
  }

  static func seconds(_ request: HTTPRequest, longest: Int, chained: Bool) throws(ServiceError) -> Int {
    guard let text = request.field("DurationSeconds") else { return 3600 }
    guard let seconds = Int(text) else { throw invalid(text, "durationSeconds", "be a number") }
    guard seconds >= 900 else {
      throw invalid(text, "durationSeconds", "have value greater than or equal to 900")
    }
    guard seconds <= 43_200 else {
      throw invalid(text, "durationSeconds", "have value less than or equal to 43200")
    }
    if chained, seconds > 3600 {
      throw ServiceError(
        400, "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining")
    }
    guard seconds <= longest else {
      throw ServiceError(
        400, "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
    }
    return seconds
  }

  static func missing(_ name: String) -> ServiceError {
    ServiceError(
      400, "ValidationError",
      "1 validation error detected: Value null at '\(name)' failed to satisfy constraint: Member must not "
        + "be null"
    )
  }

  static func invalid(_ value: String, _ name: String, _ rule: String) -> ServiceError {
    ServiceError(
      400, "ValidationError",
      "1 validation error detected: Value '\(value)' at '\(name)' failed to satisfy constraint: Member "
        + "must \(rule)"
    )
  }
}

/// `AssumeRole`.
struct AssumeRole {
  let exchange: Exchange
  let caller: Identity

  func answer() throws(ServiceError) -> Reply {
    let request = exchange.request
    guard let arn = request.field("RoleArn") else { throw RoleParameters.missing("roleArn") }
    let session = try RoleParameters.session(request)
    if let external = request.field("ExternalId"), external.count < 2 {
      throw RoleParameters.invalid(external, "externalId", "have length greater than or equal to 2")
    }
    let refusal = ServiceError(
      403, "AccessDenied",
      "User: \(caller.principal.arn) is not authorized to perform: sts:AssumeRole on resource: \(arn)")
    guard let role = exchange.scenario.aws.roles.first(where: { $0.arn == arn }),
      role.trusts.contains(where: { Text.matches(caller.principal.arn, $0) }),
      role.externalID == nil || role.externalID == request.field("ExternalId")
    else { throw refusal }
    if let mfa = role.mfa {
      guard let serial = request.field("SerialNumber"), let code = request.field("TokenCode") else {
        throw refusal
      }
      guard serial == mfa.serial, code == mfa.code else {
        throw ServiceError(
          403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ")
      }
    }
    let chained = caller.principal.arn.contains(":assumed-role/")
    let seconds = try RoleParameters.seconds(request, longest: role.longest, chained: chained)
    let issued = IssuedCredentials(exchange, role: role, session: session, seconds: seconds)
    return STS.success(exchange, "AssumeRole", issued.xml)
  }
}

/// `AssumeRoleWithWebIdentity`, an unsigned operation.
struct AssumeRoleWithWebIdentity {
  let exchange: Exchange

  func answer() throws(ServiceError) -> Reply {
    let request = exchange.request
    guard let arn = request.field("RoleArn") else { throw RoleParameters.missing("roleArn") }
    guard let value = request.field("WebIdentityToken") else {
      throw RoleParameters.missing("webIdentityToken")
    }
    let session = try RoleParameters.session(request)
    let trimmed = value.last == "\n" ? String(value.dropLast()) : value
    guard let token = exchange.scenario.aws.webTokens.first(where: { $0.value == trimmed }) else {
      throw ServiceError(
        400, "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you "
          + "sent an Access Token)")
    }
    switch token.state {
    case .good: break
    case .expired:
      throw ServiceError(
        400, "ExpiredTokenException", "Token expired: current date/time must be before the expiration")
    case .rejected: throw ServiceError(403, "IDPRejectedClaim", "The identity provider rejected the claim")
    case .unreachable:
      throw ServiceError(
        400, "IDPCommunicationError", "Error communicating with the identity provider")
    }
    guard let role = exchange.scenario.aws.roles.first(where: { $0.arn == arn }),
      token.roles.contains(where: { Text.matches(arn, $0) })
    else {
      throw ServiceError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    }
    let seconds = try RoleParameters.seconds(request, longest: role.longest, chained: false)
    let extra = """

          <SubjectFromWebIdentityToken>\(Text.xml(token.subject))</SubjectFromWebIdentityToken>
          <Audience>sts.amazonaws.com</Audience>
      """
    let issued = IssuedCredentials(exchange, role: role, session: session, seconds: seconds, extra: extra)
    return STS.success(exchange, "AssumeRoleWithWebIdentity", issued.xml)
  }
}
