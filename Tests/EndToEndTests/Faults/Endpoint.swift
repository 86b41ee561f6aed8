import Emulator

/// One operation of a service, and the command that leads to it and to nothing that could fail before it.
struct Endpoint: Sendable, CustomStringConvertible {
  /// What kind of answer the program makes of its failures.
  enum Family: Sendable {
    case sts, control, profiles, converse, stream, storyblok, portal, renewal, container, metadata
  }

  var name: String
  var family: Family
  /// What a fault's pattern matches.
  var pattern: String
  var arguments: [String]
  /// Variables beside those of a user for whom all works; an empty value takes one away.
  var variables: @Sendable (Sandbox) -> [String: String] = { _ in [:] }
  /// The variables that lead this operation to another address.
  var redirected: @Sendable (_ base: String) -> [String: String]
  /// Files the command needs.
  var prepare: @Sendable (Sandbox) throws -> Void = { _ in }

  var description: String { name }

  static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let noKeys = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
  private static let preview: @Sendable (Sandbox) -> [String: String] = { _ in
    ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
  }
  private static let storyblok: @Sendable (String) -> [String: String] = { ["STORYBLOK_API_BASE": $0] }
  private static let corp = noKeys.merging(["AWS_PROFILE": "corp"]) { $1 }

  static let all: [Endpoint] = [
    Endpoint(
      name: "GetCallerIdentity", family: .sts, pattern: "sts:GetCallerIdentity",
      arguments: ["whoami", "--service", "aws"], redirected: { ["AWS_ENDPOINT_URL_STS": $0] }),
    Endpoint(
      name: "ListFoundationModels", family: .control, pattern: "bedrock:ListFoundationModels",
      arguments: ["models"], redirected: { ["AWS_ENDPOINT_URL_BEDROCK": $0] }),
    Endpoint(
      name: "ListInferenceProfiles", family: .profiles, pattern: "bedrock:ListInferenceProfiles",
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
      name: "Strata, management", family: .storyblok, pattern: "mapi:strata.search",
      arguments: ["search", "--backend", "strata", "hut"], redirected: storyblok),
    Endpoint(
      name: "Strata, delivery", family: .storyblok, pattern: "cdn:cdn.strata.search",
      arguments: ["search", "--backend", "strata", "hut"], variables: preview, redirected: storyblok),
    Endpoint(
      name: "stories, management", family: .storyblok, pattern: "mapi:stories.list",
      arguments: ["search", "--starts-with", "huts/"], redirected: storyblok),
    Endpoint(
      name: "stories, delivery", family: .storyblok, pattern: "cdn:cdn.stories.list",
      arguments: ["search", "--starts-with", "huts/"], variables: preview, redirected: storyblok),
    Endpoint(
      name: "vsearches", family: .storyblok, pattern: "mapi:vsearches",
      arguments: ["search", "--backend", "vsearches", "hut"], redirected: storyblok),
    Endpoint(
      name: "GetRoleCredentials", family: .portal, pattern: "sso:GetRoleCredentials",
      arguments: ["whoami", "--service", "aws"], variables: { _ in corp },
      redirected: { ["AWS_ENDPOINT_URL_SSO": $0] }, prepare: { try $0.writeSSO() }),
    Endpoint(
      name: "CreateToken", family: .renewal, pattern: "sso-oidc:CreateToken",
      arguments: ["whoami", "--service", "aws"], variables: { _ in corp },
      redirected: { ["AWS_ENDPOINT_URL_SSO_OIDC": $0] }, prepare: { try $0.writeSSO(isOver: true) }),
    Endpoint(
      name: "container", family: .container, pattern: "container:GetCredentials",
      arguments: ["whoami", "--service", "aws"],
      variables: { sandbox in
        noKeys.merging([
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": sandbox.emulator.url + ContainerService().path,
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": ContainerService().authorization ?? "",
        ]) { $1 }
      },
      redirected: { ["AWS_CONTAINER_CREDENTIALS_FULL_URI": $0 + ContainerService().path] }),
    Endpoint(
      name: "instance metadata", family: .metadata, pattern: "imds:GetMetadata",
      arguments: ["whoami", "--service", "aws"],
      variables: { sandbox in
        noKeys.merging([
          "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": sandbox.emulator.url,
        ]) { $1 }
      },
      redirected: { ["AWS_EC2_METADATA_SERVICE_ENDPOINT": $0] }),
  ]
}
