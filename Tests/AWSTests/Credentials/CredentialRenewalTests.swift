import Core
import CredentialScenarios
import HTTP
import TestSupport
import Testing

@testable import AWS

/// Credentials that expire during a run are fetched once more, and the call is repeated.
@Suite(.serialized) struct CredentialRenewalTests {
  private static func set(_ token: String, end: String = "{T+7200}") -> AnswerRule {
    AnswerRule(
      method: "GET", path: "/container", status: 200,
      body: #"{"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"s","Token":"\#(token)","Expiration":"\#(end)"}"#,
      times: 1)
  }

  private static let expired = AnswerRule(
    method: "POST", path: "/sts", header: "X-Amz-Security-Token: old", status: 403,
    body: "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>")
  private static let accepted = AnswerRule(method: "POST", path: "/sts", status: 200, body: "<ok/>")

  private static func home(_ rules: [AnswerRule], keys: Bool = false) throws -> ScenarioHome {
    var scenario = try CredentialScenario.named(keys ? "env: keys" : "file: nothing at all")
    scenario.env["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "{SERVER}/container"
    if keys { scenario.env["AWS_SESSION_TOKEN"] = "old" }
    scenario.rules = rules
    return try ScenarioHome(scenario)
  }

  private static let call = AWSCall(.sts, "GetCallerIdentity", method: "POST", path: "/")

  @Test func awsClient_fetchesExpiredCredentialsAgain() async throws {
    let home = try Self.home([Self.set("old"), Self.set("new"), Self.expired, Self.accepted])
    let session = home.session()
    let response = try await session.client.send(Self.call)
    #expect(response.status == 200)
    #expect(home.transport.requests.map(\.url.path) == ["/container", "/sts", "/container", "/sts"])
    #expect(home.transport.requests.last?.headers["X-Amz-Security-Token"] == "new")
    // The next call is signed with them at once.
    #expect(try await session.client.send(Self.call).status == 200)
    #expect(home.transport.requests.count == 5)
  }

  @Test func awsClient_streamsWithCredentialsFetchedAgain() async throws {
    let home = try Self.home([Self.set("old"), Self.set("new"), Self.expired, Self.accepted])
    let outcome = try await home.session().client.stream(Self.call) { response in response.status }
    guard case .read(200) = outcome else {
      Issue.record("not read")
      return
    }
    #expect(home.transport.requests.count == 4)
  }

  /// The same credentials again would be refused again.
  @Test func awsClient_doesNotRepeatWithTheSameCredentials() async throws {
    let home = try Self.home([Self.set("old"), Self.set("old"), Self.expired])
    #expect(try await home.session().client.send(Self.call).status == 403)
    #expect(home.transport.requests.map(\.url.path) == ["/container", "/sts", "/container"])
  }

  @Test func awsClient_doesNotFetchWhatCannotBeRenewed() async throws {
    let home = try Self.home([Self.expired], keys: true)
    #expect(try await home.session().client.send(Self.call).status == 403)
    #expect(home.transport.requests.map(\.url.path) == ["/sts"])
  }

  /// A failure of the provider is reported instead of the refusal.
  @Test func awsClient_reportsAProviderThatFails() async throws {
    let home = try Self.home([Self.set("old"), Self.expired])
    let failed = await failure { try await home.session().client.send(Self.call) }
    #expect(failed?.code == .providerFailed)
    #expect(failed?.sentence == "the container credential endpoint did not deliver: it answered with status 404")
  }

  /// The end of the credentials is known, so no request is wasted on them.
  @Test func awsSession_fetchesAgainWhenTheTimeHasCome() async throws {
    let home = try Self.home([Self.set("old", end: "{T+60}"), Self.set("new"), Self.accepted])
    let session = home.session()
    #expect(try await session.credentials().credentials.sessionToken == Secret("old"))
    try await home.settings.environment.clock.sleep(.seconds(61))
    #expect(try await session.client.send(Self.call).status == 200)
    #expect(home.transport.requests.map(\.url.path) == ["/container", "/container", "/sts"])
    #expect(home.transport.requests.last?.headers["X-Amz-Security-Token"] == "new")
  }

  /// A cached role that the service says has expired is not read from the cache again.
  @Test func awsClient_doesNotReadTheCacheAgain() async throws {
    var scenario = try CredentialScenario.named("role: source profile")
    let home = try ScenarioHome(scenario)
    let first = try await home.session().credentials()
    scenario.rules = []
    let cached = home.session()
    #expect(try await cached.credentials() == first)
    #expect(await cached.renew(first.credentials) == false)
    #expect(home.transport.requests.count == 2)
  }

  /// Calls that learn at once that the credentials have expired wait for the same ones. Each waits for the first search
  /// too, so that all of them have its result before one begins another search.
  @Test func awsSession_renewsOnceForCallsSideBySide() async throws {
    let expired = try await Self.home([Self.set("old")]).session().credentials().credentials
    for _ in 0..<50 {
      let home = try Self.home([Self.set("old"), Self.set("new")])
      let session = home.session()
      let renewed = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 { group.addTask { await session.renew(expired) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(renewed == Array(repeating: true, count: 8))
      #expect(home.transport.requests.map(\.url.path) == ["/container", "/container"])
      #expect(try await session.credentials().credentials.sessionToken == Secret("new"))
    }
  }

  private static let metadata = "/imds/latest/meta-data/iam/security-credentials/"

  private static func metadataHome(_ rules: [AnswerRule]) throws -> ScenarioHome {
    var scenario = try CredentialScenario.named("imds: token flow")
    scenario.rules =
      rules + [
        AnswerRule(method: "GET", path: metadata, status: 200, body: "myrole"),
        AnswerRule(method: "PUT", path: "/imds/latest/api/token", status: 200, body: "first", times: 1),
        AnswerRule(method: "PUT", path: "/imds/latest/api/token", status: 200, body: "second"),
        expired, accepted,
      ]
    return try ScenarioHome(scenario)
  }

  private static func role(_ token: String, session: String, times: Int? = nil) -> AnswerRule {
    AnswerRule(
      method: "GET", path: metadata + "myrole", header: "x-aws-ec2-metadata-token: \(session)", status: 200,
      body:
        #"{"Code":"Success","AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"s","Token":"\#(token)","Expiration":"{T+7200}"}"#,
      times: times)
  }

  /// The token and the name of the role are known to the process.
  @Test func instanceMetadata_isAskedOnceForTokenAndRole() async throws {
    let home = try Self.metadataHome([Self.role("old", session: "first", times: 1), Self.role("new", session: "first")])
    #expect(try await home.session().client.send(Self.call).status == 200)
    #expect(
      home.transport.requests.map(\.url.path) == [
        "/imds/latest/api/token", Self.metadata, Self.metadata + "myrole", "/sts", Self.metadata + "myrole", "/sts",
      ])
  }

  /// A session that the service no longer accepts is replaced.
  @Test func instanceMetadata_beginsAnotherSession() async throws {
    let refused = AnswerRule(
      method: "GET", path: Self.metadata + "myrole", header: "x-aws-ec2-metadata-token: first", status: 401, body: "")
    let home = try Self.metadataHome([
      Self.role("old", session: "first", times: 1), refused, Self.role("new", session: "second"),
    ])
    #expect(try await home.session().client.send(Self.call).status == 200)
    #expect(
      home.transport.requests.map(\.url.path) == [
        "/imds/latest/api/token", Self.metadata, Self.metadata + "myrole", "/sts", Self.metadata + "myrole",
        "/imds/latest/api/token", Self.metadata, Self.metadata + "myrole", "/sts",
      ])
  }
}
