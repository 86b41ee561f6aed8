import Core
import TestSupport
import Testing

@testable import AWS

/// Names of guardrails, and what their traces tell.
@Suite struct GuardrailTests {
  private static let arn = "arn:aws:bedrock:eu-central-1:111122223333:guardrail/a1b2c3d4e5f6"

  @Test(arguments: [
    ("a1b2c3d4e5f6", "a1b2c3d4e5f6", "DRAFT"), ("a1b2c3d4e5f6:1", "a1b2c3d4e5f6", "1"),
    ("a1b2c3d4e5f6:12345678", "a1b2c3d4e5f6", "12345678"), ("a1b2c3d4e5f6:draft", "a1b2c3d4e5f6", "DRAFT"),
    (arn, arn, "DRAFT"), (arn + ":7", arn, "7"),
    (
      "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:guardrail/abc",
      "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:guardrail/abc", "DRAFT"
    ),
  ]) func guardrail_readsIdsAndArnsWithVersions(text: String, id: String, version: String) throws {
    let guardrail = try #require(Guardrail(text))
    #expect(guardrail == Guardrail(id: id, version: version))
    #expect(guardrail.name == "\(id):\(version)")
  }

  @Test(arguments: [
    "", ":", "A1", "a-b", "a b", "a:", "a:0", "a:01", "a:123456789", "a:latest", "a:1:2", "arn:aws:bedrock",
    "arn:aws:bedrock:eu-central-1:1:guardrail/a", "arn:aws:bedrock::111122223333:guardrail/a",
    "arn:aws:bedrock:eu-central-1:111122223333:model/a", "arn:aws:s3:eu-central-1:111122223333:guardrail/a",
    "arn:aws:bedrock:eu-central-1:111122223333:guardrail/", arn + ":1:2", "a\u{E9}",
  ]) func guardrail_refusesEverythingElse(text: String) { #expect(Guardrail(text) == nil) }

  private static func trace(_ side: String, _ policy: String) -> JSONValue {
    let assessment = #"{"a1":{\#(policy)}}"#
    let body =
      side == "input" ? #"{"inputAssessment":\#(assessment)}"# : #"{"outputAssessments":{"a1":[{\#(policy)}]}}"#
    return value(body)
  }

  private static func value(_ json: String) -> JSONValue {
    (try? DecodedText.decode(json)) ?? .null
  }

  private static let policies: [(String, GuardrailIntervention.Policy, String, Bool)] = [
    (
      #""topicPolicy":{"topics":[{"name":"Tax","type":"DENY","action":"NONE"},{"name":"Investing","type":"DENY","action":"BLOCKED"}]}"#,
      GuardrailIntervention.Policy.topic, "Investing", false
    ),
    (
      #""contentPolicy":{"filters":[{"type":"VIOLENCE","confidence":"HIGH","action":"BLOCKED"}]}"#, .content,
      "VIOLENCE",
      false
    ),
    (#""wordPolicy":{"customWords":[{"match":"bluebird","action":"BLOCKED"}]}"#, .word, "bluebird", false),
    (
      #""wordPolicy":{"customWords":[],"managedWordLists":[{"match":"x","type":"PROFANITY","action":"BLOCKED"}]}"#,
      .word,
      "PROFANITY", false
    ),
    (
      #""sensitiveInformationPolicy":{"piiEntities":[{"match":"a@b.c","type":"EMAIL","action":"ANONYMIZED"}]}"#,
      .sensitiveInformation, "EMAIL", true
    ),
    (
      #""sensitiveInformationPolicy":{"regexes":[{"match":"T-1","name":"ticket","regex":"T-\\d","action":"BLOCKED"}]}"#,
      .sensitiveInformation, "ticket", false
    ),
    (
      #""contextualGroundingPolicy":{"filters":[{"type":"RELEVANCE","threshold":0.7,"score":0.1,"action":"BLOCKED"}]}"#,
      .grounding, "RELEVANCE", false
    ),
  ]

  @Test(arguments: policies) func guardrailIntervention_namesPolicyAndFilter(
    policy: String, expected: GuardrailIntervention.Policy, filter: String, isMasked: Bool
  ) throws {
    for side in ["input", "output"] {
      let found = try #require(GuardrailIntervention(trace: Self.trace(side, policy)))
      var wanted = GuardrailIntervention()
      wanted.id = "a1"
      wanted.policy = expected
      wanted.filter = filter
      wanted.side = .init(rawValue: side)
      wanted.isMasked = isMasked
      #expect(found == wanted)
    }
  }

  /// Blocking counts before masking, the input before the output; detection alone is no intervention.
  @Test func guardrailIntervention_namesWhatDecided() throws {
    let masked = #""sensitiveInformationPolicy":{"piiEntities":[{"type":"EMAIL","action":"ANONYMIZED"}]}"#
    let blocked = #""contentPolicy":{"filters":[{"type":"HATE","action":"BLOCKED"}]}"#
    let both = Self.value(#"{"inputAssessment":{"a1":{\#(masked)}},"outputAssessments":{"a1":[{},{\#(blocked)}]}}"#)
    let found = try #require(GuardrailIntervention(trace: both))
    #expect(found.policy == .content && found.side == .output && !found.isMasked)
    let detected = #""contentPolicy":{"filters":[{"type":"HATE","action":"NONE","detected":true}]}"#
    #expect(GuardrailIntervention(trace: Self.trace("input", detected)) == nil)
  }

  @Test func guardrailIntervention_takesIdAndVersionOfTheAppliedGuardrail() throws {
    let policy =
      #""contentPolicy":{"filters":[{"type":"HATE","action":"BLOCKED"}]},"#
      + #""appliedGuardrailDetails":{"guardrailId":"z9","guardrailVersion":"4","guardrailOrigin":["ACCOUNT_ENFORCED"]}"#
    var found = try #require(GuardrailIntervention(trace: Self.trace("input", policy)))
    found.complete(with: Guardrail(id: "a1", version: "2"))
    #expect(found.id == "z9" && found.version == "4")
    var bare = try #require(
      GuardrailIntervention(
        trace: Self.trace("input", #""contentPolicy":{"filters":[{"type":"HATE","action":"BLOCKED"}]}"#)))
    bare.complete(with: Guardrail(id: "arn:aws:bedrock:us-east-1:111122223333:guardrail/a1", version: "2"))
    #expect(bare.id == "a1" && bare.version == "2")
  }

  /// Whatever the trace holds, the answer is read.
  @Test(arguments: [
    "null", "7", "[]", #"{"guardrail":7}"#, #"{"guardrail":{"inputAssessment":[]}}"#,
    #"{"guardrail":{"outputAssessments":{"a":{"x":1}}}}"#,
    #"{"guardrail":{"inputAssessment":{"a":{"topicPolicy":7}}}}"#,
  ]) func converseResponse_survivesAStrangeTrace(trace: String) throws {
    let body =
      #"{"output":{"message":{"role":"assistant","content":[{"text":"No."}]}},"stopReason":"guardrail_intervened","trace":\#(trace)}"#
    let answer = try DecodedText.answer(body)
    #expect(answer.message.text == "No.")
    #expect(answer.guardrail == GuardrailIntervention())
  }
}
