import AWS
import Core
import HTTP
import TestSupport
import Testing

@Suite struct AWSClientTests {
  private func client(_ transport: StubTransport, url: String, _ authorization: AWSAuthorization) -> AWSClient {
    let environment = Environment.still(clock: TestClock(step: 60))
    return AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent),
      environment: environment,
      endpoint: { _ throws(Failure) in
        guard let url = WebURL(url) else { throw Failure(.internal, "no URL", hint: "-") }
        return AWSEndpoint(url: url, signingRegion: "eu-west-1")
      }, authorize: { _ in authorization })
  }

  private let keys = Credentials(accessKeyID: "AKID", secretAccessKey: Secret("secret"))

  @Test func awsClient_signsEachAttemptAfresh() async throws {
    let transport = StubTransport([StubAnswer(status: 503), StubAnswer()])
    let call = AWSCall(
      .bedrockRuntime, "Converse", method: "POST", path: "/model/a%3A0/converse", query: [("q", "a b")])
    let response = try await client(transport, url: "https://h.test/base", .sigV4(keys)).send(call)
    #expect(response.status == 200)
    let sent = transport.requests
    #expect(sent.map(\.url.target) == Array(repeating: "/base/model/a%3A0/converse?q=a%20b", count: 2))
    let dates = sent.compactMap { $0.headers["X-Amz-Date"] }
    #expect(dates.count == 2 && dates[0] != dates[1])
    #expect(sent[0].headers["Authorization"]?.contains("/eu-west-1/bedrock/aws4_request") == true)
  }

  @Test func awsClient_sendsAnAPIKeyAsItIs() async throws {
    let transport = StubTransport([StubAnswer()])
    let call = AWSCall(.bedrock, "ListFoundationModels", method: "GET", path: "/foundation-models")
    _ = try await client(transport, url: "http://127.0.0.1:9", .bearer(Secret("ABSK-key"))).send(call)
    let sent = transport.requests
    #expect(sent.first?.headers["Authorization"] == "Bearer ABSK-key")
    #expect(sent.first?.headers["X-Amz-Date"] == nil)
  }

  @Test func awsClient_refusesPlainHTTPToAnotherMachine() async throws {
    for authorization in [AWSAuthorization.sigV4(keys), .bearer(Secret("key"))] {
      let transport = StubTransport([])
      let call = AWSCall(.sts, "GetCallerIdentity", method: "POST", path: "/")
      let refused = await failure { try await client(transport, url: "http://sts.test", authorization).send(call) }
      #expect(refused?.code == .badConfig)
      #expect(transport.requests.isEmpty)
    }
  }
}
