import AWS
import Core
import CredentialScenarios
import Foundation
import TestSupport
import Testing

/// The AWS CLI reads the caches written here, and the reverse. Skipped without an AWS CLI.
@Suite(.serialized, .enabled(if: ExternalProgram("python3").isTried, "python3 is not installed")) struct AWSCLITests {
  private struct Signer: Decodable {
    var access_key: String
    var token: String?
  }

  /// The key that the AWS CLI signs with in `home`; nil if the AWS CLI is not installed.
  private func signer(
    _ home: ScenarioHome, profile: String, answers: String? = nil
  ) async throws -> Signer? {
    let ran = try await ExternalProgram("python3").run(
      [Fixture.project + "/Tests/Scripts/aws_cli.py", home.path, profile] + (answers.map { [$0] } ?? []),
      environment: ProcessInfo.processInfo.environment)
    if ran.status == 9 { return nil }
    #expect(ran.status == 0, "\(ran.error)")
    return try JSONDecoder().decode(Signer.self, from: Data(ran.output.utf8))
  }

  @Test(arguments: ["role: source profile", "role: chain of two"])
  func credentialCache_isReadByTheAWSCLI(_ name: String) async throws {
    let home = try ScenarioHome(CredentialScenario.named(name), now: Date())
    let ours = try await home.session().credentials().credentials
    guard let theirs = try await signer(home, profile: "dev") else { return }
    #expect(theirs.access_key == ours.accessKeyID)
    #expect(theirs.token == ours.sessionToken?.reveal())
  }

  @Test(arguments: ["role: source profile", "role: chain of two"])
  func credentialCache_readsTheAWSCLIs(_ name: String) async throws {
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
