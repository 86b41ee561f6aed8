import Foundation
import TestSupport
import Testing

/// Validates the pinned requests with botocore's service model. The script reports if botocore is not installed.
@Suite(.enabled(if: ExternalProgram("python3").isTried, "python3 is not installed"))
struct BotocoreValidationTests {
  @Test func converseRequest_isValidForBotocore() async throws {
    let ran = try await ExternalProgram("python3").run(
      [Fixture.project + "/Tests/Scripts/validate_requests.py"], environment: ProcessInfo.processInfo.environment)
    if ran.output.hasPrefix("skipped: ") {
      print("botocore's validation of the requests was skipped: \(ran.output)")
      return
    }
    #expect(ran.status == 0, "\(ran.output)\(ran.error)")
    #expect(ran.output.contains("requests are what botocore"), "\(ran.output)")
  }
}
