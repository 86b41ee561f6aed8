import AWS
import Core
import HTTP

extension CommandContext {
  /// The way to the network, with retries and `--debug`.
  func httpClient() -> HTTPClient {
    HTTPClient(transport: transport, environment: environment, log: log)
  }

  /// The run's view of AWS; nothing is read or asked yet.
  func awsSession(_ http: HTTPClient, isOffline: Bool = false) -> AWSSession {
    AWSSession(
      settings: settings, http: http, log: log, prompt: TerminalQuestion.prompt, isOffline: isOffline)
  }
}
