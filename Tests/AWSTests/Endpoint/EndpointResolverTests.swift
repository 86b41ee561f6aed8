import AWS
import Core
import HTTP
import Testing

struct EndpointResolverTests {
  private static func file(_ line: Int, _ key: String) -> Origin {
    .configFile(path: "~/.aws/config", line: line, profile: "p", key: key)
  }

  /// Sets every source to a different URL, then removes them one by one, highest precedence first.
  @Test func endpointResolver_followsThePrecedence() throws {
    let variables = [
      "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "https://own/base", "AWS_ENDPOINT_URL": "https://all",
    ]
    let option = Setting("http://localhost:1", from: .option("--endpoint-url"))
    let services = [
      "bedrock_runtime": Setting("https://section", from: Self.file(5, "endpoint_url")),
      "sts": Setting("https://section-sts", from: Self.file(7, "endpoint_url")),
    ]
    let profile = Setting("https://profile", from: Self.file(9, "endpoint_url"))

    func found(
      _ option: Setting<String>?, _ variables: [String: String], _ services: [String: Setting<String>],
      _ profile: Setting<String>?
    ) throws -> Setting<String>? {
      try EndpointOverrides(
        option: option, environment: Environment(variables: variables), services: services, profile: profile
      ).url(for: .bedrockRuntime).map { $0.map(\.text) }
    }
    #expect(
      try found(option, variables, services, profile)
        == Setting("http://localhost:1/", from: .option("--endpoint-url")))
    #expect(
      try found(nil, variables, services, profile)
        == Setting("https://own/base", from: .environment("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")))
    #expect(
      try found(
        nil, ["AWS_ENDPOINT_URL": "https://all", "AWS_ENDPOINT_URL_BEDROCK": "https://no"], services, profile)
        == Setting("https://all/", from: .environment("AWS_ENDPOINT_URL")))
    #expect(
      try found(nil, ["AWS_ENDPOINT_URL": ""], services, profile)
        == Setting("https://section/", from: Self.file(5, "endpoint_url")))
    #expect(
      try found(nil, [:], services.filter { $0.key == "sts" }, profile)
        == Setting("https://profile/", from: Self.file(9, "endpoint_url")))
    #expect(try found(nil, [:], [:], nil) == nil)
  }

  @Test(
    arguments: [
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil, true),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"], nil, true),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "1"], nil, false), ([:], "true", true), ([:], "false", false),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"], "true", false),
      (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": ""], "true", true),
    ] as [([String: String], String?, Bool)])
  func endpointResolver_ignoresConfiguredURLsButTheOption(
    _ variables: [String: String], _ key: String?, _ ignores: Bool
  ) throws {
    let all = variables.merging(["AWS_ENDPOINT_URL": "https://all"]) { a, _ in a }
    let ignore = key.map { Setting($0, from: Self.file(1, "ignore_configured_endpoint_urls")) }
    let profile = Setting("https://profile", from: Self.file(2, "endpoint_url"))
    let configured = EndpointOverrides(
      environment: Environment(variables: all), profile: profile, ignore: ignore)
    #expect(try configured.url(for: .sts)?.value.host == (ignores ? nil : "all"))
    let withOption = EndpointOverrides(
      option: Setting("https://option", from: .option("--endpoint-url")),
      environment: Environment(variables: all),
      profile: profile, ignore: ignore)
    #expect(try withOption.url(for: .sts)?.value.host == "option")
  }

  @Test(arguments: [
    "localhost:8080", "ftp://h", "https://", "https://user:hunter2@h", "https://h:x", "https://a b",
  ])
  func endpointResolver_refusesInvalidURLs(_ text: String) throws {
    let overrides = EndpointOverrides(environment: Environment(variables: ["AWS_ENDPOINT_URL_STS": text]))
    let failure = #expect(throws: Failure.self) { try overrides.url(for: .sts) }
    #expect(failure?.code == .badConfig)
    #expect(failure?.sentence == "the endpoint URL given by AWS_ENDPOINT_URL_STS is not valid")
    #expect(failure?.hints.contains { $0.description.contains("hunter2") } == false)
    #expect(try overrides.url(for: .bedrock) == nil)
    let option = EndpointOverrides(option: Setting(text, from: .option("--endpoint-url")))
    #expect(#expect(throws: Failure.self) { try option.url(for: .sts) }?.code == .usage)
  }

  @Test func endpointResolver_configuredURLKeepsTheSigningRegion() throws {
    let region = try #require(AWSRegion("eu-central-1"))
    let resolver = EndpointResolver(
      region: region, options: EndpointOptions(fips: true, dualStack: true),
      overrides: EndpointOverrides(
        environment: Environment(variables: ["AWS_ENDPOINT_URL_BEDROCK": "https://vpce.example/base"])))
    let custom = try resolver.endpoint(for: .bedrock)
    #expect(custom.url.text == "https://vpce.example/base")
    #expect(custom.signingRegion == "eu-central-1")
    #expect(custom.origin == .environment("AWS_ENDPOINT_URL_BEDROCK"))
    let standard = try resolver.endpoint(for: .sts)
    #expect(standard.url.text == "https://sts-fips.eu-central-1.api.aws/")
    #expect(standard.origin == nil)
  }

  @Test func endpointResolver_legacySTSAppliesToThePublicHostOnly() throws {
    let region = try #require(AWSRegion("eu-west-1"))
    var resolver = EndpointResolver(region: region, options: EndpointOptions(legacySTS: true))
    #expect(try resolver.endpoint(for: .sts).signingRegion == "us-east-1")
    resolver.overrides = EndpointOverrides(
      option: Setting("http://127.0.0.1:9", from: .option("--endpoint-url")))
    #expect(try resolver.endpoint(for: .sts).signingRegion == "eu-west-1")
  }

  @Test func endpointOptions_readVariablesAndProfile() throws {
    let keys = [
      "use_fips_endpoint": "true", "use_dualstack_endpoint": "True", "sts_regional_endpoints": "legacy",
    ]
    let profile = { (key: String) in keys[key].map { Setting($0, from: Self.file(1, key)) } }
    let none = { (_: String) -> Setting<String>? in nil }

    #expect(try EndpointOptions(environment: Environment(), profile: none) == EndpointOptions())
    #expect(
      try EndpointOptions(environment: Environment(), profile: profile)
        == EndpointOptions(fips: true, dualStack: true, legacySTS: true))
    let variables = [
      "AWS_USE_FIPS_ENDPOINT": "false", "AWS_USE_DUALSTACK_ENDPOINT": "no",
      "AWS_STS_REGIONAL_ENDPOINTS": "regional",
    ]
    #expect(
      try EndpointOptions(environment: Environment(variables: variables), profile: profile)
        == EndpointOptions())
    #expect(
      try EndpointOptions(environment: Environment(), profile: none, isFIPSRegion: true)
        == EndpointOptions(fips: true))
  }

  @Test func endpointOptions_refuseAnUnknownSTSMode() {
    let failure = #expect(throws: Failure.self) {
      try EndpointOptions(
        environment: Environment(variables: ["AWS_STS_REGIONAL_ENDPOINTS": "global"]), profile: { _ in nil })
    }
    #expect(failure?.code == .badConfig)
    #expect(failure?.sentence == "AWS_STS_REGIONAL_ENDPOINTS must be regional or legacy")
  }
}
