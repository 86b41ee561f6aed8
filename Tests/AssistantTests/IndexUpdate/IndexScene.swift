import AWS
import Core
import Emulator
import Foundation
import HTTP
import Index
import Storyblok
import TestSupport

@testable import Assistant

/// A space and a state folder, updated over real sockets with a clock that does not wait.
struct IndexScene {
  let bedrock: BedrockScene
  let token: StoryblokToken
  /// Moves by sleeping only.
  let clock = TestClock()
  var emulator: Emulator { bedrock.emulator }
  var recorder: LogRecorder { bedrock.recorder }
  var folder: IndexFolder { IndexFolder(bedrock.folder.path("state/index")) }

  init(
    _ scenario: Scenario = Scenario(), token: StoryblokToken = .preview, key: String = "AKIAIOSFODNN7EXAMPLE",
    secret: String = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: String = "us-east-1",
    variables: [String: String] = [:]
  ) throws {
    bedrock = try BedrockScene(scenario, key: key, secret: secret, region: region, variables: variables)
    self.token = token
  }

  /// A new client, as of another run of the program.
  func client() throws -> StoryblokClient {
    var environment = bedrock.environment
    environment.variables["STORYBLOK_TOKEN"] = token.value
    environment.variables["STORYBLOK_SPACE_ID"] = "1023456"
    environment.variables["STORYBLOK_API_BASE"] = emulator.url
    return StoryblokClient(
      configuration: try StoryblokConfiguration(Settings(environment: environment)),
      http: HTTPClient(
        transport: CurlTransport(environment: environment), environment: environment, log: recorder.log),
      environment: environment, log: recorder.log)
  }

  /// The environment of the update: its clock does not wait, but for times that are meant to be longer than anything.
  private var environment: Environment {
    var environment = bedrock.environment
    let virtual = clock.wallClock
    environment.clock = WallClock(
      now: { Date() },
      sleep: { wait in
        if wait >= .seconds(600) { try await Task.sleep(for: .seconds(3600)) } else { try await virtual.sleep(wait) }
      }, uptime: virtual.uptime)
    return environment
  }

  func update() throws -> IndexUpdate {
    IndexUpdate(
      client: try client(), session: bedrock.session, folder: folder, environment: environment,
      builder: "test", log: recorder.log)
  }

  /// A refresher that is never too slow.
  func refresher() throws -> IndexRefresher { IndexRefresher(try update(), patience: .seconds(600)) }

  /// Updates the index.
  @discardableResult
  func run(
    _ model: String? = nil, draft: Bool = false, language: String? = nil, isDryRun: Bool = false
  ) async throws -> IndexReport {
    try await update().run(
      IndexUpdate.Options(
        scope: StoryScope(draft ? .draft : .published, language: language), model: model, isDryRun: isDryRun))
  }

  /// The file as a search opens it.
  func reader(_ version: IndexSubject.Version = .published, language: String? = nil) throws -> IndexReader {
    let family: IndexSubject.Family = token.kind == .preview || token.kind == .public ? .delivery : .management
    let subject = IndexSubject(space: 1_023_456, version: version, language: language, family: family)
    return try IndexReader.open(subject, in: folder, log: recorder.log)
  }
}
