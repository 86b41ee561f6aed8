import AWS
import Core
import Emulator
import Foundation
import HTTP
import TestSupport

@testable import Assistant

/// The emulator, with the session of a run of `sva`, over real sockets.
final class BedrockScene: Sendable {
  let emulator: Emulator
  let session: AWSSession
  let environment: Environment
  let folder: TemporaryFolder
  let recorder = LogRecorder()

  init(
    _ scenario: Scenario = Scenario(), key: String = "AKIAIOSFODNN7EXAMPLE",
    secret: String = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: String = "us-east-1",
    variables: [String: String] = [:]
  ) throws {
    emulator = try Emulator.start(scenario)
    folder = try TemporaryFolder()
    var all = [
      "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_REGION": region,
      "AWS_ENDPOINT_URL": emulator.url, "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_CONFIG_FILE": folder.path("missing"), "AWS_SHARED_CREDENTIALS_FILE": folder.path("missing"),
    ]
    all.merge(variables) { $1 }
    environment = Environment(
      variables: all, home: folder.path, workingDirectory: folder.path,
      clock: WallClock(now: { Date() }, sleep: { _ in }))
    let http = HTTPClient(
      transport: CurlTransport(environment: environment), environment: environment, log: .silent)
    session = AWSSession(settings: Settings(environment: environment), http: http, log: recorder.log)
  }

  var log: Log { recorder.log }
}
