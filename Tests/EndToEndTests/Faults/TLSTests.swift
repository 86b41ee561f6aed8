import Emulator
import TestSupport
import Testing

/// Every endpoint with an untrusted certificate: no request is sent, and the error names the cause.
@Suite struct TLSTests {
  enum Flaw: String, CaseIterable, Sendable {
    case otherName, expired, unknownAuthority

    var certificate: TLSServer.Certificate {
      switch self {
      case .otherName: .elsewhere
      case .expired: .expired
      case .unknownAuthority: .good
      }
    }
    /// The sentence contains one of these words, depending on libcurl's TLS library.
    var words: [String] {
      switch self {
      case .otherName: ["name", "subject", "127.0.0.1'"]
      case .expired: ["expired"]
      case .unknownAuthority: ["issuer", "self-signed", "self signed", "unknown", "authority"]
      }
    }
  }

  /// Instance metadata uses plain http by design; optional requests are skipped.
  static let endpoints = Endpoint.all.filter { $0.family != .metadata && $0.family != .optional }

  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"), arguments: Flaw.allCases)
  func tls_refusesTheCertificate(_ flaw: Flaw) throws {
    let server = try TLSServer(flaw.certificate)
    let cells = Self.endpoints.flatMap { endpoint in ["-q", "--json"].map { (endpoint, $0) } }
    let faults = Parallel.map(cells) { endpoint, format -> String? in
      do {
        let run = try Self.run(endpoint, server, trusts: flaw != .unknownAuthority, format)
        let error = try format == "--json" ? ErrorOutput(json: run) : ErrorOutput(text: run)
        let code = endpoint.family == .container ? "provider_failed" : "tls"
        guard run.status == ErrorOutput.status(of: code), error.code ?? code == code else {
          return "\(endpoint): \(run.status) \(error.code ?? "") \(error.text)"
        }
        let says = flaw.words.contains { error.sentence.lowercased().contains($0) }
        return says ? nil : "\(endpoint): does not say what failed: \(error.sentence)"
      } catch { return "\(endpoint): \(error)" }
    }
    #expect(faults.compactMap { $0 } == [])
  }

  /// The same requests with a trusted certificate reach the page, so the certificate caused the failures above.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func tls_acceptsTheRightCertificate() throws {
    let server = try TLSServer(.good)
    for endpoint in Self.endpoints where endpoint.family == .storyblok {
      let error = try ErrorOutput(json: Self.run(endpoint, server, trusts: true, "--json"))
      #expect(error.code == "network" && error.text.contains("is not from"), "\(endpoint): \(error.text)")
    }
  }

  /// `AWS_CA_BUNDLE` applies to AWS only, `REQUESTS_CA_BUNDLE` and `SSL_CERT_FILE` to all requests.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func tls_awsBundleIsForAWS() throws {
    let server = try TLSServer(.good)
    let sandbox = try Sandbox()
    let bundle = ["AWS_CA_BUNDLE": TLSServer.authority]
    let space = try sandbox.sva(
      ["search", "--backend", "strata", "--json", "--max-attempts", "1", "hut"],
      with: bundle.merging(["STORYBLOK_API_BASE": server.url]) { $1 })
    #expect(try ErrorOutput(json: space).code == "tls")
    let models = try sandbox.sva(
      ["models", "--json", "--max-attempts", "1"], with: bundle.merging(["AWS_ENDPOINT_URL_BEDROCK": server.url]) { $1 }
    )
    #expect(try ErrorOutput(json: models).code == "network")
    let all = ["REQUESTS_CA_BUNDLE": TLSServer.authority, "SSL_CERT_FILE": "/nowhere/ca.pem"]
    for (words, variable) in [(["models"], "AWS_ENDPOINT_URL_BEDROCK"), (["search", "hut"], "STORYBLOK_API_BASE")] {
      let run = try sandbox.sva(
        words + ["--json", "--max-attempts", "1"], with: all.merging([variable: server.url]) { $1 })
      #expect(try ErrorOutput(json: run).code == "network", "\(run.stdout)")
    }
  }

  private static func run(
    _ endpoint: Endpoint, _ server: TLSServer, trusts: Bool, _ format: String
  ) throws -> Run {
    let sandbox = try Sandbox()
    try endpoint.prepare(sandbox)
    var variables = endpoint.variables(sandbox).merging(endpoint.redirected(server.url)) { $1 }
    if trusts { variables["SSL_CERT_FILE"] = TLSServer.authority }
    return try sandbox.sva(
      endpoint.arguments + [format, "--timeout", "20", "--max-attempts", "1"], with: variables)
  }
}
