import AWS
import Assistant
import Core

/// The JSON documents of `test-bedrock`.
enum TestBedrockDocument {
  /// The test passed.
  static func success(_ report: TestBedrock.Report) -> JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.member("status", "success")
      json.key("response")
      json.object { json in
        json.member("action", "chat")
        json.member("response", report.response)
        json.member("raw_response", report.response)
      }
      members(report, &json)
    }
    return json
  }

  /// The test failed.
  static func failure(_ report: TestBedrock.Report) -> FailureReport {
    let failure =
      report.failure ?? Failure(.internal, "the test failed for no reason it knows", hint: "look at the stages")
    return FailureReport(failure) { members(report, &$0) }
  }

  /// It failed before its first stage.
  static func early(_ failure: Failure) -> FailureReport {
    FailureReport(failure) { json in
      json.key("stages")
      json.array { _ in }
    }
  }

  private static func members(_ report: TestBedrock.Report, _ json: inout JSONWriter) {
    if let model = report.model {
      AskDocument.model(model, &json)
    } else {
      json.member("model", String?.none)
    }
    json.member("region", report.region)
    json.member("identity", report.identity)
    json.key("stages")
    json.array { json in
      for stage in report.stages {
        json.object { json in
          json.member("name", stage.name.rawValue)
          json.member("status", stage.status.rawValue)
          json.member("ms", stage.milliseconds)
          json.member("detail", stage.detail)
        }
      }
    }
  }
}
