import Emulator
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `ask --speak`: the answer as text and as sound.
struct SpeakTests {
  static let answer = "Three stories are about **trails**. See [the first](https://e.example/1):\n\n- Boots\n- Maps"
  /// What is heard of it.
  static let heard = "Three stories are about trails.See the first: Boots. Maps."

  private func sandbox(_ text: String = answer, _ change: (inout Scenario) -> Void = { _ in }) throws -> Sandbox {
    try Sandbox {
      $0.script = [.text(text), .text(text)]
      change(&$0)
    }
  }

  private static func spoken(_ bytes: [UInt8], _ format: String) -> String? {
    switch format {
    case "wav": PollySound.text(pcm: Array(bytes.dropFirst(44)))
    case "pcm": PollySound.text(pcm: bytes)
    case "ogg": PollySound.text(ogg: bytes)
    default: PollySound.text(mp3: bytes)
    }
  }

  /// The text is what it is without sound; the file holds each sentence in its order.
  @Test(
    arguments: [
      ("answer.mp3", [], "mp3"), ("answer.wav", [], "wav"), ("answer.PCM", [], "pcm"), ("answer.opus", [], "ogg"),
      ("answer", [], "mp3"), ("answer.txt", ["--speech-format", "ogg"], "ogg"), ("answer.mp3", ["--no-stream"], "mp3"),
    ] as [(String, [String], String)])
  func speak_writesTextAndSound(file: String, words: [String], format: String) throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--speak", file, "hello"] + words)
    #expect(run.status == 0)
    #expect(run.stdout == Self.answer + "\n")
    #expect(run.stderr == "")
    let bytes = Sandbox.bytes(sandbox.work + "/" + file)
    #expect(Self.spoken(bytes, format) == Self.heard)
    if format == "wav" {
      let size = bytes.count - 44
      #expect(Array(bytes[40..<44]) == [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: size >> $0) })
    }
    #expect(Sandbox.names(sandbox.work) == [file])
  }

  /// Sound on standard output, all text on standard error.
  @Test(arguments: [[], ["-q"], ["--speech-format", "wav"]]) func speak_toAPipeMovesTheTextToStandardError(
    words: [String]
  ) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots", "content_type": "article"]),
        .text("Boots are the one thing not to borrow [story:300111]."),
      ]
    }
    let run = try sandbox.sva(["ask", "--speak", "-", "who", "writes?"] + words)
    #expect(run.status == 0)
    #expect(
      run.stderr.hasPrefix("Boots are the one thing not to borrow.\n\nSources:\n- Choosing hiking boots  https://"))
    #expect(Self.spoken(run.out, words.last == "wav" ? "wav" : "mp3") == "Boots are the one thing not to borrow.")
    if words.last == "wav" { #expect(Array(run.out[40..<44]) == [255, 255, 255, 255]) }
  }

  /// Standard output by another name is not mixed with text.
  @Test func speak_toTheDeviceOfStandardOutputMovesTheText() throws {
    let run = try sandbox().sva(["ask", "--no-search", "--speak", "/dev/stdout", "hello"])
    #expect(run.status == 0 && run.stderr == Self.answer + "\n")
    #expect(Self.spoken(run.out, "mp3") == Self.heard)
  }

  /// A file keeps its permissions, and a new one has those of any new file; a name may be as long as the system takes.
  @Test func speak_keepsThePermissionsOfAFile() throws {
    let sandbox = try sandbox()
    try sandbox.write("a.mp3", "former")
    chmod(sandbox.work + "/a.mp3", 0o600)
    let long = String(repeating: "a", count: 251) + ".mp3"
    for name in ["a.mp3", long] {
      let run = try sandbox.shell("umask 022; \"$SVA\" ask --no-search --no-save --speak \(name) hello")
      #expect(run.status == 0, "\(run.stderr)")
    }
    #expect(Self.permissions(sandbox.work + "/a.mp3") == 0o600)
    #expect(Self.permissions(sandbox.work + "/" + long) == 0o644)
    #expect(Self.spoken(Sandbox.bytes(sandbox.work + "/a.mp3"), "mp3") == Self.heard)
  }

  private static func permissions(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt32(status.st_mode & 0o777) : nil
  }

  @Test func speak_isPartOfTheDocument() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(["ask", "--no-search", "--json", "--speak", "a.ogg", "hello"])
    #expect(run.status == 0)
    let document = try #require(run.document)
    #expect(document["response"]?.string == Self.answer)
    let size = Sandbox.bytes(sandbox.work + "/a.ogg").count
    #expect(
      document["speech"] == [
        "file": "a.ogg", "format": "ogg", "voice": "Joanna", "engine": "neural", "language": "en-US", "characters": 58,
        "requests": 2, "bytes": .int(size), "error": .null,
      ])
    #expect(document["voice_cost_usd"]?.double == 0.000928)
  }

  /// Voice, engine, language and region of options, environment and `.env`.
  @Test func speak_followsTheSettings() throws {
    let sandbox = try sandbox("Hallo. Gut.")
    try sandbox.write(".env", "SVA_VOICE_LANGUAGE=de-DE\nSVA_SPEECH_ENGINE=standard\nSVA_VOICE_REGION=eu-central-1\n")
    let run = try sandbox.sva(
      ["ask", "--no-search", "--speak", "a.mp3", "--voice-region", "eu-west-1", "hello"], with: ["SVA_VOICE": "Marlene"]
    )
    #expect(run.status == 0 && run.stderr == "")
    let request = try #require(sandbox.emulator.requests("SynthesizeSpeech").first)
    #expect(
      request.json == ["Engine": "standard", "OutputFormat": "mp3", "Text": "Hallo.", "VoiceId": "Marlene"])
    #expect(request.header("authorization")?.contains("/eu-west-1/polly/aws4_request") == true)
    // Bedrock keeps its own region.
    let converse = try #require(sandbox.emulator.requests("ConverseStream").first)
    #expect(converse.header("authorization")?.contains("/us-east-1/bedrock/aws4_request") == true)
  }

  @Test func speak_warnsOfARegionWithoutPolly() throws {
    let sandbox = try sandbox()
    let public_ = ["AWS_ENDPOINT_URL": "", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": sandbox.emulator.url]
    let run = try sandbox.sva(
      ["ask", "--no-search", "--dry-run", "--speak", "a.mp3", "--voice-region", "eu-south-1", "hello"], with: public_)
    #expect(run.status == 0)
    #expect(
      run.stderr
        == "sva: warning: eu-south-1 is not known to have Amazon Polly; near it: eu-south-2, eu-central-1, eu-west-1 "
        + "(--voice-region)\n")
    #expect(run.document?["speech"]?["region"] == "eu-south-1")
  }

  @Test func speak_dryRunTellsWhatWouldBeSaid() throws {
    let sandbox = try sandbox()
    let run = try sandbox.sva(
      ["ask", "--no-search", "--dry-run", "--speak", "-", "hello"], with: ["LC_ALL": "de_DE.UTF-8"])
    #expect(run.status == 0)
    #expect(sandbox.emulator.requestCount == 0)
    let document = try #require(run.document)
    #expect(
      document["speech"] == [
        "operation": "SynthesizeSpeech", "region": "us-east-1", "file": "-", "format": "mp3", "voice": "Vicki",
        "engine": "neural", "language": "de-DE",
      ])
  }

  @Test func speak_usageHasALineOfItsOwn() throws {
    let run = try sandbox().sva(["ask", "--no-search", "--usage", "--speak", "a.mp3", "hello"])
    #expect(run.stderr.hasSuffix("\nspeaking: 58 characters, neural; about $0.0009, an estimate\n"))
  }

  /// The model is told, and without `--speak` nothing is different.
  @Test func speak_onlyWhereItIsAskedFor() throws {
    let sandbox = try sandbox()
    _ = try sandbox.sva(["ask", "--no-search", "--speak", "a.mp3", "hello"])
    let spoken = sandbox.emulator.requests("ConverseStream").first?.text ?? ""
    #expect(spoken.contains("This answer is read aloud while you write it"))
    sandbox.emulator.clearRequests()
    let run = try sandbox.sva(["ask", "--no-search", "--json", "hello"])
    #expect(run.document?["speech"] == .null)
    #expect(sandbox.emulator.requests.map(\.operation) == ["ConverseStream"])
    #expect(sandbox.emulator.requests("ConverseStream").first?.text.contains("read aloud while") == false)
  }

  /// At most 3,000 characters, then the sentence about the rest; the text is whole.
  @Test func speak_endsAfterThreeThousandCharacters() throws {
    let sentence = "This sentence has exactly fifty characters, I say."
    let long = Array(repeating: sentence, count: 100).joined(separator: " ")
    let sandbox = try sandbox(long)
    let run = try sandbox.sva(["ask", "--no-search", "--speak", "a.mp3", "hello"])
    #expect(run.status == 0)
    #expect(run.stdout == long + "\n")
    #expect(run.stderr == "sva: only the beginning of the answer is spoken: the rest is in the text\n")
    let heard = try #require(PollySound.text(mp3: Sandbox.bytes(sandbox.work + "/a.mp3")))
    #expect(heard.hasSuffix("I say.The rest is in the text.") && (2900...3024).contains(heard.count))
    #expect(
      sandbox.emulator.requests("SynthesizeSpeech").allSatisfy { ($0.json?["Text"]?.string?.count ?? 9999) <= 2900 })
  }

  /// Sound is no text: `--debug` gives its size.
  @Test func speak_debugShowsNoSound() throws {
    let run = try sandbox().sva(["ask", "--no-search", "--debug", "--speak", "a.mp3", "hello"])
    #expect(run.status == 0)
    #expect(run.stderr.contains("\n< (audio, 2880 bytes)\n"))
    #expect(!run.stderr.contains("\u{FFFD}"))
  }

  /// A pipe that the shell made gets the sound while it is made; a link leads to its file; other files keep their place.
  @Test func speak_writesToPipesAndThroughLinks() throws {
    let sandbox = try sandbox()
    let piped = try sandbox.shell(
      "mkfifo p; cat p > got & \"$SVA\" ask --no-search --speak p hello; wait; test -p p && rm p")
    #expect(piped.status == 0)
    #expect(PollySound.text(mp3: Sandbox.bytes(sandbox.work + "/got")) == Self.heard)
    let linked = try sandbox.shell(
      "umask 027; echo old > real; ln -s real a.mp3; \"$SVA\" ask --no-search --speak a.mp3 hello; "
        + "test -L a.mp3 && stat -c %a real")
    #expect(linked.stdout.hasSuffix("\n640\n"))
    #expect(PollySound.text(mp3: Sandbox.bytes(sandbox.work + "/real")) == Self.heard)
    let null = try sandbox.sva(["ask", "--no-search", "--speak", "/dev/null", "hello"])
    #expect(null.status == 0)
  }

  @Test func speak_onATerminalTheTextIsAsAlways() throws {
    let sandbox = try sandbox("Three stories.")
    let run = try sandbox.sva(
      ["ask", "--no-search", "--speak", "a.mp3", "hello"], streams: .terminal(columns: 80))
    #expect(run.status == 0)
    #expect(TerminalScreen(run.out).text == "Three stories.")
    #expect(PollySound.text(mp3: Sandbox.bytes(sandbox.work + "/a.mp3")) == "Three stories.")
  }

  /// What has nothing to say makes no sound, and says so even with `-q`.
  @Test func speak_withoutWordsMakesNoFile() throws {
    let sandbox = try sandbox("```\ncode\n```")
    let run = try sandbox.sva(["ask", "--no-search", "-q", "--speak", "a.mp3", "hello"])
    #expect(run.status == 0)
    #expect(run.stderr == "sva: warning: nothing of the answer can be spoken, so no sound was made\n")
    #expect(Sandbox.names(sandbox.work) == [])
    #expect(sandbox.emulator.requests("SynthesizeSpeech").isEmpty)
  }

  /// What is said before tools are run is spoken too, and in its place.
  @Test func speak_speaksEveryRound() throws {
    let sandbox = try Sandbox {
      $0.script = [
        .parallel([.text("Let me look"), .toolUse("search", ["term": "boots"])]), .text("One story."),
      ]
    }
    let run = try sandbox.sva(["ask", "--speak", "a.mp3", "boots?"])
    #expect(run.status == 0)
    #expect(PollySound.text(mp3: Sandbox.bytes(sandbox.work + "/a.mp3")) == "Let me look.One story.")
  }
}
