import AWS
import Core
import Synchronization

/// The stages of voice. They fail apart from those of Bedrock.
extension TestBedrock {
  /// What is said.
  private static let words = "Hello."

  /// Has a word spoken, and that very sound written down: a test of both services without a microphone.
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
    guard let sound = spoken.value else {
      report.stages.append(skipped(.transcription, "needs sound"))
      return
    }
    let heard: Outcome<Transcript> = await stage(.transcription) { () async throws(Failure) in
      let languages = try VoiceLanguages(session.settings).heard()
      let client = try await session.transcribe()
      let listener = Listener(
        Listener.Options(languages: Array(languages.prefix(1))), environment: session.settings.environment, log: log)
      let transcript = try await listener.listen(to: Recording(spoken: sound), { client })
      return (transcript, "“\(transcript.text)”, \(transcript.language), from \(client.region)")
    }
    stageDone(heard.stage)
    report.stages.append(heard.stage)
    report.failure = report.failure ?? heard.failure
  }
}

extension TestBedrock.Stage.Name {
  /// Whether it is a stage of voice, which runs only where it is asked for.
  var isVoice: Bool { self == .speech || self == .transcription }
}

extension Recording {
  /// What Polly spoke as samples.
  fileprivate init(spoken sound: [UInt8]) {
    let rest = Mutex(sound)
    self.init(name: "the spoken word", isLive: false, raw: SoundFormat.Raw(rate: SpeechFormat.pcm.sampleRate ?? 16_000))
    {
      () throws(Failure) in
      rest.withLock { rest in
        defer { rest = [] }
        return rest
      }
    }
    isSynthetic = true
  }
}
