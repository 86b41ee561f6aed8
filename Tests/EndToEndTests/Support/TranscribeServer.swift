import Emulator
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

/// Transcribe's streaming service over HTTP/2 with TLS (`Scripts/transcribe_h2.py`, on PyPI's h2).
final class TranscribeServer: Sendable {
  struct CannotStart: Error {}

  /// Whether the tests over HTTP/2 run: if python3 and its module h2 are there, and always with `SVA_TEST_ALL=1`.
  static let isTried: Bool = {
    let python = ExternalProgram("python3")
    guard let path = python.path else { return python.isTried }
    let run = try? Program.run(
      path, ["-c", "import h2.connection"], environment: ProcessInfo.processInfo.environment, folder: "/")
    return run?.status == 0 || ProcessInfo.processInfo.environment["SVA_TEST_ALL"] == "1"
  }()

  let port: Int
  private let server: ServerProcess

  var url: String { "https://127.0.0.1:\(port)" }

  /// Starts a server that answers each stream in one of these modes, the last of them again and again.
  init(_ modes: [String], options: [String] = []) throws {
    guard let python = ExternalProgram("python3").path else { throw CannotStart() }
    let words =
      [
        python, Fixture.project + "/Tests/Scripts/transcribe_h2.py", Fixture("tls/good.pem").path,
        Fixture("tls/good.key").path,
      ] + modes + options
    server = ServerProcess(words, environment: ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" })
    port = Self.line(server.output).flatMap { $0.hasPrefix("PORT ") ? Int($0.dropFirst(5)) : nil } ?? 0
    guard server.isRunning, port > 0 else { throw CannotStart() }
  }

  /// The report of the next stream that ended.
  func report() -> JSON? { Self.line(server.output).flatMap { JSON(parsing: Array($0.utf8)) } }

  private static func line(_ descriptor: Int32) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// The variables that send the transcriptions of a run here, and trust the certificate.
  var variables: [String: String] {
    ["AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING": url, "AWS_CA_BUNDLE": Fixture("tls/ca.pem").path]
  }
}
