import Core
import HTTP

extension Failure {
  /// This failure, made explicit if the call may be billed although its answer did not arrive: it was not sent again,
  /// and how to wait longer. Other failures are unchanged.
  func withBill(of call: AWSCall) -> Failure {
    guard reason == .mayBeBilled else { return self }
    var failure = self
    failure.sentence += "; the request was not sent again, because the tokens may already be billed"
    if code == .timeout {
      failure.hints = ["ask again, or give it longer with \(option: .timeout)"]
      switch call.operation {
      case "ConverseStream":
        failure.hints.append("with \(switch: .noStream) an answer has ten minutes, unless \(option: .timeout) is given")
      case "Converse":
        failure.hints.append("without \(switch: .noStream) the answer comes in pieces, and only the pauses are counted")
      default: break
      }
    }
    return failure
  }
}
