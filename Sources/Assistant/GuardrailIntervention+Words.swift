public import AWS
import Core

extension GuardrailIntervention {
  /// The intervention in one line: `guardrail abc123:1 blocked the question: topic policy (Investment advice)`.
  public var words: String {
    let name = id.map { "guardrail " + $0 + (version.map { ":" + $0 } ?? "") } ?? "a guardrail of this account"
    let what =
      switch side {
      case .input: isMasked ? "masked a part of the question" : "blocked the question"
      case .output: isMasked ? "masked a part of the answer" : "blocked the answer"
      case nil: "stepped in"
      }
    guard let policy else { return "\(name) \(what)" }
    let kind = policy.rawValue.replacing("_", with: " ")
    return "\(name) \(what): \(kind) policy" + (filter.map { " (\(OneLine.joined($0)))" } ?? "")
  }
}
