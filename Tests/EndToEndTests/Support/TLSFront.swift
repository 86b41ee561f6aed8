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

/// A TLS proxy before a server without TLS (`Scripts/tls-front.py`).
final class TLSFront: Sendable {
  struct CannotStart: Error {}

  static let python = ExternalProgram("python3")

  let port: Int
  private let server: ServerProcess

  var url: String { "https://127.0.0.1:\(port)" }

  /// Starts a proxy for a port, which closes the first connections at once.
  init(before plain: Int, closing closed: Int = 0) throws {
    guard let python = Self.python.path else { throw CannotStart() }
    server = ServerProcess(
      [
        python, Fixture.project + "/Tests/Scripts/tls-front.py", String(plain), Fixture("tls/good.pem").path,
        Fixture("tls/good.key").path, "0", String(closed),
      ], environment: ["PATH=/usr/bin:/bin"])
    var digits = ""
    var byte: UInt8 = 0
    while read(server.output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { digits.unicodeScalars.append(.init(byte)) }
    port = Int(digits) ?? 0
    guard server.isRunning, port > 0 else { throw CannotStart() }
  }
}
