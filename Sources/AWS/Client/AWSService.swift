package import Core

/// An AWS service that is called.
public struct AWSService: Sendable, Hashable {
  /// The name in messages and JSON: `sts`, `bedrock`, `bedrock-runtime`, `transcribe-streaming`, `polly`, `sso`,
  /// `sso-oidc`, `signin`.
  public let id: String
  /// The name in the SigV4 scope; nil for services that are not called with a signature.
  public let signingName: String?
  /// The suffix of `AWS_ENDPOINT_URL_`; in lower case, the key in a `[services]` section.
  public let endpointName: String

  /// The name in sentences.
  var title: String {
    switch self {
    case .polly: "Amazon Polly"
    case .transcribe: "Amazon Transcribe"
    case .sts: "AWS STS"
    default: "Bedrock"
    }
  }

  /// The variable that sets its endpoint.
  package var endpointVariable: Variable {
    Variable(
      "AWS_ENDPOINT_URL_" + endpointName,
      "endpoint of one AWS service; outranked by \(SettingKey.endpoint.option ?? "")")
  }

  /// Every service, in the order of the documentation.
  public static let all: [AWSService] = [
    .sts, .bedrock, .bedrockRuntime, .transcribe, .polly, .sso, .ssoOIDC, .signin,
  ]

  /// Security Token Service.
  public static let sts = AWSService(id: "sts", signingName: "sts", endpointName: "STS")
  /// The control plane of Bedrock.
  public static let bedrock = AWSService(id: "bedrock", signingName: "bedrock", endpointName: "BEDROCK")
  /// Bedrock Runtime, which uses `bedrock` as signing name.
  public static let bedrockRuntime = AWSService(
    id: "bedrock-runtime", signingName: "bedrock", endpointName: "BEDROCK_RUNTIME")
  /// Amazon Transcribe's streaming service: speech to text.
  public static let transcribe = AWSService(
    id: "transcribe-streaming", signingName: "transcribe", endpointName: "TRANSCRIBE_STREAMING")
  /// Amazon Polly: text to speech.
  public static let polly = AWSService(id: "polly", signingName: "polly", endpointName: "POLLY")
  /// The portal of IAM Identity Center.
  public static let sso = AWSService(id: "sso", signingName: nil, endpointName: "SSO")
  /// The OIDC service of IAM Identity Center.
  public static let ssoOIDC = AWSService(id: "sso-oidc", signingName: nil, endpointName: "SSO_OIDC")
  /// The sign-in service of `aws login`.
  public static let signin = AWSService(id: "signin", signingName: nil, endpointName: "SIGNIN")
}
