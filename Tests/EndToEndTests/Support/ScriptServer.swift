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

/// A server of `Tests/Scripts` on loopback, written in Python, that prints `PORT N` and then lines about what it did.
final class ScriptServer: Sendable {
  struct CannotStart: Error {}

  let port: Int
  private let server: ServerProcess

  /// Starts a script and waits until it listens.
  init(_ script: String, _ words: [String]) throws {
    guard let python = ExternalProgram("python3").path else { throw CannotStart() }
    server = ServerProcess(
      [python, Fixture.project + "/Tests/Scripts/" + script] + words,
      environment: ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" })
    port = Self.line(server.output).flatMap { $0.hasPrefix("PORT ") ? Int($0.dropFirst(5)) : nil } ?? 0
    guard server.isRunning, port > 0 else { throw CannotStart() }
  }

  /// The next line that it printed; nil at its end.
  func line() -> String? { Self.line(server.output) }

  private static func line(_ descriptor: Int32) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }
}
