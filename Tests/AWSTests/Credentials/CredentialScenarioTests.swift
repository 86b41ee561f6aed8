import AWS
import Core
import CredentialScenarios
import Testing

/// Every scenario has the same result as with botocore, or differs with a stated reason.
@Suite(.serialized) struct CredentialScenarioTests {
  @Test func credentialChain_hasScenarios() throws {
    #expect(try CredentialScenario.all.count >= 150)
  }

  @Test(arguments: try CredentialScenario.all)
  func credentialChain_agreesWithBotocore(_ scenario: CredentialScenario) async throws {
    let home = try ScenarioHome(scenario)
    let session = home.session()
    var outcome = CredentialScenario.Expectation()
    do throws(Failure) {
      let resolved = try await session.credentials()
      outcome.source = resolved.origin.source.name
      outcome.access_key = resolved.credentials.accessKeyID
      outcome.secret = resolved.credentials.secretAccessKey.reveal()
      outcome.token = resolved.credentials.sessionToken?.reveal()
    } catch {
      outcome.code = error.code.rawValue
      #expect(!error.sentence.isEmpty && error.hints.allSatisfy { !$0.isEmpty })
      let text = ([error.sentence] + error.hints.map(\.description)).joined()
      #expect(!text.contains("sEcReT"), "a secret stands in the error")
      #expect(!text.contains("\n"))
    }
    #expect(outcome == scenario.expect)
  }
}
