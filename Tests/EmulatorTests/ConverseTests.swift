import Emulator
import Testing

/// Converse with an API key, so that no request has to be signed.
@Suite struct ConverseTests {
  static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0"
  static let key = [
    ("Authorization", "Bearer ABSKQmVkcm9ja0FQSUtleS1leGFtcGxlOk5vdEFTZWNyZXQ="),
    ("Content-Type", "application/json"),
  ]
  static let search = """
    {"toolSpec":{"name":"search","description":"d","inputSchema":{"json":{"type":"object",\
    "properties":{"term":{"type":"string"},"limit":{"type":"integer"}},"required":["term"]}}}}
    """

  static func converse(_ body: String, model: String = model, _ scenario: Scenario = Scenario()) throws
    -> RawClient.Response
  {
    try RawClient(Emulator.start(scenario)).ask("POST", "/model/\(model)/converse", key, body: body)
  }

  static func user(_ content: String) -> String { #"{"role":"user","content":[\#(content)]}"# }
  static func assistant(_ content: String) -> String { #"{"role":"assistant","content":[\#(content)]}"# }
  static let use = #"{"toolUse":{"toolUseId":"t1","name":"search","input":{"term":"x"}}}"#
  static let hi = #"{"text":"hi"}"#

  static let refusals: [(body: String, message: String)] = [
    (
      #"{"messages":[\#(assistant(hi))]}"#,
      "A conversation must start with a user message. Try again with a conversation that starts with a "
        + "user message."
    ),
    (
      #"{"messages":[\#(user(hi)),\#(user(hi))]}"#,
      "A conversation must alternate between user and assistant roles. Make sure the conversation alternates "
        + "between user and assistant roles and try again."
    ),
    (
      #"{"messages":[{"role":"user","content":[]}]}"#,
      "The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the "
        + "content field and try again."
    ),
    (
      #"{"messages":[\#(user(hi)),\#(assistant(hi)),\#(user(#"{"text":" \n"}"#))]}"#,
      "The text field in the ContentBlock object at messages.2.content.0 is blank. Add text to the text "
        + "field, and try again."
    ),
    (
      #"{"toolConfig":{"tools":[\#(search)]},"messages":[\#(user(hi)),\#(assistant(use)),\#(user(hi))]}"#,
      "Expected toolResult blocks at messages.2.content for the following Ids: t1"
    ),
    (
      #"{"messages":[\#(user(hi)),\#(assistant(use)),"#
        + #"\#(user(#"{"toolResult":{"toolUseId":"t1","content":[{"text":"ok"}]}}"#))]}"#,
      "The toolConfig field must be defined when using toolUse and toolResult content blocks."
    ),
    (
      #"{"messages":[\#(user(#"{"document":{"format":"txt","name":"d","source":{"text":"x"}}}"#))]}"#,
      "A text block must be included when using documents."
    ),
    (
      #"{"inferenceConfig":{"temperature":0.5,"topP":0.5},"messages":[\#(user(hi))]}"#,
      "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this "
        + "model. Please use only one."
    ),
    (
      #"{"inferenceConfig":{"maxTokens":64001},"messages":[\#(user(hi))]}"#,
      "The maximum tokens you requested exceeds the model limit of 64000. Try again with a maximum tokens "
        + "value that is lower than 64000."
    ),
    (
      #"{"toolConfig":{"tools":[{"toolSpec":{"name":"a","inputSchema":{"json":{"type":"array"}}}}]},"#
        + #""messages":[\#(user(hi))]}"#,
      "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object."
    ),
    (
      #"{"toolConfig":{"tools":[\#(search)]},"messages":[\#(user(hi)),"#
        + #"\#(assistant(#"{"toolUse":{"toolUseId":"t1","name":"search","input":[1]}}"#))]}"#,
      "The format of the value at messages.1.content.0.toolUse.input is invalid. Provide a json object for "
        + "the field and try again."
    ),
  ]

  @Test(arguments: refusals) func `refuses what the service refuses`(_ body: String, _ message: String) throws {
    let response = try Self.converse(body)
    #expect(response.status == 400)
    #expect(response.header("x-amzn-errortype") == "ValidationException")
    #expect(response.json?["message"]?.string == message)
  }

  @Test(arguments: [
    ("anthropic.claude-sonnet-4-5-v1%3A0", 400, "The provided model identifier is invalid."),
    ("eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0", 400, "The provided model identifier is invalid."),
    (
      "anthropic.claude-sonnet-4-5-20250929-v1%3A0", 400,
      "Invocation of model ID anthropic.claude-sonnet-4-5-20250929-v1:0 with on-demand throughput "
        + "isn\u{2019}t supported. Retry your request with the ID or ARN of an inference profile that "
        + "contains this model."
    ),
    (
      "us.anthropic.claude-3-7-sonnet-20250219-v1%3A0", 404,
      "This model version has reached the end of its life. Please refer to the AWS documentation for more "
        + "details."
    ),
  ]) func `refuses models that cannot be invoked so`(_ model: String, _ status: Int, _ text: String) throws {
    let response = try Self.converse(#"{"messages":[\#(Self.user(Self.hi))]}"#, model: model)
    #expect(response.status == status)
    #expect(response.json?["message"]?.string == text)
  }

  @Test(arguments: [
    ("us.anthropic.claude-opus-4-7", #"{"temperature":0.5}"#, "`temperature` is deprecated for this model."),
    (
      "us.anthropic.claude-sonnet-4-6", #"{"temperature":0.5,"topP":1}"#,
      "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
    ),
  ]) func `knows which parameters a family takes`(_ model: String, _ config: String, _ text: String) throws {
    let body = #"{"inferenceConfig":\#(config),"messages":[\#(Self.user(Self.hi))]}"#
    let response = try Self.converse(body, model: model)
    #expect(response.json?["message"]?.string == "The model returned the following errors: \(text)")
    #expect(try Self.converse(body, model: "amazon.nova-pro-v1%3A0").status == 200)
  }

  @Test(arguments: [
    ("Bearer junk", "Invalid API Key format: Must start with pre-defined prefix"),
    ("Bearer ABSKunknown", "Authentication failed: Please make sure your API Key is valid."),
    ("Bearer bedrock-api-key-RXhwaXJlZEtleUV4YW1wbGU=", "Bearer Token has expired"),
  ]) func `refuses bad API keys with a capital Message`(_ value: String, _ text: String) throws {
    let client = try RawClient(Emulator.start())
    let response = client.ask("GET", "/foundation-models", [("Authorization", value)])
    #expect(response.status == 403)
    #expect(response.text == #"{"Message":"\#(text)"}"#)
  }

  @Test func `names action and resource where IAM says no`() throws {
    var scenario = Scenario()
    scenario.aws.bearerTokens[0].policy = Policy(
      deny: [.init(action: "bedrock:InvokeModel", outsideRegion: "us-east-1", by: .serviceControlPolicy)])
    let response = try Self.converse(#"{"messages":[\#(Self.user(Self.hi))]}"#, scenario)
    #expect(response.status == 403)
    #expect(
      response.json?["Message"]?.string
        == "User: arn:aws:iam::111122223333:user/BedrockAPIKey-example is not authorized to perform: "
        + "bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-2::foundation-model/"
        + "anthropic.claude-sonnet-4-5-20250929-v1:0 with an explicit deny in a service control policy")
  }

  @Test func `plays a script turn by turn, then thinks for itself`() throws {
    var scenario = Scenario()
    scenario.script = [
      .text("one"), .parallel([.text("two"), .toolUse("search", ["term": "x"])]),
      .stopping(.text("three"), reason: "guardrail_intervened"),
      .error(
        status: 503, code: "ServiceUnavailableException",
        message: "Bedrock is unable to process your request."),
    ]
    let client = try RawClient(Emulator.start(scenario))
    func ask() -> RawClient.Response {
      client.ask(
        "POST", "/model/\(Self.model)/converse", Self.key, body: #"{"messages":[\#(Self.user(Self.hi))]}"#)
    }
    #expect(ask().json?["output"]?["message"]?["content"]?[0]?["text"]?.string == "one")
    let second = ask().json
    #expect(second?["stopReason"]?.string == "tool_use")
    #expect(second?["output"]?["message"]?["content"]?[1]?["toolUse"]?["input"]?["term"]?.string == "x")
    #expect(ask().json?["stopReason"]?.string == "guardrail_intervened")
    #expect(ask().status == 503)
    #expect(ask().json?["output"]?["message"]?["content"]?[0]?["text"]?.string?.hasPrefix("Hello!") == true)
  }

  @Test func `counts what a cache point saves from the second time on`() throws {
    let long = String(repeating: "word ", count: 1200)
    let body =
      #"{"system":[{"text":"\#(long)"},{"cachePoint":{"type":"default"}}],"messages":[\#(Self.user(Self.hi))]}"#
    let client = try RawClient(Emulator.start())
    let first = client.ask("POST", "/model/\(Self.model)/converse", Self.key, body: body).json?["usage"]
    let second = client.ask("POST", "/model/\(Self.model)/converse", Self.key, body: body).json?["usage"]
    #expect(first?["cacheWriteInputTokens"]?.int == 1503)
    #expect(first?["cacheReadInputTokens"]?.int == 0)
    #expect(second?["cacheWriteInputTokens"]?.int == 0)
    #expect(second?["cacheReadInputTokens"]?.int == 1503)
  }
}
