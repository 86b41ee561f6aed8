import Core

/// The trace of a response, as far as it is of use. A trace that cannot be read is none: it must not cost the answer.
struct GuardrailTrace: Decodable, Sendable, Equatable {
  /// The member `guardrail`; nil if there is none.
  var guardrail: JSONValue?

  private enum CodingKeys: String, CodingKey { case guardrail }

  /// Reads the trace; never throws.
  init(from decoder: any Decoder) {
    let container = try? decoder.container(keyedBy: CodingKeys.self)
    guardrail = try? container?.decodeIfPresent(JSONValue.self, forKey: .guardrail)
  }
}

extension ConverseResponse {
  /// Notes what a guardrail did, from the trace and the stop reason.
  mutating func note(_ trace: GuardrailTrace?) {
    guardrail = (trace?.guardrail).flatMap(GuardrailIntervention.init(trace:))
    if guardrail == nil, stopReason == .guardrail { guardrail = GuardrailIntervention() }
  }

  /// Adds what only the request tells: the guardrail that it named, how the answer was asked for, and its limit.
  ///
  /// - Parameter body: the body of a whole response, for an answer that is the input of a tool.
  mutating func complete(from request: ConverseRequest, body: [UInt8] = []) {
    if request.answersByTool, !body.isEmpty { message.note(WrittenAnswers(body)) }
    if let sent = request.guardrail { guardrail?.complete(with: sent) }
    isAskedByTool = request.answersByTool
    tokenLimit = request.tokenLimit
  }
}
