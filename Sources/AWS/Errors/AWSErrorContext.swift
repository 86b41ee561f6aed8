internal import Core

/// The call that was answered with an error.
public struct AWSErrorContext: Sendable {
  /// The service.
  public var service: AWSService
  /// The operation: `Converse`.
  public var operation: String
  /// The region.
  public var region: String
  /// The local time in seconds since 1970; nil if it must not be compared with the service's.
  public var now: Double?
  /// The origin of the credentials.
  public var origin: CredentialOrigin?
  /// The requested model and the id that was invoked.
  public var model: ModelChoice?
  /// The number of requests sent, if counted.
  public var attempts: Int?
  /// The time of all attempts together.
  public var elapsed: Duration?
  /// The foundation-model ARNs of an inference profile, if they could be read.
  public var destinations: [String] = []
  /// The voice and engine of a synthesis, for sentences: `the voice Vicki with the engine neural`.
  var speaker: String?
  /// The guardrail that the request named.
  public var guardrail: Guardrail?
  /// The service tier that the request named.
  public var serviceTier: ServiceTier?
  /// The role to assume.
  var role: String?
  /// The profile whose SSO role was requested.
  var sso: SSOProfile?
  /// The command for a new login, if a login is renewed.
  var login: Remedy.Shell?

  /// Makes a context.
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

  /// Whether the request was signed or had an API key, so that its credentials can be refused. The token of a web
  /// identity is refused with the same message as a session token, but is not one.
  var isSigned: Bool { service.signingName != nil && operation != "AssumeRoleWithWebIdentity" }

  /// The name of the model for sentences: the requested one.
  var modelName: String { model?.requested ?? "the model" }
  /// Whether the call asks for embeddings.
  var isEmbedding: Bool { operation == "InvokeModel" }
  /// The option that chooses the model, up to its value.
  var modelOption: Remedy { isEmbedding ? "\(option: .embeddingModel)=" : "\(option: .model) " }
  /// The id that was invoked.
  var used: String { model?.used ?? "" }
  /// The URL of a page of the AWS console in the region.
  func console(_ page: String) -> String {
    "https://console.aws.amazon.com/bedrock/home?region=\(region)#/\(page)"
  }
  /// The URL of the page of Bedrock's quotas.
  var quotas: String {
    "https://console.aws.amazon.com/servicequotas/home/services/bedrock/quotas?region=\(region)"
  }
  /// The attempts and their time: ` (3 attempts in 4 s)`.
  var attemptSummary: String {
    guard let attempts, attempts > 1 else { return "" }
    let time = elapsed.map { " in \(max(1, $0.components.seconds)) s" } ?? ""
    return " (\(attempts) attempts\(time))"
  }
}
