import Emulator
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and the ends of pipes while a recording is listened to.
struct ListenSignalTests {
  private static let header = { () -> [UInt8] in
    var wav = SoundSamples.WAV()
    wav.size = 0x7FFF_F000
    return wav.file([])
  }()

  private func waitForTranscription(_ sandbox: Sandbox) -> Bool {
    for _ in 0..<30_000 {
      if !sandbox.emulator.requests("StartStreamTranscription").isEmpty { return true }
      usleep(10_000)
    }
    return false
  }

  /// The recorder shares the terminal's Ctrl-C, but may not end by it: the pipe stays open here.
  @Test func signal_endsTheRecordingOfAPipe() throws {
    let sandbox = try Question.sandbox { $0.script = [.text("Twelve.")] }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    program.feed(Self.header + Question.samples)
    #expect(waitForTranscription(sandbox))
    usleep(700_000)
    program.send(SIGINT)
    #expect(program.wait() == 0)
    #expect(program.stdout == "Twelve.\n" && program.stderr == "> \(Question.words)\n")
    #expect(sandbox.emulator.transcriptions.first?.sound == Question.samples)
  }

  /// More than real time was read, as from a file: what lies ahead is left out.
  @Test func signal_leavesOutWhatWasReadAhead() throws {
    let sandbox = try Question.sandbox {
      $0.script = [.text("Twelve.")]
      $0.transcribe.anything = "How many stories?"
    }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    program.feed(Self.header + SoundSamples.tone(seconds: 20))
    #expect(waitForTranscription(sandbox))
    usleep(700_000)
    let began = ContinuousClock.now
    program.send(SIGINT)
    #expect(program.wait() == 0)
    #expect(program.stdout == "Twelve.\n" && program.stderr == "> How many stories?\n")
    let seconds = (sandbox.emulator.transcriptions.first?.sound.count ?? .max) / 32_000
    #expect(seconds < 15 && ContinuousClock.now - began < .seconds(15))
  }

  /// A pipe that has ended is not read any more: Ctrl-C ends the run, also while its sound is still sent.
  @Test func signal_endsTheRunOnceThePipeHasEnded() throws {
    let sandbox = try Question.sandbox { $0.transcribe.anything = "How many stories?" }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    program.feed(Self.header + SoundSamples.tone(seconds: 20))
    program.endInput()
    #expect(waitForTranscription(sandbox))
    usleep(700_000)
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.stdout == "" && program.stderr == "")
  }

  @Test func signal_endsTheRunTheSecondTime() throws {
    let sandbox = try Question.sandbox { $0.faults = [Fault(.silent, on: "/stream-transcription")] }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    program.feed(Self.header + Question.samples)
    #expect(waitForTranscription(sandbox))
    program.send(SIGINT)
    usleep(300_000)
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.stdout == "" && program.stderr == "")
  }

  /// Before any sound came the first Ctrl-C ends an empty recording.
  @Test func signal_beforeAnySound() throws {
    let sandbox = try Question.sandbox()
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    usleep(500_000)
    program.send(SIGINT)
    #expect(program.wait() == 2)
    #expect(program.stderr.hasPrefix("sva: there is no sound: the recording on standard input is empty\n"))
  }

  /// The recording of a file is not typed into: Ctrl-C ends the run at once, and after a recording it does too.
  @Test func signal_endsTheRunWhileAFileIsHeard() throws {
    let sandbox = try Question.sandbox()
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 30)))
    let program = try sandbox.start(["ask", "--no-search", "--listen", "long.wav"])
    #expect(waitForTranscription(sandbox))
    program.send(SIGINT)
    #expect(program.wait() == 130)
    let silent = try Question.sandbox { $0.faults = [Fault(.silent, on: "/model/")] }
    let answering = try silent.start(["ask", "--no-search", "--listen", "-"], isFed: true)
    answering.feed(Question.file)
    #expect(answering.read { $0.stderr.contains("> ") })
    answering.send(SIGINT)
    #expect(answering.wait() == 130)
  }

  /// A pipe that ends in the middle of a sample: the sample is left out.
  @Test func listen_readsAPipeThatEndsInsideASample() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(
      ["ask", "--no-search", "-v", "--listen", "-"], streams: .pipes(input: Self.header + Question.samples + [7]))
    #expect(run.status == 0 && run.stderr.contains("the recording ends inside a sample: 1 bytes are left out"))
    #expect(sandbox.emulator.transcriptions.first?.sound == Question.samples)
  }

  /// The sound of a live recording is sent while it comes: the service hears before the recording has ended.
  @Test func listen_sendsWhileThePipeIsOpen() throws {
    let sandbox = try Question.sandbox { $0.transcribe.anything = "How many stories are there in all?" }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], onTerminal: true, isFed: true)
    program.feed(Self.header + SoundSamples.tone(seconds: 0.9))
    #expect(program.read { $0.stdout.contains("> How") })
    program.feed(SoundSamples.tone(seconds: 0.3))
    program.endInput()
    #expect(program.wait() == 0)
    #expect(sandbox.emulator.transcriptions.first?.sound.count == 38_400)
  }
}
