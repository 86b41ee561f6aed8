import Core
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import AWS

/// Many embeddings at once, over a network that answers after a moment.
@Suite struct EmbeddingRunTests {
  /// Answers each request by a closure, and counts those in flight.
  private final class Network: Transport {
    private let answer: @Sendable (Int) -> StubAnswer
    private let state = Mutex((sent: 0, inFlight: 0, most: 0))
    init(_ answer: @escaping @Sendable (Int) -> StubAnswer) { self.answer = answer }
    var sent: Int { state.withLock { $0.sent } }
    var most: Int { state.withLock { $0.most } }

    func send(_ request: Request) async throws(TransportError) -> Response {
      let number = state.withLock { state in
        state.sent += 1
        state.inFlight += 1
        state.most = max(state.most, state.inFlight)
        return state.sent
      }
      try? await Task.sleep(for: .milliseconds(2))
      state.withLock { $0.inFlight -= 1 }
      let answer = answer(number)
      if let kind = answer.failure { throw TransportError(kind, host: request.url.host) }
      return Response(status: answer.status, headers: answer.headers, body: answer.body, url: request.url)
    }

    func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
      throw TransportError(.refused, host: request.url.host)
    }
  }

  private static let vector = StubAnswer(
    headers: ["x-amzn-bedrock-input-token-count": "3"],
    text: #"{"embedding":[1\#(String(repeating: ",0", count: 255))]}"#)
  private static let throttled = StubAnswer.bedrock(
    429, #"{"message":"Too many requests, please wait before trying again."}"#, type: "ThrottlingException")

  private let clock = TestClock()

  private func run(
    _ network: Network, texts: Int, rounds: Int? = nil
  ) async -> (done: [Int64], tokens: Int, failure: Failure?) {
    let environment = Environment.still(
      variables: [
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/nonexistent/c", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/s",
      ], clock: clock)
    let http = HTTPClient(transport: network, environment: environment, log: .silent)
    let session = AWSSession(settings: Settings(environment: environment), http: http)
    let run = EmbeddingRun(
      Embedder("titan", session: session, log: .silent), environment: environment, mostRounds: rounds)
    var left = (0..<Int64(texts)).map { EmbeddingRun.Text(id: $0, text: "text \($0)") }[...]
    var done: [Int64] = []
    var tokens = 0
    let found = await failure {
      try await run.run(
        next: { limit throws(Failure) in
          defer { left = left.dropFirst(limit) }
          return Array(left.prefix(limit))
        },
        deliver: { batch throws(Failure) in
          done += batch.ids
          tokens += batch.tokens
        })
    }
    return (done, tokens, found)
  }

  @Test func embeddingRun_sendsEightAtOnceAndEachTextOnce() async {
    let network = Network { _ in Self.vector }
    let result = await run(network, texts: 200)
    #expect(result.failure == nil)
    #expect(result.done.sorted() == (0..<200).map(Int64.init))
    #expect(result.tokens == 600)
    #expect(network.sent == 200)
    #expect(network.most <= 8)
  }

  @Test func embeddingRun_ofNothing() async {
    let network = Network { _ in Self.vector }
    let result = await run(network, texts: 0)
    #expect(result.failure == nil && result.done.isEmpty && network.sent == 0)
  }

  /// What was refused is sent again, after a pause, and nothing twice.
  @Test func embeddingRun_goesOnAfterRefusals() async {
    let network = Network { $0 % 10 == 0 ? Self.throttled : Self.vector }
    let result = await run(network, texts: 100)
    #expect(result.failure == nil)
    #expect(result.done.sorted() == (0..<100).map(Int64.init))
    #expect(!clock.waits.isEmpty)
  }

  @Test func embeddingRun_waitsAsLongAsTheServiceAsks() async {
    var refusal = Self.throttled
    refusal.headers["Retry-After"] = "7"
    let network = Network { [refusal] in $0 == 1 ? refusal : Self.vector }
    let result = await run(network, texts: 1)
    #expect(result.failure == nil && result.done == [0])
    #expect(clock.waits.contains { $0 >= .seconds(7) && $0 < .seconds(8) }, "\(clock.waits)")
    refusal.headers["Retry-After"] = "3600"
    let impatient = await run(Network { [refusal] _ in refusal }, texts: 1)
    #expect(impatient.failure?.code == .quota)
  }

  /// Where nothing was ever accepted it is the quota, afterwards it is throttling.
  @Test func embeddingRun_givesUp() async {
    let never = await run(Network { _ in Self.throttled }, texts: 50)
    #expect(never.failure?.code == .quota && never.done.isEmpty)
    let later = await run(Network { $0 <= 5 ? Self.vector : Self.throttled }, texts: 50)
    #expect(later.failure?.code == .throttled)
    #expect(later.failure?.sentence == "Request throttled. Please try again in a moment.")
    #expect(later.done.count == 5)
    let few = Network { _ in Self.throttled }
    _ = await run(few, texts: 50, rounds: 1)
    #expect(few.sent <= 4)
  }

  /// What was in flight when another request failed is handed over.
  @Test func embeddingRun_handsOverWhatWasInFlight() async {
    let network = Network {
      $0 == 6 ? .bedrock(403, #"{"message":"no"}"#, type: "AccessDeniedException") : Self.vector
    }
    let result = await run(network, texts: 100)
    #expect(result.failure?.code == .accessDenied)
    #expect(result.done.count == network.sent - 1)
    #expect(network.sent < 20)
  }

  /// An answer that was lost is asked for again, at most twice: it costs less than a thousandth of a cent.
  @Test func embeddingRun_asksAgainForALostAnswer() async {
    let once = await run(Network { $0 == 3 ? .failure(.timeout) : Self.vector }, texts: 10)
    #expect(once.failure == nil && once.done.count == 10)
    let network = Network { _ in .failure(.timeout) }
    let always = await run(network, texts: 1)
    #expect(always.failure?.code == .timeout)
    #expect(network.sent == 3)
  }
}
