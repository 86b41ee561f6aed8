import AWS
import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// Listening: what is sent when, what is understood, and what happens when something goes wrong.
struct ListenerTests {
  private static let samples = SoundSamples.tone(seconds: 1.25)
  private static let recording = SoundSamples.WAV().file(samples)

  @Test func listener_sendsEveryByteAndReturnsWhatWasSaid() async throws {
    let scene = ListenerScene { message, _ throws(TransportError) in
      switch message {
      case 3: ListenerScene.heard("How many", partial: true)
      case nil: ListenerScene.heard("How many stories are there?", end: 1.2) + ListenerScene.heard("Tell me.", id: "b")
      default: []
      }
    }
    let seen = Mutex<[String]>([])
    let transcript = try await scene.listen(.inMemory(Self.recording)) { text in seen.withLock { $0.append(text) } }
    #expect(transcript.text == "How many stories are there? Tell me.")
    #expect(transcript.language == "en-US" && abs(transcript.seconds - 1.25) < 0.001)
    #expect(seen.withLock { $0 } == ["How many", "How many stories are there?", "Tell me."])
    #expect(scene.sink[1].sound == Self.samples && scene.sink[1].hasEnded)
    let request = try #require(scene.transport.requests.first)
    #expect(request.url.text == "https://transcribestreaming.eu-central-1.amazonaws.com/stream-transcription")
    #expect(request.headers["x-amzn-transcribe-sample-rate"] == "16000" && request.body.isEmpty)
  }

  /// A file is sent at the speed at which it is played, and each message is dated when it is sent.
  @Test func listener_pacesAFileAndDatesEachMessage() async throws {
    let clock = TestClock(1_800_000_000)
    let scene = ListenerScene(clock: clock.wallClock) { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("Hello.") : []
    }
    _ = try await scene.listen(.inMemory(Self.recording))
    let dates = scene.sink[1].dates.map { $0 - 1_800_000_000_000 }
    #expect(dates.count == 14)
    for (index, date) in dates.dropLast().enumerated() { #expect(abs(Int(date) - index * 100) <= 1, "\(dates)") }
    #expect(clock.waits.allSatisfy { $0 <= .milliseconds(101) })
  }

  /// An hour of sound: it takes an hour of the clock, and reading is never far ahead of sending.
  @Test func listener_readsAnHourInFlatMemory() async throws {
    let clock = TestClock(1_800_000_000)
    let sent = Mutex(0)
    let scene = ListenerScene(clock: clock.wallClock) { message, _ throws(TransportError) in
      sent.withLock { $0 += 1600 }
      return message == 20 ? ListenerScene.heard("Hm", partial: true) : message == nil ? ListenerScene.heard("Hm.") : []
    }
    let header = SoundSamples.WAV.unknownLength(rate: 8000)
    let total = 3600 * 16_000
    let read = Mutex(0)
    let most = Mutex(0)
    let slice = [UInt8](repeating: 3, count: 64 << 10)
    let recording = Recording(name: "long.wav", isLive: false) { () throws(Failure) in
      let bytes = read.withLock { read -> [UInt8] in
        defer { read += min(slice.count, total - read) }
        return read == 0 ? header + slice : Array(slice.prefix(total - read))
      }
      let ahead = read.withLock { $0 } - sent.withLock { $0 }
      most.withLock { $0 = max($0, ahead) }
      return bytes
    }
    let transcript = try await scene.listen(recording)
    #expect(transcript.text == "Hm." && abs(transcript.seconds - 3600) < 0.1)
    #expect(scene.sink[1].sound.count == total)
    let waited = clock.waits.reduce(Duration.zero, +)
    #expect(abs(waited / .seconds(1) - 3599.9) < 1)
    #expect(most.withLock { $0 } < 2 << 20)
  }

  @Test func listener_beginsAgainWhileNothingWasRecognised_unrecorded() async throws {
    let scene = ListenerScene(head: { _, number throws(TransportError) in
      if number == 1 { return (503, ["x-amzn-errortype": "ServiceUnavailableException"]) }
      return (200, ["x-amzn-request-id": "example"])
    }) { message, number throws(TransportError) in
      if number == 2, message == 5 { return ListenerScene.exception("InternalFailureException") }
      return message == nil ? ListenerScene.heard("Hello.") : []
    }
    let transcript = try await scene.listen(.inMemory(Self.recording))
    #expect(transcript.text == "Hello." && scene.transport.requests.count == 3)
    #expect(scene.sink[3].sound == Self.samples)
  }

  @Test func listener_doesNotBeginAgainAfterTheFirstWord_unrecorded() async throws {
    let scene = ListenerScene { message, _ throws(TransportError) in
      switch message {
      case 2: ListenerScene.heard("How many", partial: true)
      case 5: ListenerScene.exception("InternalFailureException")
      default: []
      }
    }
    let failure = try #require(await failure { try await scene.listen(.inMemory(Self.recording)) })
    #expect(failure.code == .serviceError && scene.transport.requests.count == 1 && failure.attempts == 1)
    #expect(failure.hints.contains { $0.description == "recognised so far: How many" })
  }

  /// Sound that is not held any more cannot be sent again.
  @Test func listener_doesNotBeginAgainWithoutTheSound_unrecorded() async throws {
    var wav = SoundSamples.WAV()
    wav.rate = 48_000
    let scene = ListenerScene { message, _ throws(TransportError) in
      message == 1800 ? ListenerScene.exception("ServiceUnavailableException") : []
    }
    let failure = try #require(
      await failure { try await scene.listen(.inMemory(wav.file([UInt8](repeating: 0, count: 18 << 20)))) })
    #expect(failure.code == .serviceError && scene.transport.requests.count == 1)
  }

  @Test func listener_saysWhenNothingWasSaid() async throws {
    let scene = ListenerScene { _, _ throws(TransportError) in [] }
    let failure = try #require(await failure { try await scene.listen(.inMemory(Self.recording)) })
    #expect(failure.code == .noSpeech && failure.sentence == "no speech was recognised in 1.3 s of audio")
  }

  /// What is no recording, or too short, is not sent.
  @Test func listener_sendsNothingOfWhatIsNoRecording() async throws {
    let short = SoundSamples.WAV().file(SoundSamples.tone(seconds: 0.2))
    let cases: [([UInt8], Failure.Code, String)] = [
      (short, .noSpeech, "the recording is too short: 200 ms of sound, and at least 500 are needed"),
      (Array(short[..<44]), .noSpeech, "the recording is too short: 0 ms of sound, and at least 500 are needed"),
      ([], .noSpeech, "there is no sound: question.wav is empty"),
      (Array("How many?".utf8), .usage, "question.wav is text, not audio"),
      (
        Array("ID3".utf8) + [UInt8](repeating: 0, count: 99), .usage,
        "question.wav is MP3, which Amazon Transcribe does not take as a stream"
      ),
      (
        SoundSamples.flac(seconds: 0.3), .noSpeech,
        "the recording is too short: 300 ms of sound, and at least 500 are needed"
      ),
      (
        SoundSamples.flac(seconds: 0.2, claims: 0), .noSpeech,
        "the recording is too short: 200 ms of sound, and at least 500 are needed"
      ),
      (
        SoundSamples.flac(seconds: 0.2, claims: 60), .noSpeech,
        "the recording is too short: 200 ms of sound, and at least 500 are needed"
      ),
      (
        SoundSamples.ogg(pages: 1, samples: 9_600), .noSpeech,
        "the recording is too short: 200 ms of sound, and at least 500 are needed"
      ),
      (
        SoundSamples.flac(seconds: 1, claims: 20_000), .usage,
        "the recording is 333 minutes long; Amazon Transcribe takes 4 hours at most"
      ),
    ]
    for (bytes, code, sentence) in cases {
      let scene = ListenerScene { _, _ throws(TransportError) in [] }
      let failure = try #require(await failure { try await scene.listen(.inMemory(bytes)) })
      #expect(failure.code == code && failure.sentence == sentence)
      #expect(scene.transport.requests.isEmpty)
    }
  }

  @Test func listener_refusesAnAnswerThatIsNotWhole_unrecorded() async throws {
    func refusal(
      type: String = "application/vnd.amazon.eventstream",
      _ answer: @escaping @Sendable (Int?, Int) throws(TransportError) -> [UInt8]?
    ) async throws -> Failure {
      let scene = ListenerScene(
        head: { _, _ throws(TransportError) in (200, ["Content-Type": type, "x-amzn-request-id": "r-1"]) },
        answer: answer)
      return try #require(await failure { try await scene.listen(.inMemory(Self.recording)) })
    }
    // Partial results only.
    var found = try await refusal { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("How many", partial: true) : []
    }
    #expect(found.code == .badResponse && found.sentence.contains("words that may still change"))
    // The end before the sound has ended, three times.
    found = try await refusal { message, _ throws(TransportError) in message == 4 ? nil : [] }
    #expect(found.code == .badResponse && found.sentence.contains("before the recording had ended"))
    #expect(found.attempts == 3)
    // Damaged, or cut in the middle.
    found = try await refusal { message, _ throws(TransportError) in
      message == 4 ? [UInt8](repeating: 7, count: 40) : []
    }
    #expect(found.code == .badResponse && found.sentence.contains("a damaged stream"))
    found = try await refusal { message, _ throws(TransportError) in
      message == nil ? Array(ListenerScene.heard("How many").dropLast(9)) : []
    }
    #expect(found.code == .badResponse && found.sentence.contains("inside a message"))
    // Another content type.
    found = try await refusal(type: "application/json") { _, _ throws(TransportError) in [] }
    #expect(found.code == .badResponse && found.sentence.contains("of the type application/json"))
    #expect(found.requestID == "r-1")
  }

  @Test func listener_warnsWhenTheLastWordsAreNotConfirmed_unrecorded() async throws {
    let scene = ListenerScene { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("How many?") + ListenerScene.heard("And", partial: true, id: "b") : []
    }
    #expect(try await scene.listen(.inMemory(Self.recording)).text == "How many?")
    #expect(scene.recorder.events.contains { "\($0)".contains("last words of the recording may be missing") })
  }

  /// A file that cannot be read further is the cause, not what the service says of it.
  @Test func listener_reportsARecordingThatBreaksOff() async throws {
    let scene = ListenerScene { message, _ throws(TransportError) in message == nil ? ListenerScene.heard("Hi.") : [] }
    let count = Mutex(0)
    let recording = Recording(name: "question.wav", isLive: false) { () throws(Failure) in
      let number = count.withLock { count in
        count += 1
        return count
      }
      guard number < 3 else { throw Failure(.usage, "cannot read it", hint: "try another") }
      return number == 1 ? Self.recording.dropLast(8000) : Array(Self.recording.suffix(8000).prefix(4000))
    }
    let failure = try #require(await failure { try await scene.listen(recording) })
    #expect(failure.code == .usage && failure.sentence == "cannot read it")
  }

  /// A minute of silence in a few hundred bytes of FLAC is heard at its own pace, and nothing is said in it.
  @Test func listener_pacesSilentFLAC() async throws {
    let clock = TestClock(1_800_000_000)
    let scene = ListenerScene(clock: clock.wallClock) { _, _ throws(TransportError) in [] }
    let file = SoundSamples.flac(rate: 8000, seconds: 60, bytes: 200, block: 32_768)
    let failure = try #require(await failure { try await scene.listen(.inMemory(file)) })
    #expect(failure.code == .noSpeech && failure.sentence == "no speech was recognised in 60.0 s of audio")
    #expect(scene.sink[1].sound == file)
    let dates = scene.sink[1].dates
    #expect(zip(dates, dates.dropFirst()).allSatisfy { $1 - $0 <= 1001 }, "\(dates)")
  }

  /// A stream that announces three hours and has two seconds takes two seconds; what precedes the sound takes none.
  @Test(arguments: [nil, [UInt8](repeating: 1, count: 3 << 20)])
  func listener_doesNotWaitForWhatFLACDoesNotHave(picture: [UInt8]?) async throws {
    let clock = TestClock(1_800_000_000)
    let scene = ListenerScene(clock: clock.wallClock) { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("Hello.") : []
    }
    let file = SoundSamples.flac(seconds: 2, claims: 10_800, picture: picture)
    #expect(try await scene.listen(.inMemory(file)).text == "Hello.")
    #expect(scene.sink[1].sound == file)
    #expect(clock.waits.reduce(.zero, +) <= .seconds(2))
  }

  /// The user ends a recording of which more was read than can have been recorded: the rest is left out.
  @Test func listener_leavesOutWhatWasReadAheadWhenTheUserEndsIt() async throws {
    let isStopped = Mutex(false)
    let ends = Mutex(0)
    let scene = ListenerScene(clock: PatientClock.make()) { message, _ throws(TransportError) in
      if message == 19 { isStopped.withLock { $0 = true } }
      return message == nil ? ListenerScene.heard("Hello.") : []
    }
    let slices = Mutex([SoundSamples.WAV.unknownLength(rate: 16_000) + SoundSamples.tone(seconds: 20)])
    let recording = Recording(
      name: "-", isLive: true, isStopped: { isStopped.withLock { $0 } }, onEnd: { ends.withLock { $0 += 1 } }
    ) { () async throws(Failure) in
      if let slice = slices.withLock({ $0.popLast() }) { return slice }
      while !isStopped.withLock({ $0 }), !Task.isCancelled { await Task.yield() }
      return []
    }
    let transcript = try await scene.listen(recording)
    #expect(transcript.text == "Hello." && (1.9...2.3).contains(transcript.seconds), "\(transcript.seconds)")
    #expect(scene.sink[1].sound.count <= 24 * 3200 && scene.sink[1].hasEnded)
    #expect(ends.withLock { $0 } == 1)
  }

  /// A pipe whose header says how much it delivers is not waited for after that.
  @Test func listener_endsWhereTheHeaderSays() async throws {
    let scene = ListenerScene(clock: FastClock.wallClock) { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("Hello.") : []
    }
    let transcript = try await scene.listen(.silentPipe([Self.recording]))
    #expect(transcript.text == "Hello." && scene.sink[1].sound == Self.samples)
  }

  /// A pipe that falls silent is kept open with silence, then taken as ended.
  @Test func listener_endsASilentPipeAfterAMinute() async throws {
    let scene = ListenerScene(clock: FastClock.wallClock) { message, _ throws(TransportError) in
      message == nil ? ListenerScene.heard("Hello.") : []
    }
    // The length is not announced, so only the pipe's end would end it.
    let transcript = try await scene.listen(.silentPipe([SoundSamples.WAV.unknownLength(rate: 16_000) + Self.samples]))
    #expect(transcript.text == "Hello.")
    let zeros = scene.sink[1].sound.dropFirst(38_400)
    #expect(zeros.count > 3200 && zeros.allSatisfy { $0 == 0 })
    #expect(scene.recorder.events.contains { "\($0)".contains("nothing came from the recorder for 60 s") })
  }

  @Test func listener_doesNotWaitForSoundWithoutEnd() async throws {
    let scene = ListenerScene(clock: FastClock.wallClock) { _, _ throws(TransportError) in [] }
    let failure = try #require(await failure { try await scene.listen(.silentPipe([])) })
    #expect(failure.code == .noSpeech && failure.sentence == "no sound came from the recorder in 60 s")
    #expect(scene.transport.requests.isEmpty)
  }
}

extension SoundSamples.WAV {
  /// The beginning of a file whose length is not known, as a recorder writes it into a pipe.
  static func unknownLength(rate: Int) -> [UInt8] {
    var wav = SoundSamples.WAV()
    wav.rate = rate
    wav.size = 0x7FFF_F000
    return wav.file([])
  }
}
