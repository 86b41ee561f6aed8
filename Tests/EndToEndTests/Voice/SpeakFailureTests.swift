import Emulator
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything that goes wrong with a spoken answer: the answer stands, the exit status is the speech's.
struct SpeakFailureTests {
  private static let sentence =
    "This sentence has more than two hundred characters, because it goes on and on about "
    + "nothing at all, which is what sentences do that are written to be longer than what is collected before it is "
    + "asked for, number"
  private static let answer = ["one", "two", "three", "four", "five"].map { "\(sentence) \($0)." }.joined(
    separator: " ")
  private static let on = "polly:SynthesizeSpeech"

  private func sandbox(_ change: (inout Scenario) -> Void = { _ in }) throws -> Sandbox {
    try Sandbox {
      $0.script = [.text(Self.answer), .text(Self.answer)]
      change(&$0)
    }
  }

  /// A fault of Polly's, and what it becomes.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var faults: [Fault]
    var code: String
    var says: [String]
    var variables: [String: String] = [:]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "the third of five sentences is refused",
      faults: [Fault(.error(status: 400, code: "InvalidSsmlException", message: "Bad text."), on: on, after: 2)],
      code: "validation", says: ["Amazon Polly refused the request (InvalidSsmlException): Bad text."]),
    Case(
      name: "throttled to the end", faults: [Fault(.throttle(retryAfter: nil), on: on)], code: "throttled",
      says: ["Request throttled. Please try again in a moment.", "too many requests to Amazon Polly"],
      variables: ["AWS_MAX_ATTEMPTS": "2"]),
    Case(
      name: "the service fails",
      faults: [Fault(.error(status: 500, code: "ServiceFailureException", message: ""), on: on)],
      code: "service_error", says: ["Amazon Polly failed"], variables: ["AWS_MAX_ATTEMPTS": "2"]),
    Case(
      name: "the connection is lost", faults: [Fault(.cut(bytes: 1000), on: on)], code: "network",
      says: ["was lost before the answer was complete"], variables: ["AWS_MAX_ATTEMPTS": "1"]),
    Case(
      name: "no answer", faults: [Fault(.silent, on: on)], code: "timeout", says: ["sent nothing for too long"],
      variables: ["REQUEST_TIMEOUT": "1", "AWS_MAX_ATTEMPTS": "1"]),
    Case(
      name: "a page of a proxy", faults: [Fault(.html(status: 403), on: on)], code: "network", says: ["page"]),
    Case(
      name: "an answer of another type", faults: [Fault(.contentType("application/json"), on: on)],
      code: "bad_response",
      says: ["Amazon Polly answered without sound (application/json)"]),
    Case(
      name: "sound of another format",
      faults: [Fault(.answer(status: 200, type: "audio/mpeg", headers: [], body: Array("RIFF".utf8)), on: on)],
      code: "bad_response", says: ["sound that is not mp3"]),
    Case(
      name: "keys that expire meanwhile",
      faults: [
        Fault(
          .error(
            status: 403, code: "ExpiredTokenException",
            message: "The security token included in the request is expired"), on: on, after: 1)
      ], code: "expired_credentials", says: ["ExpiredToken"]),
    Case(
      name: "an engine that the region lacks",
      faults: [
        Fault(
          .error(
            status: 400, code: "ValidationException",
            message: "The selected engine is not supported in this region: neural"), on: on)
      ], code: "validation", says: ["does not offer this engine in us-east-1", "--speech-engine standard"]),
  ]

  /// As text: the answer and its sources on standard output, then the failure; no file, and the former one stays.
  @Test(arguments: cases) func speakFailure_leavesTheAnswer(sample: Case) throws {
    let sandbox = try sandbox { $0.faults = sample.faults }
    try sandbox.write("a.mp3", "former")
    let run = try sandbox.sva(
      ["ask", "--no-search", "--speak", "a.mp3", "hello"], with: sample.variables, seconds: 60)
    let error = try ErrorOutput(text: run)
    #expect(run.status == ErrorOutput.status(of: sample.code))
    #expect(run.stdout == Self.answer + "\n")
    let said = error.text + "\n" + run.stderr
    for words in sample.says { #expect(said.contains(words), "\(said)") }
    #expect(Sandbox.names(sandbox.work) == ["a.mp3"])
    #expect(Sandbox.bytes(sandbox.work + "/a.mp3") == Array("former".utf8))
    #expect(sandbox.conversations.count == 1)
  }

  /// As a document: a success with the speech's error, and its exit status.
  @Test(arguments: cases) func speakFailure_isPartOfTheDocument(sample: Case) throws {
    let sandbox = try sandbox { $0.faults = sample.faults }
    let run = try sandbox.sva(
      ["ask", "--no-search", "--json", "--speak", "a.mp3", "hello"], with: sample.variables, seconds: 60)
    #expect(run.status == ErrorOutput.status(of: sample.code))
    let document = try #require(run.document)
    #expect(document["status"] == "success")
    #expect(document["response"]?.string == Self.answer)
    let error = try #require(document["speech"]?["error"])
    #expect(error["code"]?.string == sample.code)
    #expect(error["exit_code"]?.int == Int(run.status))
    #expect(error["hint"]?.string?.isEmpty == false)
    #expect(Sandbox.names(sandbox.work).isEmpty)
  }

  /// To a pipe, what was spoken before stays.
  @Test func speakFailure_leavesWhatWasSpoken() throws {
    let sandbox = try sandbox { $0.faults = Self.cases[0].faults }
    let run = try sandbox.sva(["ask", "--no-search", "--speak", "-", "hello"])
    #expect(run.status == 10)
    #expect(run.stderr.hasPrefix(Self.answer + "\nsva: Amazon Polly refused the request"))
    let heard = try #require(PollySound.text(mp3: run.out))
    #expect(heard.hasPrefix("\(Self.sentence) one."))
    #expect(!heard.contains("number five."))
  }

  /// Throttling is HTTP 400 and tried again.
  @Test func speakFailure_throttlingIsTriedAgain() throws {
    let sandbox = try sandbox { $0.faults = [Fault(.throttle(retryAfter: nil), on: Self.on, times: 2)] }
    let run = try sandbox.sva(["ask", "--no-search", "--speak", "a.mp3", "hello"])
    #expect(run.status == 0 && run.stderr == "")
    #expect(sandbox.emulator.requests("SynthesizeSpeech").count == 7)
  }

  /// The voices that may be meant are named.
  @Test func speakFailure_namesVoices() throws {
    let run = try sandbox().sva(
      ["ask", "--no-search", "--speak", "a.mp3", "--voice", "Hans", "--voice-language", "de-DE", "hello"])
    #expect(run.status == 10)
    let error = try ErrorOutput(text: run)
    #expect(error.sentence == "Amazon Polly does not know the voice Hans with the engine neural")
    #expect(error.hints.last == "voices of de-DE with the engine neural: Daniel, Vicki (--voice)")
  }

  @Test func speakFailure_hasTheStatement() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(
      ["ask", "--no-search", "-m", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "--speak", "a.mp3", "hello"],
      with: [
        "AWS_ACCESS_KEY_ID": Identity.invokerOnly.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.invokerOnly.secret,
      ])
    #expect(run.status == 5)
    #expect(run.stdout == Self.answer + "\n")
    let error = try ErrorOutput(text: run)
    #expect(error.sentence == "not allowed to use Amazon Polly (polly:SynthesizeSpeech)")
    #expect(error.text.contains(#"{"Effect":"Allow","Action":["polly:SynthesizeSpeech"],"Resource":["*"]}"#))
  }

  /// A player that goes: the text is complete, the status that of a closed pipe.
  @Test func speakFailure_aPlayerThatGoes() throws {
    let run = try sandbox().sva(["ask", "--no-search", "--speak", "-", "hello"], streams: .closing(after: 10))
    #expect(run.status == 141)
    #expect(run.stderr == Self.answer + "\n")
  }

  #if os(Linux)
    @Test(arguments: [["--speak", "/dev/full"], ["--speak", "-"]]) func speakFailure_aFullDisk(words: [String]) throws {
      let run = try sandbox().sva(
        ["ask", "--no-search", "hello"] + words,
        streams: words[1] == "-" ? .file("/dev/full") : nil)
      #expect(run.status == 1)
      #expect((run.stdout + run.stderr).contains(Self.answer))
      #expect(run.stderr.contains("sva: cannot write the sound to "))
      #expect(run.stderr.contains("No space left on device"))
    }

    /// A file that may not become so large.
    @Test func speakFailure_aFileAtItsLimit() throws {
      let sandbox = try sandbox()
      let run = try sandbox.shell("ulimit -f 4; \"$SVA\" ask --no-search --no-save --speak a.wav hello")
      #expect(run.status == 1)
      #expect(run.stdout == Self.answer + "\n")
      #expect(run.stderr.contains("cannot write the sound to a.wav"))
      #expect(Sandbox.names(sandbox.work).isEmpty)
    }
  #endif

  /// Command lines that cannot work, before anything is sent.
  @Test(
    arguments: [
      (["--speak", "-", "--json"], "--speak - and --json both write to standard output", "--json --speak answer.mp3"),
      (
        ["--speak", "a.mp3", "--schema", "{\"type\":\"object\"}"], "--speak and --schema do not go together", "--schema"
      ),
      (["--speak", "answer.flac"], "the name answer.flac tells no format that can be written", "--speech-format"),
      (["--speak", "."], "cannot write sound to .: is a folder, not a file", "--speak answer.mp3"),
      (["--speak", "missing/a.mp3"], "cannot write sound to missing/a.mp3: there is no folder", "--speak answer.mp3"),
      (["--speak", "a.mp3", "--voice", "two words"], "--voice is no name of a voice", "Joanna"),
      (["--speak", "a.mp3", "--voice-language", "uk-UA"], "Amazon Polly has no voice for uk-UA", "--voice-language"),
      (["--speak", "a.mp3", "--voice-region", "eu west"], "the AWS region given by --voice-region is not valid", ""),
      (["--speak", "a.mp3", "--speech-engine", "fast"], "--speech-engine", "neural"),
      (["--voice", "Vicki"], "--voice is of use only with --speak", "sva ask --speak answer.mp3"),
      (["--speech-engine", "neural"], "--speech-engine is of use only with --speak", "sva ask --speak answer.mp3"),
      (["--speech-format", "wav"], "--speech-format is of use only with --speak", "sva ask --speak answer.mp3"),
      (["--speak", "/dev/stdout", "--json"], "--speak - and --json both write to standard output", "answer.mp3"),
      (
        ["--speak", String(repeating: "a", count: 252) + ".mp3"], "cannot write sound to aaa",
        "--speak answer.mp3"
      ),
    ] as [([String], String, String)])
  func speakFailure_usage(words: [String], sentence: String, hint: String) throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "hello"] + words)
    #expect(run.status == 2)
    let error = words.contains("--json") ? try ErrorOutput(json: run) : try ErrorOutput(text: run)
    #expect(error.sentence.contains(sentence), "\(error.sentence)")
    #expect(error.text.contains(hint), "\(error.text)")
    #expect(sandbox.emulator.requestCount == 0)
    #expect(Sandbox.names(sandbox.work).isEmpty)
  }

  /// A conversation is managed without voice.
  @Test(arguments: [["--listen", "a.wav"], ["--speak", "a.mp3"]])
  func speakFailure_besideTheManagementOfConversations(words: [String]) throws {
    let sandbox = try sandbox()
    for management in [["--list"], ["--show", "x"], ["--delete", "x"], ["--delete-older-than", "1d"]] {
      let run = try sandbox.sva(["ask"] + management + words)
      #expect(run.status == 2)
      #expect(try ErrorOutput(text: run).sentence == "\(management[0]) and \(words[0]) do not go together")
    }
  }

  @Test func speakFailure_soundForATerminal() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--speak", "-", "hello"], streams: .terminal(columns: 100))
    #expect(run.status == 2)
    #expect(run.stdout.contains("sva ask --speak - \"…\" | mpv --no-terminal -"))
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// A Bedrock API key opens Bedrock alone: said before the model is asked.
  @Test func speakFailure_aBedrockKeyAlone() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(
      ["ask", "--no-search", "--speak", "a.mp3", "hello"],
      with: [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_BEARER_TOKEN_BEDROCK": BearerToken.good.value,
      ])
    #expect(run.status == 3)
    let error = try ErrorOutput(text: run)
    #expect(error.sentence == "Transcribe and Polly take no Bedrock API key: add an access key, a profile or a role")
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
    // With keys beside it, both work.
    let both = try sandbox.sva(
      ["ask", "--no-search", "--speak", "a.mp3", "hello"],
      with: ["AWS_BEARER_TOKEN_BEDROCK": BearerToken.good.value])
    #expect(both.status == 0)
  }

  /// A model that breaks off: its failure, what it said, and no file.
  @Test func speakFailure_aModelThatBreaksOff() throws {
    let sandbox = try sandbox {
      $0.faults = [
        Fault(.exception(name: "internalServerException", message: "Oops", afterEvents: 30), on: "ConverseStream")
      ]
    }
    let run = try sandbox.sva(["ask", "--no-search", "--speak", "a.mp3", "hello"])
    #expect(run.status == 9)
    #expect(run.stdout.hasPrefix("This sentence"))
    #expect(Sandbox.names(sandbox.work).isEmpty)
  }

  /// A model that breaks off while the player does not read: the run ends without the player.
  @Test func speakFailure_aModelThatBreaksOffBeforeASlowPlayer() throws {
    let sandbox = try sandbox {
      $0.faults = [
        Fault(.exception(name: "internalServerException", message: "Oops", afterEvents: 60), on: "ConverseStream")
      ]
    }
    let run = try sandbox.shell(
      "{ timeout 60 \"$SVA\" ask --no-search --max-attempts 1 --speech-format pcm --speak - hello; "
        + "echo $? > status; } | { while [ ! -s status ]; do sleep 0.1; done; }")
    #expect(String(decoding: Sandbox.bytes(sandbox.work + "/status"), as: UTF8.self) == "9\n")
    #expect(run.stderr.contains("Oops"), "\(run.stderr)")
  }

  /// Ctrl-C while the sound is made: nothing is left behind.
  @Test func speakFailure_interrupted() throws {
    let sandbox = try sandbox { $0.faults = [Fault(.silent, on: Self.on)] }
    let program = try sandbox.start(["ask", "--no-search", "--speak", "a.mp3", "hello"])
    #expect(program.read { $0.stdout.hasSuffix("number five.\n") })
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.stdout == Self.answer + "\n")
    #expect(Sandbox.names(sandbox.work).isEmpty)
  }
}
