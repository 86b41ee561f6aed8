import AWS
import Core
import HTTP

extension CommandContext {
  /// An HTTP client with retries and `--debug` traces.
  func httpClient() -> HTTPClient {
    HTTPClient(transport: transport, environment: environment, log: log)
  }

  /// The AWS session of this run. Nothing is read or requested yet.
  func awsSession(_ http: HTTPClient, isOffline: Bool = false) -> AWSSession {
    AWSSession(
      settings: settings, http: http, log: log, prompt: TerminalQuestion.prompt, isOffline: isOffline)
  }
}
