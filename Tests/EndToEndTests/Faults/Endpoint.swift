import Emulator

/// One operation of a service, and a command that calls it before anything that could fail.
struct Endpoint: Sendable, CustomStringConvertible {
  /// The effect of its failures on the program.
  enum Family: Sendable {
    case sts, control, converse, stream, storyblok, portal, renewal, container, metadata
    /// The command can do without the operation, unless the whole service is unreachable.
    case optional
  }

  var name: String
  var family: Family
  /// What a fault's pattern matches.
  var pattern: String
  var arguments: [String]
  /// Variables beside those of a valid configuration; an empty value removes one.
  var variables: @Sendable (Sandbox) -> [String: String] = { _ in [:] }
  /// The variables that lead this operation to another address.
  var redirected: @Sendable (_ base: String) -> [String: String]
  /// Files the command needs.
  var prepare: @Sendable (Sandbox) throws -> Void = { _ in }

  var description: String { name }
  /// Whether it reads one thing rather than a list.
  var readsOne: Bool { name.hasPrefix("space") || name.hasPrefix("story,") }

  static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  static let all = bedrock + storyblok + credentials

  private static let bedrock: [Endpoint] = [
    Endpoint(
      name: "GetCallerIdentity", family: .sts, pattern: "sts:GetCallerIdentity",
      arguments: ["whoami", "--service", "aws"], redirected: { ["AWS_ENDPOINT_URL_STS": $0] }),
    Endpoint(
      name: "ListFoundationModels", family: .control, pattern: "bedrock:ListFoundationModels",
      arguments: ["models"], redirected: { ["AWS_ENDPOINT_URL_BEDROCK": $0] }),
    Endpoint(
      name: "ListInferenceProfiles", family: .optional, pattern: "bedrock:ListInferenceProfiles",
      arguments: ["models"], redirected: { ["AWS_ENDPOINT_URL_BEDROCK": $0] }),
    Endpoint(
      name: "Converse", family: .converse, pattern: "/converse bedrock-runtime:Converse",
      arguments: ["ask", "--no-search", "--no-stream", "-m", model, "hello"],
      redirected: { ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME": $0] }),
    Endpoint(
      name: "ConverseStream", family: .stream, pattern: "bedrock-runtime:ConverseStream",
      arguments: ["ask", "--no-search", "-m", model, "hello"],
      redirected: { ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME": $0] }),
    Endpoint(
      name: "GetFoundationModelAvailability", family: .optional, pattern: "bedrock:GetFoundationModelAvailability",
      arguments: ["models", "--access", "haiku-4.5"], redirected: { ["AWS_ENDPOINT_URL_BEDROCK": $0] }),
  ]
}
