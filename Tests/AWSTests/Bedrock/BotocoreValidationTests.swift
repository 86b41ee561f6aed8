import CredentialScenarios
import Foundation
import Testing

/// botocore judges the pinned requests by its own service model. Where it is not installed the script says so.
@Suite struct BotocoreValidationTests {
  @Test func botocoreWouldSendTheSameRequests() async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", AWSFixture.project.appendingPathComponent("Tests/AWSTests/Fixtures/validate_requests.py").path,
    ]
    let out = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = out
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    // 127: there is no Python at all.
    if status == 127 || text.hasPrefix("skipped: ") {
      print("botocore's judgement of our requests was left out: \(text.isEmpty ? "no python3" : text)")
      return
    }
    #expect(status == 0, "\(text)")
    #expect(text.contains("requests are what botocore"), "\(text)")
  }
}
