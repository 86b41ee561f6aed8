import AWS
import Core
import Emulator
import Foundation
import HTTP
import Synchronization

@testable import Assistant

/// The emulator as a run of `sva` sees it, over real sockets.
final class BedrockScene: Sendable {
  let emulator: Emulator
  let session: AWSSession
  let environment: Environment
  let log = Log(level: .verbose) { _ in }

  init(
    _ scenario: Scenario = Scenario(), key: String = "AKIAIOSFODNN7EXAMPLE",
    secret: String = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: String = "us-east-1",
    variables: [String: String] = [:]
  ) throws {
    emulator = try Emulator.start(scenario)
    var all = [
      "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_REGION": region,
      "AWS_ENDPOINT_URL": emulator.url, "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
    ]
    all.merge(variables) { $1 }
    environment = Environment(
      variables: all, home: "/nonexistent", workingDirectory: "/nonexistent",
      clock: WallClock(now: { Date() }, sleep: { _ in }))
    let http = HTTPClient(
      transport: CurlTransport(environment: environment), environment: environment, log: .silent)
    session = AWSSession(settings: Settings(environment: environment), http: http, log: log)
  }
}
