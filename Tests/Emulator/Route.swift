/// The service and operation of a request, from its method, path and body: all services share one port.
struct Route: Sendable {
  /// The service, by the name logs and faults use.
  var service: Service
  /// The operation, by the API's name.
  var operation: String

  init(_ service: Service, _ operation: String) {
    self.service = service
    self.operation = operation
  }

  init(_ request: HTTPRequest, _ scenario: Scenario) {
    self = Self.find(request, scenario) ?? Route(.unknown, "Unknown")
  }

  private static func find(_ request: HTTPRequest, _ scenario: Scenario) -> Route? {
    let segments = request.segments
    let get = request.method == "GET"
    if let container = scenario.aws.container, request.path == container.path {
      return Route(.container, "GetCredentials")
    }
    switch segments.first {
    case "stream-transcription" where request.method == "POST": return Route(.transcribe, "StartStreamTranscription")
    case nil where request.method == "POST":
      return Route(.sts, request.field("Action") ?? "Unknown")
    case "model" where segments.count == 3 && request.method == "POST":
      let operations = [
        "converse": "Converse", "converse-stream": "ConverseStream", "invoke": "InvokeModel",
        "invoke-with-response-stream": "InvokeModelWithResponseStream", "count-tokens": "CountTokens",
      ]
      return operations[segments[2]].map { Route(.bedrockRuntime, $0) }
    case "foundation-models" where get:
      return Route(.bedrock, segments.count == 1 ? "ListFoundationModels" : "GetFoundationModel")
    case "inference-profiles" where get:
      return Route(.bedrock, segments.count == 1 ? "ListInferenceProfiles" : "GetInferenceProfile")
    case "foundation-model-availability" where get && segments.count == 2:
      return Route(.bedrock, "GetFoundationModelAvailability")
    case "f" where get: return Route(.assets, "asset")
    case "federation" where get && segments.last == "credentials":
      return Route(.sso, "GetRoleCredentials")
    case "token" where request.method == "POST": return Route(.ssoOIDC, "CreateToken")
    case "latest":
      return Route(.metadata, request.method == "PUT" ? "PutToken" : "GetMetadata")
    case "v1":
      if segments == ["v1", "speech"], request.method == "POST" { return Route(.polly, "SynthesizeSpeech") }
      if segments == ["v1", "voices"], get { return Route(.polly, "DescribeVoices") }
      if segments == ["v1", "token"] { return Route(.signIn, "CreateOAuth2Token") }
      return Management.operation(segments).map { Route(.management, $0) }
    case "v2" where segments.count >= 2 && segments[1] == "cdn":
      return Delivery.operation(Array(segments.dropFirst(2))).map { Route(.delivery, $0) }
    default: return nil
    }
  }
}

/// The services of an emulator.
public enum Service: String, Sendable {
  case sts
  case bedrock
  case bedrockRuntime = "bedrock-runtime"
  case polly
  case sso
  case ssoOIDC = "sso-oidc"
  case signIn = "signin"
  case transcribe
  case metadata = "imds"
  case container
  /// Storyblok's management API.
  case management = "mapi"
  /// Storyblok's content delivery API.
  case delivery = "cdn"
  /// Storyblok's asset host.
  case assets
  case unknown
}
