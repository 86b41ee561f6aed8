import Emulator
import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The real binary, against an emulator that gives a recorded answer.
struct RealProgram {
  /// The binary that was built with these tests; it is beside their bundle.
  private static let binary: String = {
    let bundle = CommandLine.arguments.first.map { URL(filePath: $0).deletingLastPathComponent().path } ?? "."
    return [bundle + "/sva", Fixture.project + "/.build/debug/sva"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    } ?? "sva"
  }()

  /// A run, and how often it asked for an answer.
  struct Run {
    var result: ExternalProgram.Result
    var requests: Int

    /// The only JSON document on standard output, which is exactly one line.
    var document: JSON? {
      guard result.output.hasSuffix("\n"), !result.output.dropLast().contains(where: \.isNewline) else { return nil }
      return JSON(parsing: Array(result.output.utf8.dropLast()))
    }
  }

  /// What the model says after a recorded call of a tool.
  static let afterTools = "That is all."

  /// Asks a question of a recorded model.
  ///
  /// - Parameter piece: how many bytes of the answer are sent at once.
  static func ask(_ recording: Recording, json: Bool, piece: Int) async throws -> Run {
    var scenario = Scenario()
    scenario.faults = faults(recording, piece)
    let emulator = try Emulator.start(scenario)
    let home = try TemporaryFolder()
    var arguments = ["ask", "-q", "--no-search", "-m", recording.model, "Hi"]
    if json { arguments.append("--json") }
    if recording.operation == "Converse" { arguments.append("--no-stream") }
    let result = try await ExternalProgram(path: binary).run(
      arguments,
      environment: [
        "HOME": home.path, "PATH": "/usr/bin:/bin", "AWS_ENDPOINT_URL": emulator.url,
        "AWS_EC2_METADATA_DISABLED": "true", "LC_ALL": "C.UTF-8", "AWS_MAX_ATTEMPTS": "1",
        "AWS_ACCESS_KEY_ID": Identity.user.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.user.secret,
      ], folder: home.path)
    return Run(result: result, requests: emulator.requests(recording.operation).count)
  }

  private static func faults(_ recording: Recording, _ piece: Int) -> [Fault] {
    // The emulator's server writes these itself.
    let framing = ["content-type", "content-length", "transfer-encoding", "connection", "date"]
    let type = recording.headers.first { $0.key.lowercased() == "content-type" }?.value ?? "application/json"
    let answer = Fault.Kind.answer(
      status: recording.status, type: type,
      headers: recording.headers.filter { !framing.contains($0.key.lowercased()) }.map { ($0.key, $0.value) },
      body: recording.bytes, piece: piece)
    let on = ":" + recording.operation
    return [Fault(answer, on: on, times: recording.status == 200 ? 1 : nil), last(recording, on)]
  }

  /// The answer to tool results, without a cost.
  private static func last(_ recording: Recording, _ on: String) -> Fault {
    let usage: JSON = ["inputTokens": 0, "outputTokens": 0, "totalTokens": 0]
    var body: [UInt8] = []
    if recording.isStream {
      let delta: JSON = ["contentBlockIndex": 0, "delta": ["text": .string(afterTools)]]
      body = EventStreamWriter.event("messageStart", ["role": "assistant"])
      body += EventStreamWriter.event("contentBlockDelta", delta)
      body += EventStreamWriter.event("messageStop", ["stopReason": "end_turn"])
      body += EventStreamWriter.event("metadata", ["metrics": ["latencyMs": 1], "usage": usage])
    } else {
      let content: JSON = [["text": .string(afterTools)]]
      let answer: JSON = [
        "output": ["message": ["role": "assistant", "content": content]], "stopReason": "end_turn", "usage": usage,
      ]
      body = answer.bytes
    }
    let type = recording.isStream ? "application/vnd.amazon.eventstream" : "application/json"
    return Fault(.answer(status: 200, type: type, headers: [], body: body), on: on, after: 1)
  }
}
