import Core
import HTTP
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import AWS

/// The embedder over a stub of the network.
@Suite struct EmbedderTests {
  private let clock = TestClock()
  private let recorder = LogRecorder()

  private func session(_ transport: any Transport, region: String = "us-east-1", _ more: [String: String] = [:])
    -> AWSSession
  {
    var variables = [
      "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "AWS_REGION": region, "AWS_CONFIG_FILE": "/nonexistent/c", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/s",
    ]
    variables.merge(more) { $1 }
    let environment = Environment.still(variables: variables, clock: clock)
    let http = HTTPClient(transport: transport, environment: environment, log: .silent)
    return AWSSession(settings: Settings(environment: environment), http: http, log: recorder.log)
  }

  private static func vector(_ dimensions: Int, _ first: Int = 1) -> String {
    "[\(first)" + String(repeating: ",0", count: dimensions - 1) + "]"
  }

  private static func titan(_ dimensions: Int = 256) -> StubAnswer {
    StubAnswer(
      headers: ["x-amzn-bedrock-input-token-count": "5"],
      text: #"{"embedding":\#(vector(dimensions)),"inputTextTokenCount":5}"#)
  }

  /// Cohere's answer to a request, one vector a text.
  private static func cohere(_ request: Request) -> StubAnswer {
    let count = texts(request).count
    let lists = Array(repeating: vector(512), count: count).joined(separator: ",")
    return StubAnswer(
      headers: ["x-amzn-bedrock-input-token-count": "\(count * 7)"], text: #"{"embeddings":{"float":[\#(lists)]}}"#)
  }

  private static func texts(_ request: Request) -> [String] {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(request.body)) else { return [] }
    return value["texts"]?.array?.compactMap(\.string) ?? value["inputText"]?.string.map { [$0] } ?? []
  }

  private static func refusal(_ status: Int, _ code: String, _ message: String) -> StubAnswer {
    .bedrock(status, #"{"message":"\#(message)"}"#, type: code)
  }

  @Test func embedder_signsAndSends() async throws {
    let network = StubTransport([Self.titan()])
    let embedder = Embedder("titan", session: session(network), log: recorder.log)
    let vector = try await embedder.query("How warm is it?")
    #expect(vector.count == 256 && vector[0] == 1)
    let request = try #require(network.requests.first)
    #expect(
      request.url.text == "https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.titan-embed-text-v2%3A0/invoke")
    #expect(request.headers["Accept"] == "application/json")
    #expect(request.headers["Content-Type"] == "application/json")
    #expect(request.headers["Authorization"]?.contains("/us-east-1/bedrock/aws4_request") == true)
    #expect(recorder.notices == ["using amazon.titan-embed-text-v2:0 for titan"])
  }

  @Test func embedder_takesAnAPIKey() async throws {
    let network = StubTransport([Self.titan()])
    let session = session(network, ["AWS_BEARER_TOKEN_BEDROCK": "ABSKexamplekey0123456789"])
    _ = try await Embedder("titan", session: session, log: .silent).query("a")
    #expect(network.requests[0].headers["Authorization"] == "Bearer ABSKexamplekey0123456789")
  }

  @Test func embedder_callsTheProfileAfterARefusal() async throws {
    let network = StubTransport { request, number in
      number == 1
        ? Self.refusal(
          400, "ValidationException",
          "Invocation of model ID cohere.embed-v4:0 with on-demand throughput isn’t supported. Retry your request with "
            + "the ID or ARN of an inference profile that contains this model.") : Self.cohere(request)
    }
    let embedder = Embedder(
      "cohere.embed-v4:0", session: session(network, region: "eu-central-1"), log: recorder.log)
    _ = try await embedder.query("a")
    _ = try await embedder.query("b")
    #expect(
      network.requests.map { $0.url.path } == [
        "/model/cohere.embed-v4%3A0/invoke", "/model/eu.cohere.embed-v4%3A0/invoke",
        "/model/eu.cohere.embed-v4%3A0/invoke",
      ])
    #expect(recorder.notices == ["using eu.cohere.embed-v4:0 for cohere.embed-v4:0"])
    #expect(try await embedder.model().base == "cohere.embed-v4:0")
  }

  /// The family of an application inference profile is that of its base model.
  @Test func embedder_readsTheProfileOnce() async throws {
    let arn = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6"
    let network = StubTransport { request, _ in
      guard request.url.host.hasPrefix("bedrock.") else { return Self.titan() }
      return StubAnswer(
        text: #"{"inferenceProfileId":"a1b2c3d4e5f6","inferenceProfileArn":"\#(arn)","type":"APPLICATION","#
          + #""models":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"}]}"#)
    }
    let embedder = Embedder(arn, session: session(network), log: recorder.log)
    _ = try await embedder.query("a")
    _ = try await embedder.query("b")
    #expect(network.requests.count == 3)
    #expect(
      network.requests[1].url.path
        == "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aapplication-inference-profile%2Fa1b2c3d4e5f6/invoke"
    )
    #expect(try await embedder.model().base == "amazon.titan-embed-text-v2:0")
    #expect(recorder.notices.isEmpty)
  }

  /// A batch with too many tokens is sent in halves, a text with too many as its first half.
  @Test func embedder_halvesWhatIsTooLong() async throws {
    let network = StubTransport { request, _ in
      let texts = Self.texts(request)
      guard !texts.contains(where: { $0.utf8.count > 10 }) else {
        return Self.refusal(
          400, "ValidationException",
          "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9279")
      }
      let lists = texts.map { Self.vector(512, $0.utf8.count) }.joined(separator: ",")
      return StubAnswer(text: #"{"embeddings":{"float":[\#(lists)]}}"#)
    }
    let embedder = Embedder("cohere", session: session(network), log: recorder.log)
    let texts = ["a", "b", String(repeating: "c", count: 30), "d"]
    let outcome = try await embedder.embed(texts, as: .document)
    guard case .done(let found) = outcome else { return #expect(Bool(false), "\(outcome)") }
    #expect(found.vectors.count == 4)
    #expect(
      network.requests.map { Self.texts($0).map(\.utf8.count) } == [
        [1, 1, 30, 1], [1, 1], [30, 1], [30], [15], [7], [1],
      ])
  }

  /// What the first half of a batch cost is not paid again because the second half is refused.
  @Test func embedder_keepsTheFirstHalfWhereTheSecondIsRefused() async throws {
    let network = StubTransport { request, number in
      if Self.texts(request).count > 2 {
        return Self.refusal(
          400, "ValidationException",
          "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9279")
      }
      return number == 3
        ? Self.refusal(429, "ThrottlingException", "Too many requests, please wait.") : Self.cohere(request)
    }
    let run = EmbeddingRun(
      Embedder("cohere", session: session(network), log: .silent), environment: .still(variables: [:], clock: clock))
    var left = ["a", "b", "c", "d"].enumerated().map { EmbeddingRun.Text(id: Int64($0.offset), text: $0.element) }
    var done: [Int64] = []
    try await run.run(
      next: { (_) throws(Failure) in
        let next = left
        left = []
        return next
      }, deliver: { (batch) throws(Failure) in done += batch.ids })
    #expect(done == [0, 1, 2, 3])
    #expect(network.requests.map { Self.texts($0) } == [["a", "b", "c", "d"], ["a", "b"], ["c", "d"], ["c", "d"]])
  }

  @Test func embedder_failsForATextThatIsAlwaysTooLong() async {
    let network = StubTransport { _, _ in
      Self.refusal(
        400, "ValidationException", "Malformed input request: #/texts/0: expected maxLength: 2048, actual: 1")
    }
    let found = await failure { try await Embedder("titan", session: session(network), log: .silent).query("abcd") }
    #expect(found?.code == .validation)
    #expect(found?.sentence == "a text is too long for titan, even when it is cut")
    #expect(network.requests.count == 3)
  }

  @Test(arguments: [
    (#"{"embedding":[1,2,3]}"#, "the answer of amazon.titan-embed-text-v2:0 has vectors of 3 dimensions, not of 256"),
    (#"{"embeddings":[]}"#, "the answer of amazon.titan-embed-text-v2:0 has 0 vectors for 1 texts"),
  ])
  func embedder_refusesOtherVectors(body: String, sentence: String) async {
    let network = StubTransport([StubAnswer(text: body)])
    let found = await failure { try await Embedder("titan", session: session(network), log: .silent).query("a") }
    #expect(found?.code == .badResponse)
    #expect(found?.sentence == sentence)
  }

  @Test func embedder_namesTheFamilyThatWasTaken() async {
    let network = StubTransport([
      Self.refusal(
        400, "ValidationException",
        "Malformed input request: #: required key [texts] not found#: extraneous key [inputText] is not permitted, "
          + "please reformat your input and try again.")
    ])
    let found = await failure { try await Embedder("titan", session: session(network), log: .silent).query("a") }
    #expect(found?.code == .validation)
    #expect(
      found?.sentence.hasPrefix("titan does not take the requests of Titan Text Embeddings V2: Malformed input") == true
    )
  }

  /// The statement that would allow it names one action: embeddings are not streamed.
  @Test func embedder_tellsTheStatementForADenial() async {
    let resource = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
    let network = StubTransport([
      Self.refusal(
        403, "AccessDeniedException",
        "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:InvokeModel on resource: "
          + "\(resource) because no identity-based policy allows the bedrock:InvokeModel action")
    ])
    let found = await failure { try await Embedder("titan", session: session(network), log: .silent).query("a") }
    #expect(found?.code == .accessDenied)
    #expect(
      found?.hints.map { "\($0)" }.contains(
        #"add to its IAM policy: {"Effect":"Allow","Action":["bedrock:InvokeModel"],"Resource":["\#(resource)"]}"#)
        == true)
  }
}
