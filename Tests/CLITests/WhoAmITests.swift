import Core
import CredentialScenarios
import Foundation
import HTTP
import TestSupport
import Testing

@testable import CLI

/// Whole outputs of `whoami`, compared with files.
@Suite struct WhoAmITests {
  private func text(_ ran: Ran, _ home: ScenarioHome) -> String {
    (ran.output + ran.error + "[\(ran.status)]\n").replacingOccurrences(of: home.path, with: "HOME")
  }

  @Test(arguments: [
    ("env: keys", "whoami-env.txt", ["whoami"]),
    ("env: wins over AWS_PROFILE", "whoami-shadow.txt", ["whoami", "--explain"]),
    ("role: source profile", "whoami-role.txt", ["whoami", "--profile", "dev"]),
    ("sso: no token", "whoami-sso.txt", ["whoami", "--profile", "dev", "--explain"]),
    ("file: nothing at all", "whoami-none.txt", ["whoami"]),
    ("file: named by AWS_PROFILE", "whoami.json", ["whoami", "--json"]),
    ("env: id without secret", "whoami-partial.json", ["whoami", "--json"]),
    ("role: chain of two", "whoami-offline.txt", ["whoami", "--profile", "dev", "--offline"]),
  ])
  func whoami_printsWhatIsRecorded(_ name: String, _ golden: String, _ words: [String]) async throws {
    let home = try ScenarioHome(CredentialScenario.named(name).identified)
    try expectGolden(text(await sva(words, in: home), home), golden)
  }

  @Test func whoami_offlineAsksNobody() async throws {
    for scenario in try CredentialScenario.all {
      let home = try ScenarioHome(scenario.identified)
      let profile = scenario.profile.map { ["--profile", $0] } ?? []
      _ = await sva(["whoami", "--offline"] + profile, in: home)
      #expect(home.transport.requests.isEmpty, "\(scenario.name)")
    }
  }

  @Test func whoami_aClockThatIsOffIsSaid() async throws {
    var scenario = try CredentialScenario.named("env: keys")
    scenario.rules = [.callerIdentity(date: "Fri, 15 Jan 2027 07:57:00 GMT")]
    let ran = await sva(["whoami"], in: try ScenarioHome(scenario))
    #expect(ran.output.contains("Clock:       3 min ahead of AWS"))
    #expect(ran.output.contains("Note: this machine's clock is 3 min ahead of AWS's"))
  }

  @Test(arguments: [
    (403, #"{"Message":"Authentication failed: Please make sure your API Key is valid."}"#, 4, "invalid_credentials"),
    (403, #"{"message":"not authorized to perform: bedrock:ListFoundationModels"}"#, 5, "access_denied"),
    (200, "{}", 0, "success"),
  ])
  func whoami_anAPIKeyIsTriedWithBedrock(_ status: Int, _ body: String, _ exit: Int32, _ word: String) async throws {
    var scenario = try CredentialScenario.named("file: nothing at all")
    scenario.env["AWS_BEARER_TOKEN_BEDROCK"] = "sEcReT-api-key"
    scenario.env["AWS_ENDPOINT_URL_BEDROCK"] = "http://127.0.0.1:1/bedrock"
    scenario.rules = [
      AnswerRule(
        method: "GET", path: "/bedrock/foundation-models", header: "Authorization: Bearer sEcReT-api-key",
        status: status, body: body)
    ]
    let home = try ScenarioHome(scenario)
    let ran = await sva(["whoami", "--json"], in: home)
    #expect(ran.status == exit)
    #expect(ran.output.contains(#""source":"bedrock-api-key","detail":"AWS_BEARER_TOKEN_BEDROCK""#))
    #expect(ran.output.contains(#""account":null,"arn":null,"user_id":null"#))
    #expect(ran.output.contains("\"\(word)\""))
    #expect(!ran.output.contains("sEcReT"))
    #expect(home.transport.requests.map(\.url.path) == ["/bedrock/foundation-models"])
  }

  @Test func whoami_oneIdentityThatFailsDoesNotHideTheOther() async throws {
    var scenario = try CredentialScenario.named("env: keys")
    scenario.rules = [
      .callerIdentity(),
      AnswerRule(method: "GET", path: "/v", status: 401, body: #"{"error":"Unauthorized"}"#),
    ]
    let variables = [
      "STORYBLOK_TOKEN": "sEcReT-storyblok", "STORYBLOK_SPACE_ID": "100", "STORYBLOK_API_BASE": "http://127.0.0.1:1",
    ]
    let both = await sva(["whoami"], in: try ScenarioHome(scenario), variables: variables)
    #expect(both.status == 0)
    #expect(both.output.contains("Account:     111122223333"))
    #expect(both.output.contains("Failed: "))
    let one = await sva(
      ["whoami", "--service", "storyblok"], in: try ScenarioHome(scenario), variables: variables)
    #expect(one.status == 4)
    #expect(!one.output.contains("Account:"))
    #expect(!(both.output + both.error + one.output + one.error).contains("sEcReT"))
  }

  @Test func whoami_storyblokAloneNeedsAToken() async throws {
    let home = try ScenarioHome(CredentialScenario.named("env: keys"))
    let ran = await sva(["whoami", "--service", "storyblok", "--json"], in: home)
    #expect(ran.status == 3)
    #expect(ran.output.contains(#""code":"no_token""#))
    #expect(home.transport.requests.isEmpty)
  }
}
