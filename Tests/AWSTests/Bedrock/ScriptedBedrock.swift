import AWS
import Core
import Foundation
import HTTP
import Synchronization

/// Answers requests from a script, in order or by path; an unexpected one fails.
final class ScriptedBedrock: Transport {
  /// One answer.
  struct Answer: Sendable {
    var status = 200
    var headers: Headers = ["x-amzn-RequestId": "r-1"]
    var body: [UInt8] = []
    /// Sizes of the slices of a streamed body; the rest in one.
    var slice = Int.max
    /// What ends the body instead of its end.
    var failure: TransportError.Kind?

    static func json(_ status: Int, _ text: String, type: String? = nil) -> Answer {
      var answer = Answer(status: status, body: Array(text.utf8))
      if let type { answer.headers["x-amzn-ErrorType"] = type }
      return answer
    }

    static func stream(_ frames: [[UInt8]], slice: Int = .max, failure: TransportError.Kind? = nil) -> Answer {
      Answer(body: frames.flatMap { $0 }, slice: slice, failure: failure)
    }
  }

  private let script: Mutex<[Answer]>
  private let byPath: @Sendable (Request) -> Answer?
  let requests = Mutex<[Request]>([])
  let slept = Mutex<[Duration]>([])
  let said = Mutex<[Log.Event]>([])

  init(_ script: [Answer], byPath: @escaping @Sendable (Request) -> Answer? = { _ in nil }) {
    self.script = Mutex(script)
    self.byPath = byPath
  }

  private func answer(_ request: Request) throws(TransportError) -> Answer {
    requests.withLock { $0.append(request) }
    if let answer = byPath(request) { return answer }
    let next = script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    guard let next else { throw TransportError(.unusable("unexpected request"), host: request.url.host) }
    return next
  }

  func send(_ request: Request) async throws(TransportError) -> Response {
    let answer = try answer(request)
    return Response(status: answer.status, headers: answer.headers, body: answer.body, url: request.url)
  }

  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    let answer = try answer(request)
    let rest = Mutex(answer.body[...])
    return StreamingResponse(
      status: answer.status, headers: answer.headers,
      body: ByteStream { () throws(TransportError) in
        let slice = rest.withLock { rest in
          let slice = Array(rest.prefix(answer.slice))
          rest = rest.dropFirst(slice.count)
          return slice
        }
        if !slice.isEmpty { return slice }
        if let failure = answer.failure { throw TransportError(failure, host: "bedrock.test") }
        return nil
      }, url: request.url)
  }

  private var environment: Environment {
    Environment(
      clock: WallClock(
        now: { Date(timeIntervalSince1970: 1_800_000_000) },
        sleep: { [self] duration in slept.withLock { $0.append(duration) } }), random: { 7 })
  }

  var log: Log { Log(level: .verbose) { [self] event in said.withLock { $0.append(event) } } }

  func client(attempts: Int = 3) -> AWSClient {
    AWSClient(
      http: HTTPClient(transport: self, environment: environment, log: .silent), environment: environment,
      retry: RetryPolicy(maxAttempts: attempts),
      endpoint: { service throws(Failure) in
        guard let url = WebURL("https://\(service.id).test") else { throw Failure(.internal, "no URL", hint: "-") }
        return AWSEndpoint(url: url, signingRegion: "us-east-1")
      }, authorize: { _ in .none })
  }

  func runtime(attempts: Int = 3) -> BedrockRuntime {
    BedrockRuntime(client: client(attempts: attempts), region: "us-east-1", environment: environment, log: log)
  }

  var control: BedrockControl {
    BedrockControl(client: client(), region: "us-east-1", clock: environment.clock)
  }

  var paths: [String] { requests.withLock { $0.map(\.url.target) } }
}

/// Frames of an event stream, as the service writes them.
enum Frame {
  static func event(_ type: String, _ payload: String) -> [UInt8] {
    make([(":message-type", "event"), (":event-type", type), (":content-type", "application/json")], payload)
  }

  static func exception(_ type: String, _ message: String) -> [UInt8] {
    make([(":message-type", "exception"), (":exception-type", type)], #"{"message":"\#(message)"}"#)
  }

  static func error(_ code: String, _ message: String) -> [UInt8] {
    make([(":message-type", "error"), (":error-code", code), (":error-message", message)], "")
  }

  /// A whole answer of the given pieces of text.
  static func answer(_ pieces: [String], stop: String = "end_turn") -> [[UInt8]] {
    [event("messageStart", #"{"role":"assistant","p":"abc"}"#)]
      + pieces.map { event("contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"\#($0)"},"p":"xy"}"#) }
      + [
        event("contentBlockStop", #"{"contentBlockIndex":0}"#), event("messageStop", #"{"stopReason":"\#(stop)"}"#),
        event("metadata", #"{"usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7},"metrics":{"latencyMs":9}}"#),
      ]
  }

  private static func make(_ headers: [(String, String)], _ payload: String) -> [UInt8] {
    var head: [UInt8] = []
    for (name, value) in headers {
      head +=
        [UInt8(name.utf8.count)] + Array(name.utf8) + [7] + [
          UInt8(value.utf8.count >> 8), UInt8(value.utf8.count & 255),
        ]
      head += Array(value.utf8)
    }
    let body = Array(payload.utf8)
    var frame = big(UInt32(head.count + body.count + 16)) + big(UInt32(head.count))
    frame += big(crc(frame))
    frame += head + body
    return frame + big(crc(frame))
  }

  private static func big(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

/// The failure that `body` ends in.
func failure(of body: () async throws -> Void) async -> Failure? {
  do {
    try await body()
    return nil
  } catch { return error as? Failure }
}
