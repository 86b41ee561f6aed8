import AWS
import Assistant

/// The fields of a transcription in the documents of `ask` and `test-bedrock`.
enum TranscriptRecord {
  /// What was said.
  static func record(_ transcript: Transcript) -> Record {
    [
      "text": .text(transcript.text),
      "language": .text(transcript.language),
      "segments": .records(
        transcript.segments.map { segment in
          [
            "start": .number(rounded(segment.start)), "end": .number(rounded(segment.end)),
            "text": .text(segment.text), "confidence": .number(segment.confidence.map(rounded)),
          ]
        }),
      "seconds": .number(rounded(transcript.seconds)),
    ]
  }

  /// What `--dry-run` would send.
  static func plan(_ plan: TranscriptionPlan, _ region: String) -> Record {
    [
      "operation": .text("StartStreamTranscription"),
      "region": .text(region),
      "format": .text(plan.format.name),
      "media_encoding": .text(plan.parameters.encoding.rawValue),
      "sample_rate": .integer(plan.parameters.rate),
      "channels": .integer(plan.format.channels),
      "seconds": .number(plan.format.seconds.map(rounded)),
      "languages": .texts(plan.parameters.languages),
      "vocabulary": .text(plan.parameters.vocabulary),
    ]
  }

  /// Milliseconds are enough.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
