import Core
import TestSupport
import Testing

@testable import HTTP

/// The system's certificates: a folder that is read one certificate at a time, and the file of all where the folder has
/// not what is needed.
struct SystemTrustTests {
  /// The name by which OpenSSL finds the tests' authority (`openssl x509 -hash`).
  private static let name = "4959b291.0"

  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  private func authority() -> String { String(decoding: Sandbox.bytes(TLSServer.authority), as: UTF8.self) }

  private func get(_ server: TLSServer, _ system: SystemTrust) async throws(TransportError) -> Response {
    guard let url = WebURL(server.url) else { throw TransportError(.malformed, host: "") }
    return try await CurlTransport(environment: Environment(), system: system).send(Request("GET", url))
  }

  private static func isOfTLS(_ error: TransportError?) -> Bool { if case .tls = error?.kind { true } else { false } }

  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func systemTrust_readsOneCertificateOfTheFolder() async throws {
    let server = try TLSServer(.good)
    let folder = try folder([Self.name: authority()])
    let response = try await get(server, SystemTrust(folder: folder.path, file: "/nowhere.pem"))
    #expect(response.status == 200)
    #expect(response.note == nil)
  }

  /// A certificate whose issuer is in the file only is trusted, as it was before there was a folder.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"))
  func systemTrust_readsTheFileWhereTheIssuerIsNotInTheFolder()
    async throws
  {
    let server = try TLSServer(.good)
    let folder = try folder(["5ed36f99.0": "", "ca.pem": authority()])
    let system = SystemTrust(folder: folder.path, file: TLSServer.authority)
    let response = try await get(server, system)
    #expect(response.status == 200)
    #expect(
      response.note
        == "the certificate of 127.0.0.1 cannot be verified with \(folder.path): the file of all certificates is read")
    // The stream of an answer does the same.
    let transport = CurlTransport(environment: Environment(), system: system)
    let url = try #require(WebURL(server.url))
    let first = try await transport.stream(Request("GET", url))
    #expect(first.status == 200 && first.note != nil)
    // The file is used from then on.
    #expect(try await transport.send(Request("GET", url)).note == nil)
  }

  /// What the folder may have in the place of the issuer that the file has.
  enum Entry: String, CaseIterable {
    case empty, text, damaged, unreadable
    /// The authority before it was renewed: the same subject and key.
    case expired
    /// Another authority of the same name.
    case other
  }

  /// What is trusted with the file stays trusted, whatever the folder has in the place of the issuer.
  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed"), arguments: Entry.allCases)
  func systemTrust_readsTheFileWhereTheFolderDoesNotFit(_ entry: Entry) async throws {
    let server = try TLSServer(.renewed)
    let folder = try TemporaryFolder()
    let name = "9f5cee60.0"
    switch entry {
    case .empty: try folder.write("", to: name)
    case .text: try folder.write("no certificate\n", to: name)
    case .damaged:
      try folder.write("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", to: name)
    // Root can read every file, but no folder like one.
    case .unreadable: try folder.makeFolder(name)
    case .expired, .other: try folder.write(Sandbox.bytes(Fixture("tls/renewed-ca-\(entry).pem").path), to: name)
    }
    let system = SystemTrust(folder: folder.path, file: Fixture("tls/renewed-ca.pem").path)
    let response = try await get(server, system)
    #expect(response.status == 200 && response.note != nil)
    // Without the file it is refused, after two connections.
    let error = await failure(TransportError.self) {
      try await get(server, SystemTrust(folder: folder.path, file: TLSServer.authority))
    }
    #expect(Self.isOfTLS(error), "\(String(describing: error))")
    #expect(error?.wasSent == false)
  }

  @Test(
    .enabled(if: TLSServer.openssl.isTried, "openssl is not installed"),
    arguments: [TLSServer.Certificate.elsewhere, .expired])
  func systemTrust_refusesWhatIsWrongOtherwise(_ certificate: TLSServer.Certificate) async throws {
    let server = try TLSServer(certificate)
    let folder = try folder([Self.name: authority()])
    let error = await failure(TransportError.self) {
      try await get(server, SystemTrust(folder: folder.path, file: TLSServer.authority))
    }
    #expect(Self.isOfTLS(error), "\(String(describing: error))")
    #expect(error?.wasSent == false)
  }

  @Test(.enabled(if: TLSServer.openssl.isTried, "openssl is not installed")) func systemTrust_refusesAnUnknownIssuer()
    async throws
  {
    let server = try TLSServer(.good)
    let folder = try folder(["5ed36f99.0": ""])
    let error = await failure(TransportError.self) { try await get(server, SystemTrust(folder: folder.path)) }
    #expect(Self.isOfTLS(error), "\(String(describing: error))")
  }

  @Test(arguments: [
    ("5ed36f99.0", true), ("ffffffff.12", true), ("5ED36F99.0", false), ("5ed36f9.0", false), ("5ed36f99.", false),
    ("5ed36f99.r0", false), ("5ed36f990.0", false), ("ca-certificates.crt", false), ("", false),
  ])
  func systemTrust_knowsOpenSSLsNames(name: String, isHash: Bool) throws {
    #expect(SystemTrust.isHash(name.utf8) == isHash)
    let folder = try folder(["readme": "", "x" + name: ""].merging(name.isEmpty ? [:] : [name: ""]) { $1 })
    #expect(SystemTrust.isHashed(folder.path) == isHash)
  }

  @Test func systemTrust_withoutAFolder() { #expect(!SystemTrust.isHashed("/nowhere")) }
}
