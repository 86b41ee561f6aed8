public import Core

/// What was being done when a service answered with an error.
public struct AWSErrorContext: Sendable {
  /// The service asked.
  public var service: AWSService
  /// The operation: `Converse`.
  public var operation: String
  /// The region asked.
  public var region: String
  /// The time here, in seconds since 1970; nil where the clock must not be compared with the service's.
  public var now: Double?
  /// Where the credentials came from.
  public var origin: CredentialOrigin?
  /// The model asked for and the id it was called by.
  public var model: ModelChoice?
  /// Requests sent, where counted.
  public var attempts: Int?
  /// The time they took together.
  public var elapsed: Duration?
  /// The foundation-model ARNs a profile leads to, where they could be read.
  public var destinations: [String] = []
  /// The role to assume.
  var role: String?
  /// The profile whose SSO role was asked for.
  var sso: SSOProfile?
  /// The command that logs in anew, where a login is being renewed.
  var login: Remedy.Shell?

  /// A context.
  public init(
    service: AWSService, operation: String, region: String = "", now: Double? = nil, origin: CredentialOrigin? = nil,
    model: ModelChoice? = nil
  ) {
    self.service = service
    self.operation = operation
    self.region = region
    self.now = now
    self.origin = origin
    self.model = model
  }

  /// Whether the request was signed or carried an API key. Only such a request has credentials to refuse: the token
  /// of a web identity is refused in the words of a session token, but is another thing.
  var isSigned: Bool { service.signingName != nil && operation != "AssumeRoleWithWebIdentity" }

  /// The name of the model in sentences: the one asked for.
  var modelName: String { model?.requested ?? "the model" }
  /// The id the model is called by.
  var used: String { model?.used ?? "" }
  /// The console page of the region.
  func console(_ page: String) -> String {
    "https://console.aws.amazon.com/bedrock/home?region=\(region)#/\(page)"
  }
  /// The page of Bedrock's quotas.
  var quotas: String {
    "https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas?region=\(region)"
  }
  /// What was tried and for how long: ` (3 attempts in 4 s)`.
  var tried: String {
    guard let attempts, attempts > 1 else { return "" }
    let time = elapsed.map { " in \(max(1, $0.components.seconds)) s" } ?? ""
    return " (\(attempts) attempts\(time))"
  }
}
