import AWS
import Core
import Emulator
import Foundation
import HTTP
import TestSupport

@testable import Assistant

/// The emulator as a run of `sva` sees it, over real sockets.
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
    session = AWSSession(settings: Settings(environment: environment), http: http)
  }

  var log: Log { recorder.log }

  func control(_ region: String? = nil) throws(Failure) -> BedrockControl {
    let own = try session.region().value
    return BedrockControl(client: try session.client(in: region), region: region ?? own, clock: environment.clock)
  }

  func resolver() throws(Failure) -> ModelResolver {
    ModelResolver(control: try control(), region: try session.region().value, log: log)
  }

  func runtime() throws(Failure) -> BedrockRuntime {
    BedrockRuntime(
      client: try session.client, region: try session.region().value, environment: environment, log: log)
  }

  var testDoors: TestBedrock.Doors {
    TestBedrock.Doors(
      credentials: { () throws(Failure) in
        try await self.session.credentials().origin.detail
      },
      identity: { () throws(Failure) in
        try await STS(client: try self.session.client, environment: self.environment, origin: nil).callerIdentity().arn
      },
      resolver: { () throws(Failure) in try self.resolver() }, runtime: { () throws(Failure) in try self.runtime() })
  }
}
