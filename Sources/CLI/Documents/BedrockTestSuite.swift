import Assistant
import Core

/// The document of `test-bedrock` as a test suite: a test a stage. The suite fails exactly when the run does: a stage
/// that failed without failing the test counts as skipped.
enum BedrockTestSuite {
  /// The suite of a document of `BedrockTestRecord`.
  ///
  /// - Parameter time: when the run began, ISO 8601.
  static func suite(_ document: Record, at time: String) -> JUnitSuite {
    let error = document.text("error")
    var cases: [JUnitSuite.Case] = []
    if case .records(let stages) = document["stages"] {
      cases = stages.map { test($0, failing: error == nil ? nil : document) }
    }
    // What fails before the first stage, such as a region that is no region.
    let isTold = cases.contains { if case .failed = $0.outcome { true } else { false } }
    if error != nil, !isTold { cases.insert(JUnitSuite.Case(name: "settings", outcome: failure(document)), at: 0) }
    var suite = JUnitSuite(name: "sva test-bedrock", timestamp: time, cases: cases)
    for name in ["region", "identity"] {
      if let value = document.text(name) { suite.properties.append((name, value)) }
    }
    if case .record(let model?) = document["model"], let used = model.text("used") {
      suite.properties.append(("model", used))
    }
    return suite
  }

  /// The test of a stage; `document` is that of the run if it failed.
  private static func test(_ stage: Record, failing document: Record?) -> JUnitSuite.Case {
    let name = stage.text("name") ?? ""
    let detail = stage.text("detail") ?? ""
    var test = JUnitSuite.Case(
      name: name, milliseconds: stage["ms"].plain.flatMap { Int($0) } ?? 0, outcome: .passed)
    switch TestBedrock.Stage.Status(rawValue: stage.text("status") ?? "") {
    case .ok: test.output = detail.isEmpty ? nil : detail
    case .failed where document == nil || name == TestBedrock.Stage.Name.identity.rawValue:
      test.outcome = .skipped("failed, which does not fail the test: " + detail)
    case .failed:
      let isTheError = detail == document?.text("error")
      test.outcome =
        isTheError ? failure(document ?? [:]) : .failed(detail, code: document?.text("code") ?? "", text: detail)
    case .skipped, nil: test.outcome = .skipped(detail)
    }
    return test
  }

  /// The failure of the run, with what the service said and the next steps.
  private static func failure(_ document: Record) -> JUnitSuite.Outcome {
    let sentence = document.text("error") ?? ""
    var lines = [sentence]
    if let message = document.text("aws_message"), !sentence.contains(message) { lines.append("AWS says: " + message) }
    if let hints = document.text("hint"), !hints.isEmpty {
      lines += hints.split(separator: "\n").map { "hint: " + $0 }
    }
    if let id = document.text("request_id") { lines.append("request: " + id) }
    if let status = document["exit_code"].plain { lines.append("exit status: " + status) }
    return .failed(sentence, code: document.text("code") ?? "", text: lines.joined(separator: "\n"))
  }
}
