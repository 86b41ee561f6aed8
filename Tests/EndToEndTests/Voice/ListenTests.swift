import Emulator
import TestSupport
import Testing

/// `ask --listen` against the emulator's Transcribe, which checks every message.
struct ListenTests {
  /// The question that reached the model.
  private func asked(_ sandbox: Sandbox) -> String? {
    let body = sandbox.emulator.requests("ConverseStream").first?.json
    return body?["messages"]?[0]?["content"]?.array?.compactMap { $0["text"]?.string }.joined(separator: "|")
  }

  @Test func listen_asksWhatAFileSays() throws {
    let sandbox = try Question.sandbox { $0.script = [.text("Twelve.")] }
    let run = try sandbox.sva(["ask", "--no-search", "--listen", "question.wav"])
    #expect(run.status == 0 && run.stdout == "Twelve.\n")
    #expect(run.stderr == "> \(Question.words)\n")
    #expect(asked(sandbox)?.contains(Question.words) == true)
    let received = try #require(sandbox.emulator.transcriptions.first)
    #expect(received.sound == Question.samples && received.hasEnded)
    #expect(received.header("content-type") == "application/vnd.amazon.eventstream")
    #expect(received.header("x-amzn-transcribe-language-code") == "en-US")
    #expect(received.messages.map(\.size) == [3200, 3200, 3200, 3200, 3200, 3200])
  }

  @Test func listen_readsAPipeAndAddsTheWords() throws {
    let sandbox = try Question.sandbox { $0.script = [.text("Twelve.")] }
    let run = try sandbox.sva(
      ["ask", "--no-search", "--listen", "-", "and", "only", "the", "drafts"], streams: .pipes(input: Question.file))
    #expect(run.status == 0 && run.stdout == "Twelve.\n" && run.stderr == "> \(Question.words)\n")
    #expect(asked(sandbox)?.contains(Question.words + "\n\nand only the drafts") == true)
  }

  @Test func listen_tellsTheTranscriptInJSON() throws {
    let sandbox = try Question.sandbox {
      $0.script = [.text("Twelve.")]
      $0.transcribe.recordings = [
        .init(Question.samples, ["How many stories", "are about trails?"], language: "de-DE")
      ]
    }
    let run = try sandbox.sva(
      ["ask", "--no-search", "--json", "--listen", "question.wav", "--voice-language", "de-DE,en-US"])
    let document = try #require(run.document)
    #expect(
      document["transcript"]?.text
        == #"{"text":"How many stories are about trails?","language":"de-DE","segments":["#
        + #"{"start":0,"end":0.3,"text":"How many stories","confidence":0.97},"#
        + #"{"start":0.3,"end":0.6,"text":"are about trails?","confidence":0.97}],"seconds":0.6}"#)
    #expect(document["voice_cost_usd"]?.double == 0.006)
    let received = try #require(sandbox.emulator.transcriptions.first)
    #expect(received.header("x-amzn-transcribe-identify-language") == "true")
    #expect(received.header("x-amzn-transcribe-language-options") == "de-DE,en-US")
    #expect(received.header("x-amzn-transcribe-preferred-language") == "de-DE")
    // Without a recording there is none.
    let typed = try #require(try sandbox.sva(["ask", "--no-search", "--json", "hello"]).document)
    #expect(typed["transcript"] == .null && typed["voice_cost_usd"] == .null)
  }

  @Test func listen_tellsWhatItCost() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--usage", "--listen", "question.wav"])
    #expect(run.stderr.contains("\nlistening: 0.6 s of sound (15 s billed); about $0.0060, an estimate\n"))
  }

  @Test func listen_isQuietWhenAsked() throws {
    let sandbox = try Question.sandbox()
    #expect(try sandbox.sva(["ask", "--no-search", "-q", "--listen", "question.wav"]).stderr == "")
  }

  /// FLAC and Ogg Opus are sent as they are; samples without a header only when told.
  @Test func listen_readsEveryForm() throws {
    let flac = SoundSamples.flac(seconds: 0.6)
    let ogg = SoundSamples.ogg(pages: 2)
    var stereo = SoundSamples.WAV()
    stereo.channels = 2
    let cases: [(String, [UInt8], [UInt8], [String], String)] = [
      ("q.flac", flac, flac, [], "flac"), ("q.opus", ogg, ogg, [], "ogg-opus"),
      ("q.raw", Question.samples, Question.samples, ["--listen-format", "s16le", "--rate", "8000"], "pcm"),
      ("q.wav", stereo.file(pairs(Question.samples)), Question.samples, [], "pcm"),
    ]
    for (name, file, sound, options, encoding) in cases {
      let sandbox = try Question.sandbox { $0.transcribe.recordings = [.init(sound, ["Hello."])] }
      try sandbox.write(name, file)
      let run = try sandbox.sva(["ask", "--no-search", "--listen", name] + options)
      #expect(run.status == 0 && run.stderr == "> Hello.\n", "\(name): \(run.stderr)")
      #expect(sandbox.emulator.transcriptions.first?.header("x-amzn-transcribe-media-encoding") == encoding)
    }
  }

  /// Each sample twice: two channels that are the same.
  private func pairs(_ samples: [UInt8]) -> [UInt8] {
    var both: [UInt8] = []
    for start in stride(from: 0, to: samples.count, by: 2) {
      let sample = samples[start..<start + 2]
      both += sample
      both += sample
    }
    return both
  }

  /// Speech, as a recorder writes it, converted by the programs that users have.
  @Test(
    .enabled(
      if: ExternalProgram("espeak-ng").isTried && ExternalProgram("sox").isTried, "espeak-ng or sox is not installed"))
  func listen_readsRealSpeech() async throws {
    let sandbox = try Question.sandbox()
    let spoken = try await ExternalProgram("espeak-ng").run(
      ["-w", "speech.wav", "How many stories?"], folder: sandbox.work)
    #expect(spoken.status == 0)
    for (name, options) in [
      ("a.wav", ["-r", "16000", "-b", "16", "-c", "1"]), ("b.wav", ["-r", "44100", "-b", "24", "-c", "2"]),
      ("c.flac", ["-r", "16000"]), ("d.wav", ["-r", "16000", "-e", "floating-point", "-b", "32"]),
    ] {
      let made = try await ExternalProgram("sox").run(["speech.wav"] + options + [name], folder: sandbox.work)
      #expect(made.status == 0, "\(made.error)")
    }
    _ = try await ExternalProgram("sox").run(["a.wav", "-t", "raw", "a.raw"], folder: sandbox.work)
    _ = try await ExternalProgram("sox").run(
      ["d.wav", "-b", "16", "-e", "signed", "-D", "-t", "raw", "d.raw"], folder: sandbox.work)
    let plain = Sandbox.bytes(sandbox.work + "/a.raw")
    let flac = Sandbox.bytes(sandbox.work + "/c.flac")
    sandbox.emulator.update {
      $0.transcribe.recordings = [.init(plain, ["How many stories?"]), .init(flac, ["How many stories?"])]
    }
    for name in ["a.wav", "c.flac"] {
      let run = try sandbox.sva(["ask", "--no-search", "--json", "--listen", name])
      #expect(run.status == 0 && run.stderr == "> How many stories?\n", "\(name): \(run.stderr)")
      // The frames of FLAC are as long as the samples of which they were made.
      let seconds = try #require(run.document?["transcript"]?["seconds"]?.double)
      #expect(abs(seconds - Double(plain.count) / 32_000) < 0.01, "\(name): \(seconds) s")
    }
    // Another width arrives within one step of what sox makes of it.
    sandbox.emulator.update { $0.transcribe.anything = "How many stories?" }
    let run = try sandbox.sva(["ask", "--no-search", "--listen", "d.wav"])
    #expect(run.status == 0)
    let converted = Sandbox.bytes(sandbox.work + "/d.raw")
    let sent = try #require(sandbox.emulator.transcriptions.last).sound
    #expect(sent.count == converted.count && Self.largestDifference(sent, converted) <= 1)
    #expect(try sandbox.sva(["ask", "--no-search", "--listen", "b.wav"]).status == 0)
    #expect(sandbox.emulator.transcriptions.last?.header("x-amzn-transcribe-sample-rate") == "44100")
  }

  private static func largestDifference(_ one: [UInt8], _ other: [UInt8]) -> Int {
    func values(_ bytes: [UInt8]) -> [Int] {
      stride(from: 0, to: bytes.count - 1, by: 2).map { index in
        let bits = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        return Int(Int16(bitPattern: bits))
      }
    }
    var largest = 0
    for (first, second) in zip(values(one), values(other)) { largest = max(largest, abs(first - second)) }
    return largest
  }

  /// A dry run reads the form of the recording and sends nothing.
  @Test func listen_dryRunSaysWhatWouldBeSent() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(
      [
        "ask", "--no-search", "--dry-run", "--listen", "question.wav", "--vocabulary", "names", "--voice-region",
        "eu-west-1",
      ])
    let document = try #require(run.document)
    #expect(run.status == 0 && sandbox.emulator.requestCount == 0)
    #expect(
      document["transcription"]?.text
        == #"{"operation":"StartStreamTranscription","region":"eu-west-1","format":"WAV (16-bit PCM)","#
        + #""media_encoding":"pcm","sample_rate":16000,"channels":1,"seconds":0.6,"languages":["en-US"],"#
        + #""vocabulary":"names"}"#)
    #expect(document["body"]?.text.contains("[what is said in question.wav]") == true)
  }

  /// `--debug` shows the request and how much sound was sent, not the sound, and no signature.
  @Test func listen_debugShowsTheSizeOfTheSound() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--debug", "--listen", "question.wav"])
    #expect(run.stderr.contains("> POST \(sandbox.emulator.url)/stream-transcription\n"))
    #expect(run.stderr.contains("> (audio, 19200 bytes in 6 messages)\n"))
    #expect(run.stderr.contains("< 200 \(sandbox.emulator.url)/stream-transcription\n"))
    #expect(!run.stderr.contains(Identity.user.secret))
    let authorization = try #require(sandbox.emulator.transcriptions.first?.header("authorization"))
    let signature = try #require(authorization.split(separator: "Signature=").last)
    #expect(signature.count == 64 && !run.stderr.contains(signature))
  }

  @Test func listen_usesAVocabulary() throws {
    let sandbox = try Question.sandbox()
    #expect(
      try sandbox.sva(["ask", "--no-search", "--listen", "question.wav", "--vocabulary", "alpine-names"]).status == 0)
    #expect(sandbox.emulator.transcriptions.first?.header("x-amzn-transcribe-vocabulary-name") == "alpine-names")
    let run = try sandbox.sva(["ask", "--no-search", "--listen", "question.wav", "--vocabulary", "none"])
    let error = try ErrorOutput(text: run)
    #expect(run.status == 6 && error.sentence.contains("does not use this vocabulary"), "\(run.stderr)")
  }

  /// The region of voice, and the language of the locale.
  @Test func listen_hasARegionAndALanguageOfItsOwn() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(
      ["ask", "--no-search", "--listen", "question.wav"],
      with: ["SVA_VOICE_REGION": "eu-central-1", "LC_ALL": "de_DE.UTF-8"])
    #expect(run.status == 0)
    let received = try #require(sandbox.emulator.transcriptions.first)
    #expect(received.header("x-amzn-transcribe-language-code") == "de-DE")
    #expect(received.header("authorization")?.contains("/eu-central-1/transcribe/aws4_request") == true)
  }

  /// Temporary credentials: the token is part of the request, not of the chain.
  @Test func listen_worksWithASessionToken() throws {
    let sandbox = try Question.sandbox()
    let keys = Identity.session
    let run = try sandbox.sva(
      ["ask", "--no-search", "--listen", "question.wav"],
      with: [
        "AWS_ACCESS_KEY_ID": keys.accessKeyID, "AWS_SECRET_ACCESS_KEY": keys.secret,
        "AWS_SESSION_TOKEN": keys.sessionToken ?? "",
      ])
    #expect(run.status == 0 && run.stderr == "> \(Question.words)\n")
  }

  /// The words are drawn on a terminal while they are recognised, and the answer follows.
  @Test func listen_drawsTheWordsOnATerminal() throws {
    let long = SoundSamples.tone(seconds: 2)
    let sandbox = try Question.sandbox {
      $0.script = [.text("Twelve.")]
      $0.transcribe.recordings = [.init(long, [Question.words])]
    }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "-"], onTerminal: true, isFed: true)
    program.feed(SoundSamples.WAV().file(long))
    program.endInput()
    #expect(program.wait() == 0)
    let screen = TerminalScreen(program.out)
    #expect(screen.lines.filter { !$0.isEmpty } == ["> \(Question.words)", "Twelve."], "\(screen.text)")
    #expect(screen.erased.contains { $0.hasPrefix("> How many") && $0 != "> \(Question.words)" }, "\(screen.erased)")
  }
}
