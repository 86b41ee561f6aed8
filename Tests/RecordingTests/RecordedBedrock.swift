import AWS
import Core
import HTTP
import TestSupport
import Testing

/// A runtime client that gets one recorded answer.
struct RecordedBedrock {
  private let transport: StubTransport
  private let environment = Environment.still()

  /// - Parameter slice: the largest number of bytes of a stream that arrive at once.
  init(_ recording: Recording, slice: Int) {
    var headers: Headers = [:]
    for (name, value) in recording.headers { headers[name] = value }
    var answer = StubAnswer(status: recording.status, headers: headers, body: recording.bytes)
    answer.slice = slice
    transport = StubTransport([answer])
  }

  /// The answer to a request, as a whole and as the pieces of text that a stream gave.
  func answer(_ recording: Recording) async throws(Failure) -> (response: ConverseResponse, pieces: String) {
    let runtime = BedrockRuntime(client: client, region: "us-east-1", environment: environment, log: .silent)
    let request = ConverseRequest(
      model: ModelChoice(requested: recording.model, used: recording.model), messages: [.user("Hi")])
    guard recording.operation == "ConverseStream" else {
      let response = try await runtime.converse(request)
      return (response, response.message.text)
    }
    var pieces = ""
    let response = try await runtime.converseStream(request) { piece throws(Failure) in pieces += piece }
    return (response, pieces)
  }

  private var client: AWSClient {
    AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent), environment: environment,
      retry: RetryPolicy(maxAttempts: 1),
      endpoint: { service throws(Failure) in
        guard let url = WebURL("https://\(service.id).test") else { throw Failure(.internal, "no URL", hint: "-") }
        return AWSEndpoint(url: url, signingRegion: "us-east-1")
      }, authorize: { _ in .none })
  }
}
