import Core
import Foundation
import HTTP
import Synchronization
import Testing

@testable import CLI

/// What a run left behind.
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

/// A network that no test here may touch.
struct NoNetwork: Transport {
  func prepare() { Issue.record("an offline command opened the network") }

  func send(_ request: Request) async throws(TransportError) -> Response {
    Issue.record("a request was sent to \(request.url.origin)")
    throw TransportError(.refused, host: request.url.host)
  }

  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    Issue.record("a request was sent to \(request.url.origin)")
    throw TransportError(.refused, host: request.url.host)
  }
}

/// Runs `sva` with these words in an empty world.
func sva(
  _ words: [String], variables: [String: String] = [:], terminal: TerminalState = TerminalState(),
  output: Sink? = nil
) async -> Ran {
  let out = Memory()
  let err = Memory()
  let world = Environment(variables: variables, workingDirectory: "/nonexistent", terminal: terminal)
  let streams = Streams(input: Input { _ in [] }, output: output ?? out.sink, error: err.sink)
  let status = await run(arguments: words, environment: world, streams: streams, transport: NoNetwork())
  return Ran(status: status, output: out.text, error: err.text)
}

/// This folder.
let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

/// Compares `text` with the file of that name in `Golden`; `SVA_RECORD=1` writes it instead.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = testFolder.appendingPathComponent("Golden/" + name)
  if ProcessInfo.processInfo.environment["SVA_RECORD"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  #expect(
    text == expected, "differs from Golden/\(name); SVA_RECORD=1 rewrites it", sourceLocation: sourceLocation)
}

/// The program of that name on the path.
func program(_ name: String) -> String? {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  return path.split(separator: ":").map { "\($0)/\(name)" }.first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// Whether tests that run this program are to run: where it is there, and always with `SVA_TEST_ALL=1`, by which CI says
/// that nothing may be left out.
func isTried(_ name: String) -> Bool {
  program(name) != nil || ProcessInfo.processInfo.environment["SVA_TEST_ALL"] == "1"
}

/// Runs a program and gives what it printed.
func output(
  of program: String, _ arguments: [String], variables: [String: String] = [:], folder: URL? = nil
) throws -> Ran {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(variables) {
    $1
  }
  let out = Pipe()
  let err = Pipe()
  process.standardOutput = out
  process.standardError = err
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let output = out.fileHandleForReading.readDataToEndOfFile()
  let error = err.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Ran(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    error: String(decoding: error, as: UTF8.self))
}

/// A fresh folder, removed when `body` ends.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sva-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
