import AWS
import Core
import TestSupport
import Testing

/// A guardrail that steps in, in a stream and in a whole response.
@Suite struct GuardrailStreamTests {
  private static let trace =
    #"{"guardrail":{"actionReason":"Guardrail blocked.","outputAssessments":{"a1b2":[{"contentPolicy":{"filters":[{"type":"VIOLENCE","confidence":"HIGH","action":"BLOCKED"}]}}]}}}"#
  private static let frames = [
    Frame.event("messageStart", #"{"role":"assistant"}"#),
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"I cannot "}}"#),
    Frame.event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"say that."}}"#),
    Frame.event("contentBlockStop", #"{"contentBlockIndex":0}"#),
    Frame.event("messageStop", #"{"stopReason":"guardrail_intervened"}"#),
    Frame.event(
      "metadata", #"{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7},"trace":\#(trace),"p":"ab"}"#),
  ]

  private var request: ConverseRequest {
    var request = ConverseRequest(
      model: ModelChoice(requested: ErrorCatalogue.model, used: ErrorCatalogue.used), messages: [.user("Hi")])
    request.guardrail = Guardrail(id: "a1b2", version: "3")
    return request
  }

  private static var intervention: GuardrailIntervention {
    var wanted = GuardrailIntervention()
    wanted.id = "a1b2"
    wanted.version = "3"
    wanted.policy = .content
    wanted.filter = "VIOLENCE"
    wanted.side = .output
    return wanted
  }

  @Test(arguments: [1, 2, 3, 7, 61, Int.max]) func converseStream_readsTheTraceInSlices(size: Int) async throws {
    let bedrock = ScriptedBedrock([.stream(Self.frames, slice: size)])
    let answer = try await bedrock.runtime().converseStream(request) { _ in }
    #expect(answer.message.text == "I cannot say that.")
    #expect(answer.stopReason == .guardrail)
    #expect(answer.guardrail == Self.intervention)
  }

  /// Cut at every byte: a whole intervention, one whose trace is lost, or a failure; never another answer.
  @Test func converseStream_guardrailCutAtEveryByte() async throws {
    let bytes = Self.frames.flatMap { $0 }
    let stop = Self.frames.dropLast().reduce(0) { $0 + $1.count }
    for length in 0..<bytes.count {
      var stream = StubAnswer.stream([Array(bytes.prefix(length))])
      stream.slice = .max
      let bedrock = ScriptedBedrock([stream])
      do throws(Failure) {
        let answer = try await bedrock.runtime(attempts: 1).converseStream(request) { _ in }
        #expect(length >= stop)
        #expect(answer.message.text == "I cannot say that.")
        var lost = GuardrailIntervention()
        lost.id = "a1b2"
        lost.version = "3"
        #expect(answer.guardrail == lost)
      } catch {
        #expect(length < stop || error.code == .badResponse)
        #expect(error.code == .badResponse)
      }
    }
  }

  @Test func converse_readsTheTrace() async throws {
    let body =
      #"{"output":{"message":{"role":"assistant","content":[{"text":"I cannot say that."}]}},"stopReason":"guardrail_intervened","trace":\#(Self.trace)}"#
    let bedrock = ScriptedBedrock([.bedrock(200, body)])
    #expect(try await bedrock.runtime().converse(request).guardrail == Self.intervention)
    #expect(
      bedrock.bodies[0].contains(
        #""guardrailConfig":{"guardrailIdentifier":"a1b2","guardrailVersion":"3","trace":"enabled"}"#))
  }
}
