import CredentialScenarios
import Testing

@testable import CLI

/// Every secret of every scenario begins with the same word, which no output of `whoami` may contain.
@Suite(.serialized) struct WhoAmISecrecyTests {
  static let lines: [[String]] = [
    ["whoami", "--explain", "--verbose", "--debug"],
    ["whoami", "--json", "--debug"],
    ["whoami", "--explain", "--offline", "--verbose"],
  ]

  @Test(arguments: try CredentialScenario.all)
  func printsNoSecret(_ scenario: CredentialScenario) async throws {
    for line in Self.lines {
      let home = try ScenarioHome(scenario.identified)
      let profile = scenario.profile.map { ["--profile", $0] } ?? []
      let ran = await sva(line + profile, in: home, variables: ["STORYBLOK_TOKEN": ""])
      let printed = ran.output + ran.error
      #expect(!printed.contains("sEcReT"), "\(line)")
      #expect(!printed.contains("PRIVATE KEY") && !printed.contains("MHcCAQ"))
      #expect(!printed.isEmpty)
    }
  }

  /// The test above would pass if the secrets were not used; here they are.
  @Test func exportPrintsTheSecret() async throws {
    let home = try ScenarioHome(CredentialScenario.named("env: keys and token"))
    #expect(await sva(["whoami", "--export", "env"], in: home).output.contains("sEcReT"))
  }
}
