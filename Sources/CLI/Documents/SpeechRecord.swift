import AWS
import Assistant
import Core

/// The fields of a spoken answer in the documents of `ask`.
enum SpeechRecord {
  /// What was spoken.
  ///
  /// - Parameters:
  ///   - file: the file as it was named, or `-`.
  ///   - secrets: what must not be shown of a failure.
  static func record(_ report: SpeechReport, file: String, without secrets: KnownSecrets) -> Record {
    plan(report.plan, file: file) + [
      "characters": .integer(report.characters),
      "requests": .integer(report.requests),
      "bytes": .integer(report.bytes),
      "error": .record(report.failure.map { FailureDocument($0).without(secrets).record }),
    ]
  }

  /// What `--dry-run` would ask for.
  static func plan(_ plan: SpeechPlan, file: String) -> Record {
    [
      "file": .text(file),
      "format": .text(plan.format.rawValue),
      "voice": .text(plan.voice.id),
      "engine": .text(plan.voice.engine.rawValue),
      "language": .text(plan.language.code),
    ]
  }
}
