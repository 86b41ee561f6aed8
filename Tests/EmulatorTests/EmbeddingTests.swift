import Emulator
import Testing

/// InvokeModel for embedding models: shapes, limits and wording.
@Suite struct EmbeddingTests {
  private func invoke(
    _ model: String, _ body: String, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> RawClient.Response {
    var scenario = Scenario()
    change(&scenario)
    return try RawClient(Emulator.start(scenario)).ask(
      "POST", "/model/\(model)/invoke", ConverseTests.key, body: body)
  }

  private static let titan = "amazon.titan-embed-text-v2%3A0"
  private static let cohere = "cohere.embed-v4%3A0"
  private static let nova = "amazon.nova-2-multimodal-embeddings-v1%3A0"

  private static func length(_ vector: JSON?) -> Double {
    (vector?.array ?? []).compactMap(\.double).reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test func embeddings_ofTitanStandTwice() throws {
    let answer = try invoke(Self.titan, #"{"inputText":"Hello, world!","dimensions":256,"normalize":true}"#)
    #expect(answer.status == 200)
    #expect(answer.json?.members?.map(\.key) == ["embedding", "embeddingsByType", "inputTextTokenCount"])
    #expect(answer.json?["embedding"] == answer.json?["embeddingsByType"]?["float"])
    #expect(answer.json?["embedding"]?.array?.count == 256)
    #expect(abs(Self.length(answer.json?["embedding"]) - 1) < 1e-5)
    #expect(answer.header("x-amzn-bedrock-input-token-count") == "4")
    #expect(answer.header("x-amzn-bedrock-invocation-latency") != nil)
    #expect(try invoke(Self.titan, #"{"inputText":"a"}"#).json?["embedding"]?.array?.count == 1024)
  }

  @Test func embeddings_ofCohere() throws {
    let third = try invoke(
      "cohere.embed-english-v3", #"{"texts":["Hello, World!"],"input_type":"search_query","truncate":"NONE"}"#)
    #expect(third.json?.members?.map(\.key) == ["embeddings", "id", "response_type", "texts"])
    #expect(third.json?["response_type"] == "embeddings_floats" && third.json?["texts"] == ["hello, world!"])
    #expect(third.json?["embeddings"]?[0]?.array?.count == 1024)
    let fourth = try invoke(
      Self.cohere, #"{"texts":["A","B"],"input_type":"search_document","output_dimension":512,"truncate":"NONE"}"#)
    #expect(fourth.json?["response_type"] == "embeddings_by_type" && fourth.json?["texts"] == ["A", "B"])
    #expect(fourth.json?["embeddings"]?["float"]?.array?.count == 2)
    #expect(fourth.json?["embeddings"]?["float"]?[1]?.array?.count == 512)
    #expect(Self.length(fourth.json?["embeddings"]?["float"]?[0]) > 1.1, "the length is not promised")
  }

  @Test func embeddings_ofNova() throws {
    let answer = try invoke(
      Self.nova,
      #"{"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"GENERIC_INDEX","#
        + #""embeddingDimension":256,"text":{"value":"Hello, world!","truncationMode":"END"}}}"#)
    #expect(answer.json?["embeddings"]?[0]?["embeddingType"] == "TEXT")
    #expect(answer.json?["embeddings"]?[0]?["embedding"]?.array?.count == 256)
    #expect(answer.header("x-amzn-bedrock-input-token-count") == "19")
  }

  static let refusals: [(model: String, body: String, message: String)] = [
    (
      titan, #"{"texts":["a"]}"#,
      "Malformed input request: #: required key [inputText] not found#: extraneous key [texts] is not permitted, please "
        + "reformat your input and try again."
    ),
    (
      cohere, #"{"inputText":"a"}"#,
      "Malformed input request: #: required key [texts] not found#: extraneous key [inputText] is not permitted, please "
        + "reformat your input and try again."
    ),
    (
      titan, #"{"inputText":""}"#,
      "Malformed input request: expected minLength: 1, actual: 0, please reformat your input and try again."
    ),
    (
      titan, #"{"inputText":"\#(String(repeating: "word ", count: 10_001))"}"#,
      "Malformed input request: expected maxLength: 50000, actual: 50005, please reformat your input and try again."
    ),
    (
      titan, #"{"inputText":"\#(String(repeating: "山", count: 9279))"}"#,
      "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9279 "
    ),
    (
      "cohere.embed-english-v3",
      #"{"texts":["\#(String(repeating: "a", count: 2049))"],"input_type":"search_query","truncate":"END"}"#,
      "Malformed input request: #/texts/0: expected maxLength: 2048, actual: 2049, please reformat your input and try "
        + "again."
    ),
    (
      cohere,
      #"{"texts":[\#(Array(repeating: "\"a\"", count: 97).joined(separator: ","))],"input_type":"search_query"}"#,
      "Malformed input request: #/texts: expected maximum item count: 96, found: 97, please reformat your input and try "
        + "again."
    ),
    (
      titan, #"{"inputText":"a","dimensions":300}"#,
      "Malformed input request: #/dimensions: 300 is not a valid enum value, please reformat your input and try again."
    ),
  ]

  @Test(arguments: refusals) func embeddings_areRefused(model: String, body: String, message: String) throws {
    let answer = try invoke(model, body)
    #expect(answer.status == 400)
    #expect(answer.header("x-amzn-ErrorType") == "ValidationException")
    #expect(answer.json?["message"]?.string == message)
  }

  @Test func embeddings_areThrottledByRequests() throws {
    let answer = try invoke(Self.titan, #"{"inputText":"a"}"#) { $0.bedrock.embeddingQuota = EmbeddingQuota(0) }
    #expect(answer.status == 429 && answer.header("x-amzn-ErrorType") == "ThrottlingException")
    #expect(answer.json?["message"] == "Too many requests, please wait before trying again.")
  }

  /// Cohere's fourth is invoked by its own id in one Region only.
  @Test func embeddings_needAProfileElsewhere() throws {
    let body = #"{"texts":["a"],"input_type":"search_query"}"#
    let refused = try invoke(Self.cohere, body) { $0.bedrock.region = "eu-central-1" }
    #expect(refused.status == 400 && refused.json?["message"]?.string?.contains("on-demand throughput") == true)
    #expect(try invoke("eu." + Self.cohere, body) { $0.bedrock.region = "eu-central-1" }.status == 200)
  }

  /// Synonyms are near, other words are not; the same text is the same vector.
  @Test func embeddings_ofSynonymsAreNear() throws {
    let emulator = try Emulator.start()
    func vector(_ text: String) throws -> [Double] {
      let answer = try RawClient(emulator).ask(
        "POST", "/model/\(Self.titan)/invoke", ConverseTests.key, body: #"{"inputText":"\#(text)","dimensions":256}"#)
      return (answer.json?["embedding"]?.array ?? []).compactMap(\.double)
    }
    func similarity(_ a: String, _ b: String) throws -> Double {
      zip(try vector(a), try vector(b)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(try similarity("refunds for boots", "reimbursement for shoes") > 0.99)
    #expect(try abs(similarity("refunds for boots", "weather on the summit")) < 0.5)
    #expect(try similarity("?!", "?!") > 0.99)
  }
}
