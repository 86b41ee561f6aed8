/// The Security Token Service.
struct STS {
  static let mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
    + "Access Key and signing method. Consult the service documentation for details."

  private let exchange: Exchange
  private var request: HTTPRequest { exchange.request }

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    do throws(ServiceError) {
      guard request.field("Version") == "2011-06-15" else {
        throw ServiceError(
          400, "InvalidAction", "Could not find operation \(exchange.route.operation) for version")
      }
      switch exchange.route.operation {
      case "GetCallerIdentity": return try callerIdentity()
      case "AssumeRole": return try AssumeRole(exchange: exchange, caller: caller().0).answer()
      case "AssumeRoleWithWebIdentity": return try AssumeRoleWithWebIdentity(exchange: exchange).answer()
      default:
        throw ServiceError(
          400, "InvalidAction", "Could not find operation \(exchange.route.operation) for version 2011-06-15")
      }
    } catch {
      return error.reply(exchange)
    }
  }

  private func callerIdentity() throws(ServiceError) -> Reply {
    let principal = try caller().0.principal
    return Self.success(
      exchange, "GetCallerIdentity",
      """
          <Arn>\(Text.xml(principal.arn))</Arn>
          <UserId>\(Text.xml(principal.userID))</UserId>
          <Account>\(principal.account)</Account>
      """)
  }

  private func caller() throws(ServiceError) -> (Identity, String) {
    do throws(SigV4Check.Refusal) {
      let (identity, region) = try SigV4Check(exchange: exchange, service: "sts").verify()
      if exchange.scenario.aws.disabledRegions.contains(region) { throw .scope("disabled \(region)") }
      return (identity, region)
    } catch {
      throw Self.worded(error)
    }
  }

  private static func worded(_ refusal: SigV4Check.Refusal) -> ServiceError {
    switch refusal {
    case .missing: ServiceError(403, "MissingAuthenticationToken", "Request is missing Authentication Token")
    case .malformed(let text): ServiceError(400, "IncompleteSignature", text)
    case .unknownKey, .badToken:
      ServiceError(403, "InvalidClientTokenId", "The security token included in the request is invalid.")
    case .expiredToken:
      ServiceError(403, "ExpiredToken", "The security token included in the request is expired")
    case .scope(let text) where text.hasPrefix("disabled "):
      ServiceError(
        403, "RegionDisabledException",
        "STS is not activated in this region for account:111122223333. Your account administrator can "
          + "activate STS in this region using the IAM Console.")
    case .clock(let text), .scope(let text): ServiceError(403, "SignatureDoesNotMatch", text)
    case .mismatch: ServiceError(403, "SignatureDoesNotMatch", mismatch)
    }
  }

  /// An answer that went well.
  static func success(_ exchange: Exchange, _ operation: String, _ result: String) -> Reply {
    let text = """
      <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <\(operation)Result>
      \(result)
        </\(operation)Result>
        <ResponseMetadata>
          <RequestId>\(exchange.requestID)</RequestId>
        </ResponseMetadata>
      </\(operation)Response>

      """
    return Reply.text(text, type: "text/xml").adding("x-amzn-RequestId", exchange.requestID)
  }
}
