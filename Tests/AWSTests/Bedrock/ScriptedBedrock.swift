import AWS
import Core
import HTTP
import Synchronization
import TestSupport
import Testing

/// Bedrock clients over a stub that responds from a script, in order or by path.
struct ScriptedBedrock {
  let transport: StubTransport
  let clock = TestClock()
  let recorder = LogRecorder()

  init(
    _ script: [StubAnswer], byPath: @escaping @Sendable (Request) -> StubAnswer? = { _ in nil },
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let script = Mutex(script)
    transport = StubTransport(sourceLocation: sourceLocation) { request, _ in
      byPath(request) ?? script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
  }

  private var environment: Environment { .still(clock: clock, random: 7) }

  var log: Log { recorder.log }

  func client(attempts: Int = 3) -> AWSClient {
    AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent), environment: environment,
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

  var requests: [Request] { transport.requests }

  /// The bodies of the requests, as text.
  var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

  var paths: [String] { transport.targets }
}

extension StubAnswer {
  /// A response of Bedrock; with `type`, an error of that type.
  static func bedrock(_ status: Int, _ text: String, type: String? = nil) -> StubAnswer {
    var answer = StubAnswer(status: status, headers: ["x-amzn-RequestId": "r-1"], text: text)
    answer.headers["x-amzn-ErrorType"] = type
    return answer
  }

  /// An event stream of Bedrock; with `interruption`, it ends with that error.
  static func stream(
    _ frames: [[UInt8]], slice: Int = .max, interruption: TransportError.Kind? = nil
  ) -> StubAnswer {
    var answer = StubAnswer(headers: ["x-amzn-RequestId": "r-1"], body: frames.flatMap { $0 })
    answer.slice = slice
    answer.interruption = interruption
    return answer
  }
}
