import Emulator
import TestSupport
import Testing

/// Everything that goes wrong with a recording: sentence, hint and exit status, within a time limit.
struct ListenFailureTests {
  /// A run that fails.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var faults: [Fault] = []
    var variables: [String: String] = [:]
    var words: [String] = ["--listen", "question.wav"]
    var code: String
    /// Parts of the sentence and the hints.
    var says: [String]
    var requests: Int?
    var testDescription: String { name }
  }

  private static let on = "StartStreamTranscription"

  static let cases: [Case] = [
    Case(
      name: "exception in mid-stream",
      faults: [
        Fault(.exception(name: "InternalFailureException", message: "A problem occurred.", afterEvents: 3), on: on)
      ],
      code: "service_error", says: ["Amazon Transcribe failed", "A problem occurred."]),
    Case(
      name: "stalled recorder",
      faults: [
        Fault(
          .exception(
            name: "BadRequestException",
            message: "Your request timed out because no new audio was received for 15 seconds.", afterEvents: 3), on: on
        )
      ], code: "timeout", says: ["received no sound for 15 seconds", "arecord -l"], requests: 1),
    Case(
      name: "limit in the stream",
      faults: [Fault(.exception(name: "LimitExceededException", message: "Four hours.", afterEvents: 2), on: on)],
      code: "quota", says: ["a limit of Amazon Transcribe is reached", "servicequotas"]),
    Case(
      name: "keys that expire while listening",
      faults: [
        Fault(
          .exception(
            name: "ExpiredTokenException", message: "The security token included in the request is expired",
            afterEvents: 3), on: on)
      ], code: "expired_credentials", says: ["ExpiredToken"], requests: 1),
    Case(
      name: "partial results only", faults: [Fault(.noFinals, on: on)], code: "bad_response",
      says: ["words that may still change", "recognised so far: How many stories"]),
    Case(
      name: "damaged frames", faults: [Fault(.flip(at: 30), on: on)], code: "bad_response",
      says: ["a damaged stream"], requests: 1),
    Case(
      name: "another content type", faults: [Fault(.contentType("text/plain"), on: on)], code: "bad_response",
      says: ["of the type text/plain"], requests: 1),
    Case(
      name: "answer cut off", faults: [Fault(.cut(bytes: 40), on: on)], code: "network",
      says: ["was lost before the answer was complete"]),
    Case(
      name: "connection reset", faults: [Fault(.resetAfter(bytes: 40), on: on)], code: "network",
      says: ["was lost before the answer was complete"]),
    Case(
      name: "no answer", faults: [Fault(.silent, on: on)], words: ["--listen", "question.wav", "--timeout", "1"],
      code: "timeout", says: ["sent nothing for too long"]),
    Case(
      name: "throttled", faults: [Fault(.throttle(retryAfter: nil), on: on)], code: "throttled",
      says: ["Request throttled", "3 attempts"], requests: 3),
    Case(
      name: "too many streams",
      faults: [Fault(.error(status: 429, code: "LimitExceededException", message: "Too many."), on: on)],
      code: "quota", says: ["25 streams at once"], requests: 3),
    Case(
      name: "down",
      faults: [Fault(.error(status: 503, code: "ServiceUnavailableException", message: "Later."), on: on)],
      code: "service_error", says: ["Amazon Transcribe failed (3 attempts"], requests: 3),
    Case(
      name: "a page of a proxy", faults: [Fault(.html(status: 403), on: on)], code: "network",
      says: ["a page that is not from AWS"]),
    Case(
      name: "no permission",
      variables: [
        "AWS_ACCESS_KEY_ID": Identity.powerless.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.powerless.secret,
      ], code: "access_denied",
      says: [
        "not allowed to use Amazon Transcribe",
        #"{"Effect":"Allow","Action":["transcribe:StartStreamTranscription"],"Resource":["*"]}"#,
      ], requests: 1),
    Case(
      name: "wrong secret", variables: ["AWS_SECRET_ACCESS_KEY": "wrongSecretAccessKey/EXAMPLE0123456789ab"],
      code: "invalid_credentials", says: ["signature"], requests: 1),
    Case(
      name: "only a Bedrock API key",
      variables: [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
        "AWS_BEARER_TOKEN_BEDROCK": "ABSKQmVkcm9ja0FQSUtleUV4YW1wbGU6b25seWFuZXhhbXBsZQ==",
      ], code: "no_credentials", says: ["take no Bedrock API key", "add an access key, a profile or a role"],
      requests: 0),
    Case(
      name: "a language that is not heard", words: ["--listen", "question.wav", "--voice-language", "tlh-QO"],
      code: "validation", says: ["does not hear this language", "--voice-language"], requests: 1),
    Case(
      name: "two variants of a language", words: ["--listen", "question.wav", "--voice-language", "de-DE,en-US,en-AU"],
      code: "usage", says: ["names two variants of one language, en-US and en-AU", "name one of them"], requests: 0),
    Case(
      name: "a redirect", faults: [Fault(.redirect(status: 307, to: "http://127.0.0.1:9/elsewhere"), on: on)],
      code: "bad_response", says: ["HTTP 307"], requests: 1),
    Case(
      name: "a recording of zeros", words: ["--listen", "zeros.wav"], code: "no_speech",
      says: ["no speech was recognised in 0.6 s of audio", "arecord -l", "--voice-language"], requests: 1),
    Case(
      name: "200 ms", words: ["--listen", "short.wav"], code: "no_speech",
      says: ["the recording is too short: 200 ms of sound"], requests: 0),
    Case(
      name: "nothing", words: ["--listen", "/dev/null"], code: "no_speech", says: ["there is no sound"], requests: 0),
    Case(
      name: "text", words: ["--listen", "text.txt"], code: "usage",
      says: ["text.txt is text, not audio", "sva ask - < text.txt"], requests: 0),
    Case(
      name: "mp3", words: ["--listen", "my song.mp3"], code: "usage",
      says: [
        "my song.mp3 is MP3", "ffmpeg -i 'my song.mp3' -ar 16000 -ac 1 -f wav - | sva ask --listen -",
      ], requests: 0),
    Case(
      name: "a video", words: ["--listen", "film.mp4"], code: "usage", says: ["film.mp4 is MP4 or M4A", "ffmpeg"],
      requests: 0),
    Case(
      name: "samples without a header", words: ["--listen", "samples.raw"], code: "usage",
      says: ["no recording in a known format", "--listen-format s16le --rate 16000"], requests: 0),
    Case(
      name: "no such file", words: ["--listen", "missing.wav"], code: "usage",
      says: ["cannot read the recording in missing.wav: no such file"], requests: 0),
    Case(
      name: "a folder", words: ["--listen", "."], code: "usage", says: ["is a folder, not a file"], requests: 0),
    Case(
      name: "standard input twice", words: ["--listen", "-", "-"], code: "usage",
      says: ["--listen - and - both read standard input", "sva ask --listen question.wav -"], requests: 0),
    Case(
      name: "standard input for two files", words: ["--listen", "-", "--file", "-"], code: "usage",
      says: ["--listen - and --file - both read standard input", "sva ask --listen question.wav --file -"],
      requests: 0),
    Case(
      name: "a rate alone", words: ["--listen", "question.wav", "--rate", "8000"], code: "usage",
      says: ["--rate is of use only with --listen-format"], requests: 0),
    Case(
      name: "a vocabulary alone", words: ["hello", "--vocabulary", "names"], code: "usage",
      says: ["--vocabulary is of use only with --listen"], requests: 0),
    Case(
      name: "no name of a vocabulary", words: ["--listen", "question.wav", "--vocabulary", "a\nb"], code: "usage",
      says: ["--vocabulary is no name of a vocabulary", "list-vocabularies"], requests: 0),
    Case(
      name: "a language that is only spoken", words: ["--listen", "question.wav", "--voice-language", "tr-TR"],
      code: "usage", says: ["--voice-language names tr-TR, which Amazon Transcribe does not hear"], requests: 0),
    Case(
      name: "no such conversation",
      words: ["--listen", "question.wav", "--conversation", "20200101-000000-abcd"], code: "not_found",
      says: ["there is no conversation 20200101-000000-abcd"], requests: 0),
    Case(
      name: "no conversation to go on with", words: ["--listen", "question.wav", "--continue"], code: "not_found",
      says: ["there is no conversation to continue"], requests: 0),
    Case(
      name: "no region of the model", variables: ["AWS_REGION": "no region", "SVA_VOICE_REGION": "us-east-1"],
      code: "bad_config", says: ["AWS_REGION"], requests: 0),
    Case(
      name: "200 ms of Ogg", words: ["--listen", "short.ogg"], code: "no_speech",
      says: ["the recording is too short: 200 ms of sound"], requests: 0),
    Case(
      name: "no token", variables: ["STORYBLOK_TOKEN": ""], words: ["--listen", "question.wav"], code: "no_token",
      says: ["--no-search"], requests: 0),
  ]

  @Test(arguments: cases)
  func listen_failsWithASentenceAHintAndAStatus_unrecorded(_ example: Case) throws {
    let sandbox = try Question.sandbox { $0.faults = example.faults }
    try sandbox.write("zeros.wav", SoundSamples.WAV().file([UInt8](repeating: 0, count: 19_200)))
    try sandbox.write("short.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 0.2)))
    try sandbox.write("short.ogg", SoundSamples.ogg(pages: 1, samples: 9_600))
    try sandbox.write("text.txt", Array("How many stories are there?\n".utf8))
    try sandbox.write("my song.mp3", Array("ID3".utf8) + [UInt8](repeating: 0, count: 500))
    try sandbox.write("film.mp4", [0, 0, 0, 32] + Array("ftypisom".utf8) + [UInt8](repeating: 0, count: 500))
    try sandbox.write("samples.raw", Question.samples)
    let search = example.code == "no_token" ? [] : ["--no-search"]
    for format in [[], ["--json"]] {
      let before = sandbox.emulator.requests(Self.on).count
      let began = ContinuousClock.now
      let run = try sandbox.sva(["ask"] + search + format + example.words, with: example.variables, seconds: 60)
      #expect(ContinuousClock.now - began < .seconds(45))
      let error = try format.isEmpty ? ErrorOutput(text: run) : ErrorOutput(json: run)
      #expect(run.status == (example.code == "no_speech" ? 2 : ErrorOutput.status(of: example.code)), "\(run.stderr)")
      if !format.isEmpty {
        #expect(error.code == example.code, "\(error.text)")
      }
      let text = error.text + (error.serviceMessage ?? "")
      for part in example.says { #expect(text.contains(part), "\(part) is not in\n\(text)") }
      #expect(!run.stderr.contains(Identity.user.secret))
      if let requests = example.requests {
        #expect(sandbox.emulator.requests(Self.on).count - before == requests)
      }
      // Nothing is asked that was not understood.
      #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
      sandbox.emulator.setFaults(example.faults)
    }
  }

  /// A stream that breaks before anything was recognised is begun again; the whole recording is sent once more.
  @Test func listen_beginsAgainAfterAFailure_unrecorded() throws {
    let sandbox = try Question.sandbox {
      $0.transcribe.sendsPartials = false
      $0.faults = [
        Fault(.error(status: 500, code: "InternalFailureException", message: "No."), on: Self.on, times: 1),
        Fault(
          .exception(name: "ServiceUnavailableException", message: "No.", afterEvents: 2), on: Self.on, after: 1,
          times: 1),
      ]
    }
    let run = try sandbox.sva(["ask", "--no-search", "--listen", "question.wav"])
    #expect(run.status == 0 && run.stderr == "> \(Question.words)\n")
    #expect(sandbox.emulator.requests(Self.on).count == 3)
    #expect(sandbox.emulator.transcriptions.last?.sound == Question.samples)
  }

  /// What was said is not lost with the answer: it is shown before the question is asked, and part of the error.
  @Test func listen_keepsWhatWasSaidWhenTheModelFails() throws {
    let sandbox = try Question.sandbox {
      $0.faults = [Fault(.error(status: 400, code: "ValidationException", message: "bad"), on: "/model/")]
    }
    let text = try sandbox.sva(["ask", "--no-search", "--listen", "question.wav"])
    #expect(text.status == 10 && text.stderr.hasPrefix("> \(Question.words)\n"))
    let json = try sandbox.sva(["ask", "--no-search", "--json", "--listen", "question.wav"])
    #expect(json.document?["transcript"]?["text"]?.string == Question.words)
  }

  /// An answer that ends before the recording does is not taken for a whole one.
  @Test func listen_noticesAnAnswerThatEndsEarly_unrecorded() throws {
    let sandbox = try Question.sandbox { $0.faults = [Fault(.endAfter(messages: 4), on: Self.on)] }
    // A run that uploads to the end takes longer than the limit.
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 40)))
    let began = ContinuousClock.now
    let run = try sandbox.sva(["ask", "--no-search", "--max-attempts", "1", "--listen", "long.wav"], seconds: 60)
    #expect(run.status == 9 && run.stderr.contains("before the recording had ended"), "\(run.stderr)")
    #expect(ContinuousClock.now - began < .seconds(35))
    #expect((sandbox.emulator.transcriptions.last?.messages.count ?? 99) < 40)
  }

  /// The same where the connection stays open and what comes is read to its end: then it is noticed behind it.
  @Test func listen_noticesAnAnswerThatEndsEarlyOnAnOpenConnection_unrecorded() throws {
    let sandbox = try Question.sandbox {
      $0.faults = [Fault(.endAfter(messages: 4), on: Self.on)]
      $0.transcribe.staysOpen = true
    }
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 2)))
    let run = try sandbox.sva(["ask", "--no-search", "--max-attempts", "1", "--listen", "long.wav"], seconds: 60)
    #expect(run.status == 9 && run.stderr.contains("before the recording had ended"), "\(run.stderr)")
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
  }

  /// Words that would do something to a terminal do nothing.
  @Test func listen_cleansWhatWasHeard() throws {
    let sandbox = try Question.sandbox {
      $0.transcribe.recordings = [.init(Question.samples, ["Hello \u{1B}[31mred\u{7}\u{202E} world"])]
    }
    let program = try sandbox.start(["ask", "--no-search", "--listen", "question.wav"], onTerminal: true)
    #expect(program.wait() == 0)
    #expect(!program.stdout.contains("\u{1B}[31mred") && !program.stdout.contains("\u{7}"))
    #expect(!program.stdout.contains("\u{202E}"))
    let run = try sandbox.sva(["ask", "--no-search", "--listen", "question.wav"])
    #expect(run.stderr.hasPrefix("> Hello ") && !run.stderr.contains("\u{1B}"))
  }

  /// A terminal is not waited on: the error shows the command line that records.
  @Test func listen_refusesATerminal() throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(["ask", "--listen", "-"], streams: .terminal(columns: 120))
    #expect(run.status == 2)
    let screen = TerminalScreen(run.out).text
    #expect(screen.contains("--listen - reads sound from standard input, which is a terminal"))
    #expect(screen.contains("arecord -q -f S16_LE -r 16000 -c 1 -d 5 | sva ask --listen -"))
  }
}
