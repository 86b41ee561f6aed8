import AWS
import Assistant
import Core

/// The fields of a spoken answer in the documents of `ask`.
enum SpeechRecord {
  /// What was spoken.
  static func record(_ report: SpeechReport, _ context: CommandContext) -> Record {
    plan(report.plan, context) + [
      "characters": .integer(report.characters),
      "requests": .integer(report.requests),
      "bytes": .integer(report.bytes),
      "error": .record(report.failure.map { FailureDocument($0).without(context.environment.secrets).record }),
    ]
  }

  /// What `--dry-run` would ask for.
  static func plan(_ plan: SpeechPlan, _ context: CommandContext) -> Record {
    [
      "file": .text(AskCommand.soundName(context.arguments) ?? "-"),
      "format": .text(plan.format.rawValue),
      "voice": .text(plan.voice.id),
      "engine": .text(plan.voice.engine.rawValue),
      "language": .text(plan.language.code),
    ]
  }
}
