import Core
import TestSupport
import Testing

@testable import HTTP

/// Files and folders of certificates that cannot be used: named with their origin before anything is sent.
@Suite struct TrustTests {
  private func outcome(_ variables: [String: String], trust: Setting<String>? = nil) async throws -> Failure? {
    let server = try RawServer([[.read, .send("HTTP/1.1 204 No Content\r\n\r\n")]])
    let transport = CurlTransport(environment: Environment(variables: variables))
    let request = Request("GET", try #require(WebURL(server.url)), trust: trust)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    #expect(error == nil || server.received.isEmpty)
    return error?.failure(service: "sts")
  }

  @Test(arguments: ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
  func trust_aMissingFileIsABadConfiguration(_ variable: String) async throws {
    let shown = try #require(try await outcome([variable: "/nowhere/ca.pem"]))
    #expect(shown.code == .badConfig && shown.attempts == 0)
    #expect(shown.sentence == "the certificates of \(variable) cannot be read: /nowhere/ca.pem: no such file")
    #expect(
      shown.hints == ["correct the path, or remove \(variable) to trust the system's certificates"])
  }

  /// The certificates of the request, as of `AWS_CA_BUNDLE` or a profile, come first.
  @Test func trust_ofTheRequestComesFirst() async throws {
    let origin = Origin.configFile(path: "~/.aws/config", line: 3, profile: "dev", key: "ca_bundle")
    let shown = try #require(
      try await outcome(["SSL_CERT_FILE": "/nowhere/a"], trust: Setting("/nowhere/b", from: origin)))
    #expect(
      shown.sentence
        == "the certificates of ca_bundle of profile dev in ~/.aws/config line 3 cannot be read: /nowhere/b: no such file"
    )
    let folder = try TemporaryFolder()
    #expect(
      try await outcome(
        ["SSL_CERT_FILE": "/nowhere/a"], trust: Setting(folder.path, from: .environment("AWS_CA_BUNDLE"))) == nil)
  }

  /// Of several folders one must exist; a file is no folder.
  @Test func trust_readsFolders() async throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    #expect(try await outcome(["SSL_CERT_DIR": "/nowhere:" + folder.path]) == nil)
    #expect(try await outcome(["REQUESTS_CA_BUNDLE": folder.path]) == nil)
    #expect(
      try await outcome(["SSL_CERT_DIR": folder.path + "/file"])?.sentence
        == "the certificates of SSL_CERT_DIR cannot be read: \(folder.path)/file: it is no folder")
  }

  /// A file without certificates is found by libcurl, before a connection is used.
  @Test func trust_aFileWithoutCertificatesIsABadConfiguration() async throws {
    let folder = try TemporaryFolder()
    try folder.write("nothing\n", to: "empty.pem")
    let server = try RawServer([[.read, .hang]])
    let transport = CurlTransport(environment: Environment(variables: ["SSL_CERT_FILE": folder.path + "/empty.pem"]))
    let url = try #require(WebURL(server.url.replacing("http:", with: "https:")))
    let error = await failure(TransportError.self) { try await transport.send(Request("GET", url)) }
    let shown = try #require(error).failure(service: "sts")
    #expect(shown.code == .badConfig)
    #expect(shown.sentence.hasSuffix("/empty.pem: it holds no certificates in PEM form"), "\(shown.sentence)")
  }
}
