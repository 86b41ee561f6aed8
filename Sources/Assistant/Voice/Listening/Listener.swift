public import AWS
public import Core
import HTTP
import Synchronization

/// Has a recording transcribed while it is read.
public struct Listener: Sendable {
  /// What is asked of the service.
  public struct Options: Sendable {
    /// The codes of the languages, the preferred one first; never empty.
    public var languages: [String]
    /// A custom vocabulary of the account.
    public var vocabulary: String?

    /// Makes options.
    public init(languages: [String], vocabulary: String? = nil) {
      self.languages = languages
      self.vocabulary = vocabulary
    }
  }

  private let options: Options
  private let environment: Environment
  private let log: Log

  /// Makes a listener.
  public init(_ options: Options, environment: Environment, log: Log) {
    self.options = options
    self.environment = environment
    self.log = log
  }

  /// Reads as much of a recording as tells its form. Sends nothing.
  ///
  /// - Throws: `Failure` `usage` or `no_speech`; what `recording.read` throws.
  public func form(of recording: Recording) async throws(Failure) -> TranscriptionPlan {
    let feed = SoundFeed(recording, clock: environment.clock)
    while feed.format == nil, try await readOnce(feed, recording) {}
    return plan(try feed.checkedFormat())
  }

  /// Has the recording transcribed.
  ///
  /// - Parameters:
  ///   - client: the service; made when the recording has turned out to be one.
  ///   - onText: receives the words recognised last, each time they change.
  /// - Throws: `Failure`: `usage` for what is no recording, `no_speech` if nothing was said, and the failures of the
  ///   service.
  public func listen(
    to recording: Recording, _ client: () async throws(Failure) -> TranscribeClient,
    onText: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(Failure) -> Transcript {
    let feed = SoundFeed(recording, clock: environment.clock)
    // Half a second is read first: less is refused by the service. What precedes it, such as a picture, may be long.
    while feed.format == nil || feed.queue.readSeconds < TranscriptionParameters.shortest {
      guard feed.queue.bytes < SoundQueue.aheadLimit / 2, try await readOnce(feed, recording) else { break }
    }
    let format = try feed.checkedFormat()
    if feed.isDone, feed.queue.readSeconds < TranscriptionParameters.shortest {
      throw Self.tooShort(feed.queue.readSeconds, recording)
    }
    let plan = plan(format)
    log.note("\(recording.name == "-" ? "standard input" : recording.name): \(format.name), \(format.rate) Hz")
    let service = try await client()
    let source = PacedSound(
      feed.queue, start: feed.began ?? environment.clock.uptime(), format: format, isLive: recording.isLive,
      isStopped: recording.isStopped, clock: environment.clock,
      onStall: { [log] in
        log.warn(
          "nothing came from the recorder for \(Silence.end.components.seconds) s: the recording counts as ended",
          changesResult: true)
        recording.onEnd()
      })
    let transcript = try await transcribe(feed, source, service, plan.parameters, onText)
    guard !transcript.text.isBlank else { throw Self.silent(transcript.seconds, recording, options) }
    return transcript
  }

  /// Reads once; a pipe is not waited for without end.
  private func readOnce(_ feed: SoundFeed, _ recording: Recording) async throws(Failure) -> Bool {
    guard recording.isLive else { return try await feed.readOnce() }
    let clock = environment.clock
    let result = await withTaskGroup(of: Result<Bool, Failure>?.self) { group in
      group.addTask { await Result(awaiting: { () async throws(Failure) in try await feed.readOnce() }) }
      group.addTask {
        _ = try? await clock.sleep(Silence.end)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let result else {
      throw Failure(
        .noSpeech, "no sound came from the recorder in \(Silence.end.components.seconds) s",
        hint: "check that the recorder works: arecord -l lists the microphones")
    }
    return try result.get()
  }

  private func transcribe(
    _ feed: SoundFeed, _ source: PacedSound, _ service: TranscribeClient, _ parameters: TranscriptionParameters,
    _ onText: @escaping @Sendable (String) -> Void
  ) async throws(Failure) -> Transcript {
    let result = await withTaskGroup(of: Void.self) { group in
      group.addTask { await feed.readAll() }
      let result = await Result(awaiting: { () async throws(Failure) in
        try await service.transcribe(parameters, source, onText: onText)
      })
      group.cancelAll()
      return result
    }
    // A recording that cannot be read further is the cause of what the service says about it.
    if let failure = feed.failure { throw failure }
    if feed.cutBytes > 0 { log.note("the recording ends inside a sample: \(feed.cutBytes) bytes are left out") }
    return try result.get()
  }

  private func plan(_ format: SoundFormat) -> TranscriptionPlan {
    TranscriptionPlan(
      format: format,
      parameters: TranscriptionParameters(
        encoding: format.encoding, rate: format.rate, languages: options.languages, vocabulary: options.vocabulary))
  }

  // MARK: Failures

  private static func tooShort(_ seconds: Double, _ recording: Recording) -> Failure {
    Failure(
      .noSpeech, "the recording is too short: \(milliseconds(seconds)) ms of sound, and at least 500 are needed",
      hint: recording.isSynthetic
        ? "Amazon Polly sent hardly any sound: run it again"
        : recording.isLive
          ? "check that the recorder records: arecord -l lists the microphones" : "record the question again")
  }

  private static func silent(_ seconds: Double, _ recording: Recording, _ options: Options) -> Failure {
    let tenths = Int((seconds * 10).rounded())
    return Failure(
      .noSpeech, "no speech was recognised in \(tenths / 10).\(tenths % 10) s of audio",
      hint: recording.isSynthetic
        ? "the sound is Amazon Polly's own: its voice (\(option: .voice)) must speak the language that is heard"
        : "check the microphone and its level: arecord -l lists the microphones, alsamixer shows the level",
      moreHints: [
        "the language heard was \(options.languages.joined(separator: ", ")): \(option: .voiceLanguage) names another"
      ])
  }

  private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
}

/// What would be sent for a recording.
public struct TranscriptionPlan: Sendable, Equatable {
  /// The form of the recording.
  public var format: SoundFormat
  /// What is asked of the service.
  public var parameters: TranscriptionParameters
}
