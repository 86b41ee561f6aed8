import Crypto
import Emulator
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Listening over HTTP/2, as with the real service: what libcurl's duplex transfer does in each case, and whether each run
/// ends in time.
@Suite(.enabled(if: TranscribeServer.isTried, "python3 with h2 is not installed"))
struct ListenHTTP2Tests {
  private static let hash = SHA256.hash(data: Data(Question.samples)).map { String($0, radix: 16) }
    .map { $0.count == 1 ? "0" + $0 : $0 }.joined()

  private func run(
    _ sandbox: Sandbox, _ server: TranscribeServer, _ options: [String] = [], file: String = "question.wav"
  ) throws -> (run: Run, seconds: Double) {
    let began = ContinuousClock.now
    let run = try sandbox.sva(
      ["ask", "--no-search", "--no-save", "--listen", file] + options, with: server.variables, seconds: 60)
    return (run, (ContinuousClock.now - began) / .seconds(1))
  }

  @Test(arguments: ["fine", "end-first", "slow-window", "goaway-later"])
  func duplex_transcribes(_ mode: String) throws {
    let sandbox = try Question.sandbox()
    let server = try TranscribeServer([mode])
    let (run, seconds) = try run(sandbox, server)
    #expect(run.status == 0 && run.stderr == "> How many stories are there?\n", "\(run.stderr)")
    let report = try #require(server.report())
    #expect(report["messages"]?.int == 6 && report["ended"]?.bool == true && report["error"] == .null)
    #expect(report["sha256"]?.string == Self.hash)
    let headers = try #require(report["headers"])
    #expect(headers["content-length"] == nil && headers["expect"] == nil && headers["accept-encoding"] == nil)
    #expect(
      headers["transfer-encoding"] == nil && headers["x-amz-content-sha256"] == "STREAMING-AWS4-HMAC-SHA256-EVENTS")
    #expect(seconds < 30)
  }

  /// Results are read while the sound is sent.
  @Test func duplex_readsWhileItSends() throws {
    let sandbox = try Question.sandbox()
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 2)))
    let server = try TranscribeServer(["fine"])
    let program = try sandbox.start(
      ["ask", "--no-search", "--listen", "long.wav"], with: server.variables, onTerminal: true)
    #expect(program.read { $0.stdout.contains("> How") })
    #expect(program.wait() == 0)
    let report = try #require(server.report())
    let last = try #require(report["arrivals"]?.array?.last?.double)
    let first = try #require(report["results"]?[0]?[0]?.double)
    #expect(first < last)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var mode: String
    var status: Int32
    var says: String
    var streams = 1
    var testDescription: String { mode }
  }

  /// Each ends at once, and an upload is not begun again after a word was recognised.
  @Test(arguments: [
    Case(mode: "exception", status: 10, says: "faster than it is played"),
    Case(mode: "no-error", status: 8, says: "recognised so far: How many stories are there?"),
    Case(mode: "reset", status: 8, says: "was lost before the answer was complete", streams: 3),
    Case(mode: "goaway", status: 8, says: "was lost before the answer was complete", streams: 3),
    Case(mode: "goaway-open", status: 8, says: "was lost before the answer was complete", streams: 3),
    Case(mode: "close", status: 8, says: "was lost before the answer was complete", streams: 3),
    Case(mode: "refuse-403", status: 5, says: "\"Action\":[\"transcribe:StartStreamTranscription\"]"),
    Case(mode: "refuse-429", status: 7, says: "25 streams at once", streams: 3),
    Case(mode: "refuse-500", status: 9, says: "Amazon Transcribe failed (3 attempts", streams: 3),
  ])
  func duplex_endsAtOnceWhenTheServiceDoes_unrecorded(_ example: Case) throws {
    let sandbox = try Question.sandbox()
    // A run that uploads to the end takes longer than the limit.
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 40)))
    let server = try TranscribeServer([example.mode])
    let (run, seconds) = try run(sandbox, server, file: "long.wav")
    #expect(run.status == example.status && run.stderr.contains(example.says), "\(run.stderr)")
    #expect(seconds < 35)
    for _ in 0..<example.streams {
      let report = try #require(server.report())
      #expect((report["messages"]?.int ?? 99) < 40)
    }
  }

  /// libcurl tells the end of the service's side with the end of ours. The words up to there are not taken for all.
  @Test(arguments: [
    Case(mode: "early", status: 9, says: "before the recording had ended", streams: 3),
    Case(mode: "early-heard", status: 9, says: "recognised so far: How many"),
  ])
  func duplex_noticesAnAnswerThatEndsEarly_unrecorded(_ example: Case) throws {
    let sandbox = try Question.sandbox()
    try sandbox.write("long.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: 2)))
    let server = try TranscribeServer([example.mode])
    let (run, _) = try run(sandbox, server, file: "long.wav")
    #expect(run.status == example.status && run.stderr.contains(example.says), "\(run.stderr)")
    #expect(run.stderr.contains("the end of its answer before the recording had ended") && run.stdout == "")
    for _ in 0..<example.streams { #expect(server.report()?["error"] != nil) }
  }

  /// Only the time limit ends these. While sound is still sent, sending is progress once the service has answered.
  @Test(arguments: ["mute", "silent"])
  func duplex_doesNotWaitWithoutEnd_unrecorded(_ mode: String) throws {
    let sandbox = try Question.sandbox()
    let server = try TranscribeServer([mode])
    let (run, seconds) = try run(sandbox, server, ["--timeout", "1", "--max-attempts", "1"])
    #expect(run.status == 8 && run.stderr.contains("127.0.0.1 sent nothing for too long"), "\(run.stderr)")
    #expect(seconds < 30)
  }

  @Test func duplex_namesAProxyThatSpeaksOnlyHTTP1_unrecorded() throws {
    let sandbox = try Question.sandbox()
    let server = try TranscribeServer(["http1"])
    let (run, _) = try run(sandbox, server)
    let error = try ErrorOutput(text: run)
    #expect(run.status == 8)
    #expect(error.sentence == "the connection to 127.0.0.1 speaks only HTTP/1.1, and sound is sent over HTTP/2")
    #expect(error.hints.count == 1 && error.text.contains("a proxy or a security program"))
  }

  /// A connection that breaks before a word is begun again from the first byte, over a connection of its own.
  @Test func duplex_beginsAgain_unrecorded() throws {
    let sandbox = try Question.sandbox()
    let server = try TranscribeServer(["refuse-500", "goaway", "fine"])
    let (run, _) = try run(sandbox, server)
    #expect(run.status == 0 && run.stderr == "> How many stories are there?\n", "\(run.stderr)")
    _ = server.report()
    _ = server.report()
    #expect(server.report()?["sha256"]?.string == Self.hash)
  }

  /// Wrong keys are refused by the server, which checks every signature.
  @Test func duplex_isCheckedByTheServer() throws {
    let sandbox = try Question.sandbox()
    let server = try TranscribeServer(["fine"], options: ["--secret", "another"])
    let (run, _) = try run(sandbox, server)
    #expect(run.status == 4)
  }

  /// AWS's own client agrees with the server, so the server's rules are AWS's.
  @Test func server_isUnderstoodByAWSsOwnClient() async throws {
    let python = ExternalProgram("python3")
    let variables = ProcessInfo.processInfo.environment.merging([
      "AWS_ACCESS_KEY_ID": Identity.user.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.user.secret,
    ]) { $1 }
    let probe = try await python.run(["-c", "import amazon_transcribe"], environment: variables)
    guard probe.status == 0 || variables["SVA_TEST_ALL"] == "1" else {
      print("AWS's client was not tried against the server: amazon-transcribe is not installed")
      return
    }
    let sandbox = try Question.sandbox()
    try sandbox.write("samples.raw", Question.samples)
    let server = try TranscribeServer(["fine"])
    let ran = try await python.run(
      [
        Fixture.project + "/Tests/Scripts/transcribe_client.py", server.url, Fixture("tls/ca.pem").path,
        sandbox.work + "/samples.raw",
      ], environment: variables)
    #expect(ran.status == 0, "\(ran.error)")
    let results = JSON(parsing: Array(ran.output.utf8))?.array ?? []
    #expect(results.last?["text"]?.string == "How many stories are there?" && results.last?["partial"]?.bool == false)
    #expect(results.count == 3)
    #expect(server.report()?["sha256"]?.string == Self.hash)
  }
}
