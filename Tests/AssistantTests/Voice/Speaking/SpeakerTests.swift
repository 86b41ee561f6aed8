import AWS
import Core
import Emulator
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Assistant

@Suite struct SpeakerTests {
  private let long =
    "This sentence has more than two hundred characters, because it goes on and on about nothing at all, "
    + "which is what some sentences do when they are written to be longer than what is collected before it is asked for"

  /// Collects sound; fails after some bytes if asked to.
  final class Tape: SoundDestination {
    let bytes = Mutex<[UInt8]>([])
    let end = Mutex<[UInt8]?>(nil)
    let limit: Int
    let problem: Failure.Code
    init(limit: Int = .max, _ problem: Failure.Code = .io) {
      self.limit = limit
      self.problem = problem
    }

    func write(_ more: [UInt8]) async throws(Failure) {
      let count = bytes.withLock { bytes in
        bytes += more
        return bytes.count
      }
      if count > limit { throw Failure(problem, "no more", hint: "-") }
    }

    func finish(beginning: [UInt8]) async throws(Failure) { end.withLock { $0 = beginning } }

    var all: [UInt8] { bytes.withLock { $0 } }
    var isWhole: Bool { end.withLock { $0 } != nil }
  }

  /// A network that answers each text with its own letters, later the earlier it was asked.
  final class Echo: Transport {
    let texts = Mutex<[String]>([])
    let open = Mutex((now: 0, most: 0))
    let refuse: @Sendable (String) -> StubAnswer?
    init(_ refuse: @escaping @Sendable (String) -> StubAnswer? = { _ in nil }) { self.refuse = refuse }

    func prepare() {}
    func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
      throw TransportError(.refused, host: "")
    }

    func send(_ request: Request) async throws(TransportError) -> Response {
      let body = String(decoding: request.body, as: UTF8.self)
      let text = body.firstRange(of: #""Text":""#).map { String(body[$0.upperBound...].prefix { $0 != "\"" }) } ?? ""
      let index = texts.withLock { texts in
        texts.append(text)
        return texts.count
      }
      open.withLock { open in
        open.now += 1
        open.most = max(open.most, open.now)
      }
      // The first of two takes longer.
      if index % 2 == 1 { for _ in 0..<200 { await Task.yield() } }
      open.withLock { $0.now -= 1 }
      if let answer = refuse(text) {
        return Response(status: answer.status, headers: answer.headers, body: answer.body, url: request.url)
      }
      return Response(
        status: 200, headers: ["Content-Type": "audio/pcm"],
        body: Array((text.count % 2 == 0 ? text : text + " ").utf8),
        url: request.url)
    }
  }

  private func speaker(
    _ transport: any Transport, _ tape: Tape, format: SpeechFormat = .pcm, clock: TestClock = TestClock(),
    recorder: LogRecorder = LogRecorder()
  ) throws -> Speaker {
    let environment = Environment.still(clock: clock)
    let client = AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent), environment: environment,
      endpoint: { service throws(Failure) in
        guard let region = AWSRegion("us-east-1") else { throw Failure(.internal, "-", hint: "-") }
        return try EndpointRules.endpoint(for: service, in: region)
      }, authorize: { _ in .none })
    let plan = try SpeechPlan(Settings(environment: environment), format: format)
    return Speaker(
      plan, polly: Polly(client: client, region: "us-east-1", clock: environment.clock, origin: { nil }),
      destination: tape, environment: environment, log: recorder.log)
  }

  /// Sounds are written in the order of the texts, whichever comes first; at most two are asked for at once.
  @Test func speaker_writesInOrder() async throws {
    let (echo, tape) = (Echo(), Tape())
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("First. ")
    for index in 1...6 { speaker.add("Number \(index): \(long). ") }
    speaker.finish()
    let done = await report
    let texts = ["First."] + (1...6).map { "Number \($0): \(long)." }
    #expect(echo.texts.withLock { $0 } == texts)
    let letters = { (text: String) in text.filter { $0 != " " } }
    #expect(letters(String(decoding: tape.all, as: UTF8.self)) == letters(texts.joined()))
    #expect(echo.open.withLock { $0.most } == 2)
    #expect(tape.isWhole)
    #expect(done.failure == nil && done.requests == 7 && done.bytes == tape.all.count && !done.isCut)
    #expect(done.characters == texts.reduce(0) { $0 + $1.count })
  }

  /// The first sentence is asked for before the answer goes on, and written before the next one is there.
  @Test func speaker_speaksTheFirstSentenceAtOnce() async throws {
    let (echo, tape) = (Echo(), Tape())
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("Three stories. And")
    while tape.all.isEmpty { await Task.yield() }
    #expect(String(decoding: tape.all, as: UTF8.self) == "Three stories.")
    speaker.finish()
    #expect(await report.requests == 2)
  }

  /// What was said before tools are run does not wait for what comes after them.
  @Test func speaker_speaksAtAPause() async throws {
    let (echo, tape) = (Echo(), Tape())
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("One. Let me look")
    speaker.pause()
    while tape.all.count < 16 { await Task.yield() }
    #expect(String(decoding: tape.all, as: UTF8.self) == "One.Let me look.")
    speaker.add("\n\nFound.")
    speaker.finish()
    #expect(await report.requests == 3)
  }

  /// The service takes eight requests a second of these voices: the ninth within a second waits.
  @Test func speaker_keepsTheRateOfTheService() async throws {
    let (echo, tape, clock) = (Echo(), Tape(), TestClock())
    let speaker = try speaker(echo, tape, clock: clock)
    async let report = speaker.run()
    speaker.add("First. ")
    for index in 1...8 { speaker.add("Number \(index): \(long). ") }
    speaker.finish()
    #expect(await report.requests == 9)
    #expect(clock.waits.reduce(.zero, +) >= .milliseconds(1000))
  }

  /// The third of five sentences is refused: what came before is spoken, nothing more is asked for, no file appears.
  @Test func speaker_endsWithAFailure() async throws {
    let echo = Echo { text in
      text.contains("Number 2") ? StubAnswer(status: 400, headers: ["x-amzn-ErrorType": "InvalidSsmlException"]) : nil
    }
    let tape = Tape()
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("First. ")
    for index in 1...9 { speaker.add("Number \(index): \(long). ") }
    speaker.finish()
    let done = await report
    #expect(done.failure?.code == .validation)
    #expect(!tape.isWhole)
    let heard = String(decoding: tape.all, as: UTF8.self)
    #expect(heard.hasPrefix("First.") && heard.contains("Number 1") && !heard.contains("Number 2"))
    #expect(echo.texts.withLock { $0.count } <= 6)
  }

  @Test(arguments: [Failure.Code.io, .closedOutput])
  func speaker_endsWhereItCannotWrite(code: Failure.Code) async throws {
    let (echo, tape) = (Echo(), Tape(limit: 10, code))
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("First one. ")
    for index in 1...9 { speaker.add("Number \(index): \(long). ") }
    speaker.finish()
    let done = await report
    #expect(done.failure?.code == code)
    #expect(done.requests < 10)
    #expect(!tape.isWhole)
  }

  /// Nothing to say: nothing is asked for, and no file is made.
  @Test func speaker_withoutWordsMakesNoSound() async throws {
    let (echo, tape) = (Echo(), Tape())
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("```\ncode\n```\n\u{1F600}")
    speaker.finish()
    let done = await report
    #expect(done.requests == 0 && done.failure == nil && done.bytes == 0)
    #expect(!tape.isWhole)
  }

  /// An abandoned speech ends, with whatever was asked for.
  /// Whatever the writer waits for at that moment, the speech ends.
  @Test func speaker_canBeAbandoned() async throws {
    for delay in 0..<200 {
      let (echo, tape) = (Echo(), Tape())
      let speaker = try speaker(echo, tape)
      async let report = speaker.run()
      speaker.add("First. Second. ")
      for _ in 0..<delay % 20 { await Task.yield() }
      speaker.abandon()
      speaker.add("Third.")
      speaker.finish()
      #expect(await report.failure == nil)
      #expect(!tape.isWhole || delay > 0)
    }
  }

  /// All sound of an answer is at most ten minutes of samples: a service that sends more is not listened to.
  @Test func speaker_refusesMoreSoundThanAnAnswerHas() async throws {
    let sound = StubAnswer(
      headers: ["Content-Type": "audio/pcm"], body: [UInt8](repeating: 1, count: (Polly.mostSound / 2) + 2))
    let (echo, tape) = (Echo { _ in sound }, Tape())
    let speaker = try speaker(echo, tape)
    async let report = speaker.run()
    speaker.add("First. ")
    for index in 1...9 { speaker.add("Number \(index): \(long). ") }
    speaker.finish()
    let done = await report
    #expect(done.failure?.code == .badResponse)
    #expect(done.failure?.sentence == "Amazon Polly answered with more sound than any answer has")
    #expect(!tape.isWhole && done.requests <= 3)
  }

  @Test func speaker_refusesSoundOfAnotherFormat() async throws {
    let (echo, tape) = (Echo(), Tape())
    let speaker = try speaker(echo, tape, format: .ogg)
    async let report = speaker.run()
    speaker.add("First.")
    speaker.finish()
    let done = await report
    #expect(done.failure?.code == .badResponse)
    #expect(done.failure?.sentence == "Amazon Polly answered with sound that is not ogg_opus")
  }

  /// A refused voice: the voices that Polly lists are named.
  @Test(arguments: [
    ("Marlene", "neural", "Marlene has the engines: standard (--speech-engine)"),
    ("Nobody", "neural", "voices of de-DE with the engine neural: Daniel, Vicki (--voice)"),
    ("Nobody", "standard", "voices of de-DE with the engine standard: Marlene, Vicki (--voice)"),
  ]) func speaker_namesVoicesWhereOneIsRefused(voice: String, engine: String, hint: String) async throws {
    let scene = try BedrockScene(variables: [
      "SVA_VOICE": voice, "SVA_SPEECH_ENGINE": engine, "SVA_VOICE_LANGUAGE": "de-DE",
    ])
    let speaker = Speaker(
      try SpeechPlan(scene.session.settings, format: .mp3), polly: try scene.session.polly(), destination: Tape(),
      environment: scene.environment, log: scene.log)
    async let report = speaker.run()
    speaker.add("Hallo.")
    speaker.finish()
    let failure = try #require(await report.failure)
    #expect(failure.code == .validation)
    #expect(failure.hints.last?.description == hint)
    #expect(scene.emulator.requests("DescribeVoices").count == 3)
  }

  /// Who may not list voices gets the refusal without them.
  @Test func speaker_withoutThePermissionNamesNoVoices() async throws {
    var scenario = Scenario()
    for index in scenario.aws.identities.indices {
      scenario.aws.identities[index].policy = Policy(deny: [.init(action: "polly:DescribeVoices")])
    }
    let scene = try BedrockScene(scenario, variables: ["SVA_VOICE": "Nobody"])
    let speaker = Speaker(
      try SpeechPlan(scene.session.settings, format: .mp3), polly: try scene.session.polly(), destination: Tape(),
      environment: scene.environment, log: scene.log)
    async let report = speaker.run()
    speaker.add("Hello.")
    speaker.finish()
    let failure = try #require(await report.failure)
    #expect(failure.hints.count == 1)
    #expect(scene.recorder.events.contains { "\($0)".contains("cannot be listed") })
  }

  /// Every format of the emulator's real frames, joined.
  @Test(arguments: SpeechFormat.allCases) func speaker_joinsSounds(format: SpeechFormat) async throws {
    let scene = try BedrockScene()
    let tape = Tape()
    let speaker = Speaker(
      try SpeechPlan(scene.session.settings, format: format), polly: try scene.session.polly(), destination: tape,
      environment: scene.environment, log: scene.log)
    async let report = speaker.run()
    speaker.add("First. \(long). \(long). Ende gut, alles gut: äöü.")
    speaker.finish()
    #expect(await report.failure == nil)
    let spoken: String? =
      switch format {
      case .mp3: PollySound.text(mp3: tape.all)
      case .pcm: PollySound.text(pcm: tape.all)
      case .wav: PollySound.text(pcm: Array(tape.all.dropFirst(44)))
      case .ogg: PollySound.text(ogg: tape.all)
      }
    #expect(spoken == "First.\(long).\(long).Ende gut, alles gut: äöü.")
    #expect(
      tape.end.withLock { $0 } == (format == .wav ? WAVHeader.bytes(samples: tape.all.count - 44, rate: 16_000) : []))
  }
}
