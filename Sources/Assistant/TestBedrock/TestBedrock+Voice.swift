import AWS
import Core

/// The stages of voice. They fail apart from those of Bedrock.
extension TestBedrock {
  /// What is said.
  private static let words = "Hello."

  /// Has a word spoken.
  func speak(_ report: inout Report) async {
    let spoken: Outcome<[UInt8]> = await stage(.speech) { () async throws(Failure) in
      let plan = try SpeechPlan(session.settings, format: .pcm)
      try await session.checkVoiceCredentials()
      let polly = try session.polly()
      let sound = try await polly.synthesize(Self.words, plan.voice, plan.format)
      let tenths = sound.bytes.count * 10 / 2 / (plan.format.sampleRate ?? 16_000)
      return (
        sound.bytes,
        "\(plan.voice.id), \(plan.voice.engine.rawValue), \(tenths / 10).\(tenths % 10) s of sound from \(polly.region)"
      )
    }
    stageDone(spoken.stage)
    report.stages.append(spoken.stage)
    report.failure = report.failure ?? spoken.failure
  }
}

extension TestBedrock.Stage.Name {
  /// Whether it is a stage of voice, which runs only where it is asked for.
  var isVoice: Bool { self == .speech }
}
