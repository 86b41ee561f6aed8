import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A TLS server (`openssl s_server`) on loopback with one of the certificates in `Fixtures/tls`. A client that accepts
/// the certificate gets an HTML page.
final class TLSServer: Sendable {
  /// `renewed` has an authority of its own, which is there in three forms (`renewed-ca….pem`).
  enum Certificate: String, CaseIterable, Sendable { case good, elsewhere, expired, renewed }

  struct CannotStart: Error {}

  static let openssl = ExternalProgram("openssl")
  static let authority = Fixture("tls/ca.pem").path

  let port: Int
  private let server: ServerProcess

  var url: String { "https://127.0.0.1:\(port)" }

  /// Starts a server and waits until it listens.
  init(_ certificate: Certificate) throws {
    guard let openssl = TLSServer.openssl.path else { throw CannotStart() }
    let words = [
      openssl, "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", Fixture("tls/\(certificate).pem").path,
      "-key", Fixture("tls/\(certificate).key").path,
    ]
    server = ServerProcess(words, environment: ["PATH=/usr/bin:/bin"])
    port = TLSServer.port(announcedOn: server.output) ?? 0
    guard server.isRunning, port > 0 else { throw CannotStart() }
  }

  /// Parses the line `ACCEPT 127.0.0.1:PORT`.
  private static func port(announcedOn descriptor: Int32) -> Int? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      if let start = text.firstRange(of: "ACCEPT ")?.upperBound, let end = text[start...].firstIndex(of: "\n") {
        return text[start..<end].split(separator: ":").last.flatMap { Int($0) }
      }
    }
  }
}
