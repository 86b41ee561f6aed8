import Emulator
import TestSupport
import Testing

/// Proxies and certificates that do not work, by every client.
@Suite struct NetworkSettingsTests {
  private static let words = ["--json", "--max-attempts", "1", "--timeout", "60"]
  /// A container's endpoint is asked without a proxy, instance metadata over plain http.
  private static let endpoints = Endpoint.all.filter { ![.metadata, .container, .optional].contains($0.family) }

  /// A dead proxy is named with its variable.
  @Test(arguments: ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
  func proxy_thatIsDeadIsNamed(_ variable: String) {
    let address = RefusedPort.shared.url
    let faults = Parallel.map(Self.endpoints) { endpoint -> String? in
      do {
        let sandbox = try Sandbox()
        try endpoint.prepare(sandbox)
        let variables = endpoint.variables(sandbox).merging(endpoint.redirected("https://service.example")) { $1 }
          .merging([variable: address.replacing("//", with: "//ada:hunter22@")]) { $1 }
        let error = try ErrorOutput(json: try sandbox.sva(endpoint.arguments + Self.words, with: variables))
        let sentence = "could not connect to the proxy \(address) (\(variable))"
        let isRight = error.code == "network" && error.sentence.contains(sentence) && !error.text.contains("hunter22")
        return isRight ? nil : "\(endpoint): \(error.text)"
      } catch { return "\(endpoint): \(error)" }
    }
    #expect(faults.compactMap { $0 } == [])
  }

  /// `NO_PROXY` keeps a host from a dead proxy.
  @Test func proxy_isNotUsedForHostsInNoProxy() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["models"] + Self.words,
      with: [
        "AWS_ENDPOINT_URL": "https://service.invalid", "HTTPS_PROXY": RefusedPort.shared.url, "NO_PROXY": ".invalid",
      ])
    let error = try ErrorOutput(json: run)
    #expect(error.sentence == "could not resolve the host service.invalid", "\(error.text)")
    #expect(!error.text.contains("went through"))
  }

  /// Instance metadata that is asked through a proxy: the reason names it.
  @Test func proxy_ofMetadataIsNamed() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["whoami", "--service", "aws", "--explain", "--json"],
      with: [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "",
        "http_proxy": RefusedPort.shared.url,
      ])
    #expect(try ErrorOutput(json: run).code == "no_credentials")
    #expect(
      run.stdout.contains("asked through the proxy \(RefusedPort.shared.url) (http_proxy)"), "\(run.stdout)")
  }

  /// A file of certificates that does not exist: `bad_config` before anything is sent.
  @Test(arguments: ["AWS_CA_BUNDLE", "ca_bundle", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
  func certificates_thatAreMissingAreNamed(_ name: String) {
    let isForAWS = name == "AWS_CA_BUNDLE" || name == "ca_bundle"
    let faults = Parallel.map(Self.endpoints.filter { !isForAWS || $0.family != .storyblok }) { endpoint -> String? in
      do {
        let sandbox = try Sandbox()
        try endpoint.prepare(sandbox)
        var variables = endpoint.variables(sandbox)
        if name == "ca_bundle" {
          // The profile of the endpoint, or the default one.
          let profile = variables["AWS_PROFILE"].map { "profile " + $0 } ?? "default"
          let path = "~/.aws/config"
          let before = sandbox.files[sandbox.home + "/.aws/config"] ?? "[\(profile)]\n"
          guard before.contains("[\(profile)]\n") else { return "\(endpoint): \(before)" }
          try sandbox.write(
            path, before.replacing("[\(profile)]\n", with: "[\(profile)]\nca_bundle = /nowhere/ca.pem\n"))
        } else {
          variables[name] = "/nowhere/ca.pem"
        }
        let error = try ErrorOutput(json: try sandbox.sva(endpoint.arguments + Self.words, with: variables))
        let isRight =
          error.code == "bad_config" && error.sentence.contains("the certificates of \(name)")
          && error.sentence.contains("cannot be read: /nowhere/ca.pem: no such file")
        guard isRight else { return "\(endpoint): \(error.text)" }
        return sandbox.emulator.requestCount == 0 ? nil : "\(endpoint): \(sandbox.emulator.requestCount) requests"
      } catch { return "\(endpoint): \(error)" }
    }
    #expect(faults.compactMap { $0 } == [])
  }

  /// `whoami --explain` lists the endpoints of single services, from variables and files, without passwords.
  @Test func whoami_listsEndpointsOfOneService() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "~/.aws/config", "[default]\nservices = s\n[services s]\npolly =\n  endpoint_url = http://127.0.0.1:3\n")
    let variables = ["AWS_ENDPOINT_URL": "", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "https://proxy.example/bedrock"]
    let text = try sandbox.sva(["whoami", "--offline", "--explain", "--service", "aws"], with: variables).stdout
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let rows = lines.filter { $0.hasPrefix("AWS_ENDPOINT_URL_") }
    #expect(rows.count == 2, "\(text)")
    #expect(
      rows.first
        == "AWS_ENDPOINT_URL_BEDROCK_RUNTIME https://proxy.example/bedrock (AWS_ENDPOINT_URL_BEDROCK_RUNTIME)")
    #expect(rows.last?.hasPrefix("AWS_ENDPOINT_URL_POLLY http://127.0.0.1:3/ (") == true, "\(text)")
    // The URL for all services is a setting of its own.
    let all = try sandbox.sva(["whoami", "--offline", "--explain", "--service", "aws"]).stdout
    #expect(!all.contains("AWS_ENDPOINT_URL_"), "\(all)")
  }

  /// `whoami --explain` lists the proxies and certificates in use with their origin.
  @Test func whoami_listsProxiesAndCertificates() throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.aws/config", "[default]\nca_bundle = /certs/aws.pem\n")
    let variables = [
      "https_proxy": "http://ada:hunter22@proxy.example:3128", "ALL_PROXY": "socks5h://other.example",
      "NO_PROXY": "a, b",
      "SSL_CERT_FILE": "/certs/all.pem", "SSL_CERT_DIR": "/certs",
    ]
    let text = try sandbox.sva(["whoami", "--offline", "--explain", "--service", "aws"], with: variables).stdout
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let config = sandbox.home + "/.aws/config"
    for line in [
      "HTTPS_PROXY http://proxy.example:3128 (https_proxy)", "http_proxy socks5h://other.example (ALL_PROXY)",
      "NO_PROXY a, b (NO_PROXY)", "SSL_CERT_FILE /certs/all.pem (SSL_CERT_FILE)", "SSL_CERT_DIR /certs (SSL_CERT_DIR)",
    ] { #expect(lines.contains(line), "\(text)") }
    let bundle = lines.first { $0.hasPrefix("AWS_CA_BUNDLE ") }
    #expect(bundle?.hasPrefix("AWS_CA_BUNDLE /certs/aws.pem (ca_bundle of profile default in ") == true, "\(text)")
    let json = try sandbox.sva(["whoami", "--offline", "--json"], with: variables)
    #expect(!(text + json.stdout).contains("hunter22"))
    let rows = JSON(parsing: json.out)?["settings"]?.array ?? []
    let row = rows.first { $0["name"]?.string == "HTTPS_PROXY" }
    #expect(row?["value"]?.string == "http://proxy.example:3128")
    #expect(row?["source"]?.string == "environment" && row?["detail"]?.string == "https_proxy")
    let trust = rows.first { $0["name"]?.string == "AWS_CA_BUNDLE" }
    #expect(trust?["source"]?.string == "config-file" && trust?["value"]?.string == "/certs/aws.pem")
    #expect(trust?["detail"]?.string?.contains(config.suffix(12)) == true)
    // What is not set is not listed.
    #expect(try sandbox.sva(["whoami", "--offline", "--json"]).stdout.contains("HTTPS_PROXY") == false)
  }
}
