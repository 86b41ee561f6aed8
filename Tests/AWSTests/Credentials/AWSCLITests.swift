import AWS
import Core
import CredentialScenarios
import Foundation
import Testing

/// The AWS CLI reads what is cached here, and the other way round. Without an AWS CLI (Python) there is nothing to try.
@Suite(.serialized) struct AWSCLITests {
  private struct Signer: Decodable {
    var access_key: String
    var token: String?
  }

  /// Which key the AWS CLI signs with in `home`; nil where there is none here.
  private func signer(
    _ home: ScenarioHome, profile: String, answers: String? = nil
  ) async throws -> Signer? {
    let script = AWSFixture.project.appendingPathComponent("Tests/AWSTests/Fixtures/aws_cli.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, home.path, profile] + (answers.map { [$0] } ?? [])
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    // Waited for without holding one of the few threads that other tests need.
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = out.fileHandleForReading.readDataToEndOfFile()
    if status == 9 || status == 127 { return nil }
    #expect(status == 0)
    return try JSONDecoder().decode(Signer.self, from: text)
  }

  @Test(arguments: ["role: source profile", "role: chain of two"])
  func readsOurs(_ name: String) async throws {
    let home = try ScenarioHome(CredentialScenario.named(name), now: Date())
    let ours = try await home.session().credentials().credentials
    guard let theirs = try await signer(home, profile: "dev") else { return }
    #expect(theirs.access_key == ours.accessKeyID)
    #expect(theirs.token == ours.sessionToken?.reveal())
  }

  @Test(arguments: ["role: source profile", "role: chain of two"])
  func isRead(_ name: String) async throws {
    var scenario = try CredentialScenario.named(name)
    scenario.rules = []
    let home = try ScenarioHome(scenario, now: Date())
    guard let theirs = try await signer(home, profile: "dev", answers: name) else { return }
    let ours = try await home.session().credentials().credentials
    #expect(ours.accessKeyID == theirs.access_key)
    #expect(ours.sessionToken?.reveal() == theirs.token)
    #expect(home.transport.requests.isEmpty)
  }
}
