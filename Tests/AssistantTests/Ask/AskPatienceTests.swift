import AWS
import Core
import HTTP
import TestSupport
import Testing

@testable import Assistant

/// How long an answer may take (contract §2), and what the progress line says meanwhile.
@Suite struct AskPatienceTests {
  private static let body =
    #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#

  /// The requests of a run that is answered whole or refuses the stream.
  private func requests(
    _ variables: [String: String], _ work: (AWSSession, Log) async -> Void
  ) async -> (requests: [Request], progress: [String]) {
    var all = [
      "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secretsecret", "AWS_CONFIG_FILE": "",
      "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    ]
    all.merge(variables) { $1 }
    let environment = Environment(variables: all)
    let transport = StubTransport { request, _ in
      if request.url.path.hasSuffix("/converse") { return StubAnswer(text: Self.body) }
      return StubAnswer(
        status: 400, headers: ["x-amzn-ErrorType": "ValidationException"],
        text: #"{"message":"This model doesn't support tool use in streaming mode."}"#)
    }
    let recorder = LogRecorder()
    let http = HTTPClient(transport: transport, environment: environment, log: .silent)
    await work(AWSSession(settings: Settings(environment: environment), http: http, log: recorder.log), recorder.log)
    let progress = recorder.events.compactMap { if case .progress(let text) = $0 { text } else { nil } }
    return (transport.requests, progress)
  }

  private func ask(
    _ model: String = "sonnet-4.5", stream: Bool, _ variables: [String: String] = [:]
  ) async -> (requests: [Request], progress: [String]) {
    await requests(variables) { session, log in
      var options = Ask.Options(question: "Hi", model: model)
      options.stream = stream
      _ = try? await Ask(options, session: session, library: nil, store: nil, log: log).run { _ throws(Failure) in }
    }
  }

  @Test func ask_waitsTenMinutesForAWholeAnswer() async {
    #expect(await ask(stream: false).requests.map(\.limits.idle) == [.seconds(600)])
    // The second request is the one without streaming.
    #expect(await ask(stream: true).requests.map(\.limits.idle) == [.seconds(120), .seconds(600)])
  }

  @Test func ask_waitsAsLongAsTheUserSays() async {
    let variables = ["REQUEST_TIMEOUT": "7"]
    #expect(await ask(stream: false, variables).requests.map(\.limits.idle) == [.seconds(7)])
    #expect(await ask(stream: true, variables).requests.map(\.limits.idle) == [.seconds(7), .seconds(7)])
  }

  @Test func testBedrock_keepsItsOwnTimeLimit() async {
    let found = await requests([:]) { session, log in
      var options = TestBedrock.Options(model: "sonnet-4.5", region: "us-east-1")
      options.identity = false
      _ = await TestBedrock(options, session: session, log: log).run()
    }
    #expect(found.requests.map(\.limits.idle) == [.seconds(120), .seconds(120)])
  }

  @Test(arguments: [
    ("us.anthropic.claude-sonnet-5", "asking us.anthropic.claude-sonnet-5, which thinks before it answers"),
    ("us.anthropic.claude-opus-4-7", "asking us.anthropic.claude-opus-4-7"),
  ])
  func ask_saysThatAModelThinksFirst(model: String, progress: String) async {
    #expect(await ask(model, stream: false).progress.first == progress)
  }
}
