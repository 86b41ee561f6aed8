import Emulator
import Testing

/// `--max-attempts` bounds the requests of a call in all, and a failure says how many were sent (contract §3).
struct AttemptTests {
  /// A throttled request and a stream that breaks before its first word, in turn.
  private static let mixed = [
    Fault(.throttle(retryAfter: nil), on: "ConverseStream", times: 1),
    Fault(.throttle(retryAfter: nil), on: "ConverseStream", after: 2, times: 1),
    Fault(.exception(name: "internalServerException", message: "x", afterEvents: 0), on: "ConverseStream"),
  ]

  private func ask(_ faults: [Fault], attempts: Int, _ words: [String] = []) throws -> (run: Run, requests: Int) {
    let sandbox = try Sandbox { $0.faults = faults }
    let run = try sandbox.sva(["ask", "--no-search", "--max-attempts", "\(attempts)"] + words + ["hi"])
    return (run, sandbox.emulator.requests("ConverseStream").count)
  }

  @Test func ask_sharesItsAttemptsBetweenRetriesAndRestarts() throws {
    let (run, requests) = try ask(Self.mixed, attempts: 2)
    #expect(run.status == 9)
    #expect(requests == 2)
    #expect(run.stderr.contains("sva: Bedrock failed internally (2 attempts in "))
  }

  @Test(arguments: [1, 2])
  func ask_saysItsAttemptsInTheErrorDocument(attempts: Int) throws {
    let (run, requests) = try ask(Self.mixed, attempts: attempts, ["--json"])
    let error = try ErrorOutput(json: run)
    #expect(requests == attempts)
    #expect(error.document?["attempts"]?.int == attempts)
  }

  @Test func ask_countsAStreamThatIsCutWithTheRefusalsBeforeIt() throws {
    let faults = [
      Fault(
        .error(status: 503, code: "ServiceUnavailableException", message: "x"), on: "ConverseStream", times: 2),
      Fault(.cut(bytes: 20), on: "ConverseStream"),
    ]
    let (run, requests) = try ask(faults, attempts: 3, ["--json"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 9)
    #expect(requests == 3)
    #expect(error.document?["attempts"]?.int == 3)
  }

  @Test func usage_hasNoAttempts() throws {
    let run = try Sandbox().sva(["models", "--json", "--bogus"])
    guard case .null? = try ErrorOutput(json: run).document?["attempts"] else {
      Issue.record("attempts is not null")
      return
    }
  }
}
