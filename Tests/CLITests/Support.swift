import Core
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CLI

/// The result of a run.
struct Ran: Sendable {
  var status: Int32
  var output: String
  var error: String
}

/// Bytes written, in memory.
final class Memory: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  var sink: Sink {
    Sink { [self] more in
      bytes.withLock { $0 += more }
      return .written
    }
  }
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

/// Runs `sva` with an empty environment and without a network.
func sva(
  _ words: [String], variables: [String: String] = [:], terminal: TerminalState = TerminalState(),
  output: Sink? = nil, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Ran {
  let out = Memory()
  let err = Memory()
  let folder = try TemporaryFolder()
  let world = Environment(variables: variables, workingDirectory: folder.path, terminal: terminal)
  let streams = Streams(input: Input { _ in [] }, output: output ?? out.sink, error: err.sink)
  let status = await run(
    arguments: words, environment: world, streams: streams, transport: StubTransport(offlineAt: sourceLocation))
  return Ran(status: status, output: out.text, error: err.text)
}

/// Compares `text` with the file of that name in `Golden`; `SVA_RECORD=1` writes it instead.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: Fixture(name, in: "Golden").path)
  if ProcessInfo.processInfo.environment["SVA_RECORD"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  #expect(
    text == expected, "differs from Golden/\(name); SVA_RECORD=1 rewrites it", sourceLocation: sourceLocation)
}
