import Assistant
import Core

/// The documents of `test-bedrock`.
enum BedrockTestRecord {
  /// The document of a test that passed.
  static func success(_ report: TestBedrock.Report) -> Record {
    [
      "status": .text("success"),
      "response": .record([
        "action": .text("chat"), "response": .text(report.response), "raw_response": .text(report.response),
      ]),
    ] + fields(report)
  }

  /// The fields of a test that began, whether it passed or failed.
  static func fields(_ report: TestBedrock.Report) -> Record {
    [
      "model": .record(report.model.map(ModelRecord.choice)),
      "region": .text(report.region),
      "identity": .text(report.identity),
      "stages": .records(report.stages.map(stage)),
      "guardrail": report.guardrail.map { .record(GuardrailRecord.record($0)) } ?? .absent,
    ]
  }

  /// The fields of a test that failed before its first stage.
  static let noStages: Record = ["stages": .records([])]

  private static func stage(_ stage: TestBedrock.Stage) -> Record {
    [
      "name": .text(stage.name.rawValue), "status": .text(stage.status.rawValue), "ms": .integer(stage.milliseconds),
      "detail": .text(stage.detail),
    ]
  }
}
