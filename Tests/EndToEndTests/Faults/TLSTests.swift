import Emulator
import TestSupport
import Testing

/// Every endpoint behind a certificate that must not be trusted: nothing is sent, and the error says what failed.
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
    /// Of these words the sentence has one, whichever library libcurl was built with.
    var words: [String] {
      switch self {
      case .otherName: ["name", "subject", "127.0.0.1'"]
      case .expired: ["expired"]
      case .unknownAuthority: ["issuer", "self-signed", "self signed", "unknown", "authority"]
      }
    }
  }

  /// Instance metadata is asked over plain http by design; what is optional is passed over.
  static let endpoints = Endpoint.all.filter { $0.family != .metadata && $0.family != .optional }

  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"), arguments: Flaw.allCases)
  func refusesTheCertificate(_ flaw: Flaw) throws {
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

  /// The same way with a certificate that is right: the page behind it is reached, so it was the certificate above.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func acceptsTheRightCertificate() throws {
    let server = try TLSServer(.good)
    for endpoint in Self.endpoints where endpoint.family == .storyblok {
      let error = try ErrorOutput(json: Self.run(endpoint, server, trusts: true, "--json"))
      #expect(error.code == "bad_response", "\(endpoint): \(error.text)")
    }
  }

  /// `AWS_CA_BUNDLE` speaks of AWS alone, `SSL_CERT_FILE` of everything.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func awsBundleIsForAWS() throws {
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
    #expect(try ErrorOutput(json: models).code == "bad_response")
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
