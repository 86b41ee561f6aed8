import Core
import TestSupport
import Testing

@testable import AWS

/// Options that a model refuses, and what is sent instead.
@Suite struct OptionRepairTests {
  private static let used = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private let answer = StubAnswer.bedrock(
    200, #"{"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn"}"#)

  private func refused(_ message: String) -> StubAnswer {
    .bedrock(400, #"{"message":"\#(message)"}"#, type: "ValidationException")
  }

  private func request(_ change: (inout ConverseRequest) -> Void) -> ConverseRequest {
    var request = ConverseRequest(
      model: ModelChoice(requested: "sonnet-4.5", used: Self.used), messages: [.user("Hi")])
    change(&request)
    return request
  }

  private static let adaptive =
    "The model returned the following errors: thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', 'enabled'"
  private static let effort =
    "The model returned the following errors: This model does not support the effort parameter."

  @Test func requestRepair_leavesThinkingThenTheEffortOut() async throws {
    let bedrock = ScriptedBedrock([refused(Self.adaptive), refused(Self.effort), answer])
    _ = try await bedrock.runtime().converse(request { $0.effort = .high })
    let fields = bedrock.bodies.map { body in
      body.firstRange(of: "additionalModelRequestFields").map { String(body[$0.lowerBound...]) } ?? ""
    }
    #expect(
      fields == [
        #"additionalModelRequestFields":{"output_config":{"effort":"high"},"thinking":{"type":"adaptive"}}}"#,
        #"additionalModelRequestFields":{"output_config":{"effort":"high"}}}"#, "",
      ])
    #expect(
      bedrock.recorder.events == [
        .note("\(Self.used) does not take adaptive thinking: asking with the effort alone"),
        .notice("\(Self.used) does not take \(switch: .effort): asking without it"),
      ])
  }

  @Test(arguments: [
    "Malformed input request: #: extraneous key [output_config] is not permitted, please reformat your input and try again.",
    "The model returned the following errors: output_config.effort: Extra inputs are not permitted",
    "The model returned the following errors: output_config.effort: Input should be 'low', 'medium' or 'high'",
    effort,
  ]) func requestRepair_asksOnceWithoutARefusedEffort(message: String) async throws {
    let bedrock = ScriptedBedrock([refused(message), answer])
    _ = try await bedrock.runtime().converse(request { $0.effort = .max })
    #expect(bedrock.bodies.last == String(decoding: request { _ in }.body(), as: UTF8.self))
    let again = ScriptedBedrock([refused(message), refused(message)])
    let found = await failure { _ = try await again.runtime().converse(request { $0.effort = .max }) }
    #expect(found?.code == .validation)
    #expect(found?.sentence == "sonnet-4.5 does not take that effort")
  }

  private static func schema() throws -> AnswerSchema {
    AnswerSchema(
      try JSONSchema(Array(#"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#.utf8)))
  }

  private static let format =
    #""outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false}","name":"answer"}}}}"#
  private static let tool =
    #""toolConfig":{"tools":[{"toolSpec":{"name":"answer","description":"Gives the final answer. Call it once, alone, when the answer is known.","inputSchema":{"json":{"properties":{"n":{"type":"integer"}},"required":["n"],"type":"object"}}}}]"#

  @Test(arguments: [
    "The model returned the following errors: output_config.format: Extra inputs are not permitted",
    "This model doesn't support the outputConfig.textFormat field. Remove outputConfig.textFormat and try again.",
    "The model returned the following errors: output_config.format.schema: For 'integer' type, property 'x' is not supported",
  ]) func requestRepair_asksForTheSchemaAsATool(message: String) async throws {
    let schema = try Self.schema()
    let bedrock = ScriptedBedrock([refused(message), answer])
    let request = request {
      $0.schema = schema
      $0.mustAnswer = true
      $0.effort = .low
    }
    let answer = try await bedrock.runtime().converse(request)
    #expect(answer.isAskedByTool)
    #expect(bedrock.bodies[0].contains(Self.format) && !bedrock.bodies[0].contains("toolConfig"))
    // A forced tool and thinking exclude each other.
    #expect(bedrock.bodies[0].contains(#""thinking""#) && !bedrock.bodies[1].contains(#""thinking""#))
    #expect(bedrock.bodies[1].contains(Self.tool + #","toolChoice":{"tool":{"name":"answer"}}}"#))
    #expect(!bedrock.bodies[1].contains("outputConfig") && bedrock.bodies[1].contains(#""effort":"low""#))
  }

  /// One member of the model's own request holds both the effort and the schema.
  @Test(
    arguments: [
      "The model returned the following errors: output_config: Extra inputs are not permitted",
      "Malformed input request: #: extraneous key [output_config] is not permitted, please reformat your input and try again.",
    ], [nil, Effort.low]) func requestRepair_triesEffortAndSchemaOnceEach(message: String, effort: Effort?) async throws
  {
    let schema = try Self.schema()
    let request = request {
      $0.schema = schema
      $0.effort = effort
    }
    var changes: [RequestChange] = []
    let refusals = Array(repeating: refused(message), count: effort == nil ? 1 : 2)
    let bedrock = ScriptedBedrock(refusals + [answer])
    _ = try await bedrock.runtime().converse(request, changes: &changes)
    #expect(changes == (effort == nil ? [.noTextFormat] : [.noEffort, .noTextFormat]))
    #expect(bedrock.bodies.map { $0.contains("outputConfig") } == refusals.map { _ in true } + [false])
    #expect(bedrock.bodies.last?.contains(Self.tool) == true && bedrock.bodies.last?.contains("output_config") == false)
    let never = ScriptedBedrock(refusals + [refused(message)])
    #expect(await failure { _ = try await never.runtime().converse(request) }?.code == .validation)
  }

  /// The input of the tool is the answer as it was written, in a stream and in a whole response, wrapped or not.
  @Test(arguments: [
    (
      #"{"type":"object"}"#, #"{"n": 12345678901234567890.123, "m":1.10}"#,
      #"{"n": 12345678901234567890.123, "m":1.10}"#
    ),
    (#"{"type":"array"}"#, #"{"value" : [1.10, 1e2] }"#, "[1.10, 1e2]"),
    (#"{"type":"array"}"#, "[2.50]", "[2.5]"),
  ]) func answerSchema_keepsTheDigitsOfATool(schema: String, input: String, answer: String) async throws {
    let schema = AnswerSchema(try JSONSchema(Array(schema.utf8)))
    let request = request {
      $0.schema = schema
      $0.answersByTool = true
    }
    let call = #""toolUseId":"t","name":"answer""#
    let whole =
      #"{"output":{"message":{"role":"assistant","content":[{"text":"Now."},{"toolUse":{"toolUseId":"s","name":"search","input":{}}},{"toolUse":{\#(call),"input":\#(input)}}]}},"stopReason":"tool_use"}"#
    var json = JSONWriter()
    json.string(input)
    let frames = [
      Frame.event("messageStart", #"{"role":"assistant"}"#),
      Frame.event("contentBlockStart", #"{"contentBlockIndex":0,"start":{"toolUse":{\#(call)}}}"#),
      Frame.event(
        "contentBlockDelta",
        #"{"contentBlockIndex":0,"delta":{"toolUse":{"input":\#(String(decoding: json.bytes, as: UTF8.self))}}}"#),
      Frame.event("messageStop", #"{"stopReason":"tool_use"}"#),
    ]
    let answers = [
      try await ScriptedBedrock([.bedrock(200, whole)]).runtime().converse(request),
      try await ScriptedBedrock([.stream(frames)]).runtime().converseStream(request) { _ throws(Failure) in },
    ]
    for found in answers { #expect(found.message.toolUses.last.flatMap { schema.answer(in: $0) } == answer) }
  }

  /// The answer tells the limit that was sent, which the failure of a cut answer names.
  @Test func converseResponse_tellsTheLimitThatWasSent() async throws {
    let limited = refused("The maximum tokens you requested exceeds the model limit of 8000.")
    for (script, limit) in [([answer], 100_000), ([limited, answer], 8000)] {
      let found = try await ScriptedBedrock(script).runtime().converse(request { $0.maxTokens = 100_000 })
      #expect(found.tokenLimit == limit)
    }
  }

  @Test(arguments: [
    "The model returned the following errors: Thinking may not be enabled when tool_choice forces tool use.",
    "This model doesn't support the toolConfig.toolChoice.tool field. Remove toolConfig.toolChoice.tool and try again.",
  ]) func requestRepair_offersTheToolWhereItCannotBeForced(message: String) async throws {
    let schema = try Self.schema()
    let bedrock = ScriptedBedrock([
      refused("The model returned the following errors: output_config.format: Extra inputs are not permitted"),
      refused(message), answer,
    ])
    let request = request {
      $0.schema = schema
      $0.mustAnswer = true
    }
    _ = try await bedrock.runtime().converse(request)
    #expect(bedrock.bodies[2].contains(Self.tool + "}") && !bedrock.bodies[2].contains("toolChoice"))
  }

  /// A tier and a guardrail are not changed silently: another price, another safety.
  @Test(arguments: [
    ("Reservation not found.", Failure.Code.validation, "sonnet-4.5 has no service tier flex in us-east-1"),
    ("service tier provided is invalid", .validation, "sonnet-4.5 has no service tier flex in us-east-1"),
    ("The provided guardrail identifier is invalid.", .notFound, "Guardrail a1:2 not found in us-east-1"),
    (
      "The guardrail identifier or version provided in the request does not exist.", .notFound,
      "Guardrail a1:2 not found in us-east-1"
    ),
  ]) func requestRepair_leavesTierAndGuardrailAsTheyAre(message: String, code: Failure.Code, sentence: String) async {
    let bedrock = ScriptedBedrock([refused(message)])
    let found = await failure {
      _ = try await bedrock.runtime().converse(
        request {
          $0.serviceTier = .flex
          $0.guardrail = Guardrail(id: "a1", version: "2")
        })
    }
    #expect(found?.code == code)
    #expect(found?.sentence == sentence)
    #expect(found?.attempts == 1 && bedrock.bodies.count == 1)
  }

  @Test func guardrail_denialShowsItsStatementAlone() async {
    let arn = "arn:aws:bedrock:us-east-1:111122223333:guardrail/a1"
    let bedrock = ScriptedBedrock([
      .bedrock(
        403,
        #"{"Message":"User: arn:aws:iam::111122223333:user/ci is not authorized to perform: bedrock:ApplyGuardrail on resource: \#(arn) because no identity-based policy allows the bedrock:ApplyGuardrail action"}"#,
        type: "AccessDeniedException")
    ])
    let found = await failure {
      _ = try await bedrock.runtime().converse(request { $0.guardrail = Guardrail(id: "a1") })
    }
    #expect(found?.code == .accessDenied)
    #expect(
      found?.hints.map { "\($0)" } == [
        "arn:aws:iam::111122223333:user/ci needs bedrock:ApplyGuardrail on \(arn)",
        #"add to its IAM policy: {"Effect":"Allow","Action":["bedrock:ApplyGuardrail"],"Resource":["\#(arn)"]}"#,
        "the AWS managed policy AmazonBedrockFullAccess contains it",
      ])
    // The models of a profile are of no use here, so the control plane is not asked.
    #expect(bedrock.paths.count == 1)
  }

  /// A policy may demand a guardrail; IAM does not say so.
  @Test(arguments: [false, true]) func guardrail_isAPossibilityAfterAnExplicitDeny(isSent: Bool) async {
    let bedrock = ScriptedBedrock([
      .bedrock(
        403,
        #"{"Message":"User: arn:aws:iam::111122223333:user/ci is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/x with an explicit deny in an identity-based policy"}"#,
        type: "AccessDeniedException")
    ])
    let found = await failure {
      _ = try await bedrock.runtime().converse(request { if isSent { $0.guardrail = Guardrail(id: "a1") } })
    }
    let hints = (found?.hints ?? []).map { "\($0)" }.joined(separator: "\n")
    #expect(hints.contains("bedrock:GuardrailIdentifier") == !isSent)
    #expect(hints.contains("--guardrail ID:VERSION") == !isSent)
  }

  @Test(arguments: [
    ("a=b", "a", "b"), ("a=", "a", ""), ("team=web=1", "team", "web=1"),
    ("a b=c:d_e@f$g#h/i+j,k-l.m", "a b", "c:d_e@f$g#h/i+j,k-l.m"),
  ]) func requestMetadata_readsPairs(text: String, key: String, value: String) throws {
    let pair = try #require(RequestMetadata(text))
    #expect(pair.key == key && pair.value == value)
  }

  @Test(arguments: [
    "", "=", "=a", "a", "é=1", "a=\u{1F600}", "a=b;c", "a=b\"", "a=" + String(repeating: "x", count: 257),
  ])
  func requestMetadata_refusesWhatTheServiceDoes(text: String) { #expect(RequestMetadata(text) == nil) }
}
