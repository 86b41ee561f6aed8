import Emulator
import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Transcribe's streaming service over HTTP/2 with TLS (`Scripts/transcribe_h2.py`, on PyPI's h2).
final class TranscribeServer: Sendable {
  /// Whether the tests over HTTP/2 run: if python3 and its module h2 are there, and always with `SVA_TEST_ALL=1`.
  static let isTried: Bool = {
    let python = ExternalProgram("python3")
    guard let path = python.path else { return python.isTried }
    let run = try? Program.run(
      path, ["-c", "import h2.connection"], environment: ProcessInfo.processInfo.environment, folder: "/")
    return run?.status == 0 || ProcessInfo.processInfo.environment["SVA_TEST_ALL"] == "1"
  }()

  private let server: ScriptServer
  private let host: String

  var url: String { "https://\(host):\(server.port)" }

  /// Starts a server that answers each stream in one of these modes, the last of them again and again.
  ///
  /// - Parameter certificate: that of loopback, or of `elsewhere.example`, which only a proxy of the tests reaches.
  init(_ modes: [String], options: [String] = [], certificate: TLSServer.Certificate = .good) throws {
    host = certificate == .elsewhere ? "elsewhere.example" : "127.0.0.1"
    server = try ScriptServer(
      "transcribe_h2.py",
      [Fixture("tls/\(certificate).pem").path, Fixture("tls/\(certificate).key").path] + modes + options)
  }

  /// The report of the next stream that ended.
  func report() -> JSON? { server.line().flatMap { JSON(parsing: Array($0.utf8)) } }

  /// The variables that send the transcriptions of a run here, and trust the certificate.
  var variables: [String: String] {
    ["AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING": url, "AWS_CA_BUNDLE": Fixture("tls/ca.pem").path]
  }
}
