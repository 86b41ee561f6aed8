import Core
import HTTP
import TestSupport

@testable import Storyblok

/// Clients over a stub, with a clock that moves only by sleeping.
enum World {
  static let personal = "example-personal-token-0123456789-abcdefgh"
  static let delivery = "ExamplePreviewToken00ptt"

  static func configuration(
    token: String = personal, space: String? = "1023456", _ variables: [String: String] = [:]
  ) throws(Failure) -> StoryblokConfiguration {
    var all = variables
    all["STORYBLOK_TOKEN"] = token
    all["STORYBLOK_SPACE_ID"] = space
    return try StoryblokConfiguration(Settings(environment: Environment(variables: all)))
  }

  static func client(
    _ transport: StubTransport, token: String = personal, space: String? = "1023456",
    _ variables: [String: String] = [:], stateFolder: String? = nil, log: Log = .silent
  ) throws(Failure) -> StoryblokClient {
    let environment = Environment.still()
    return StoryblokClient(
      configuration: try configuration(token: token, space: space, variables),
      http: HTTPClient(transport: transport, environment: environment, log: log), environment: environment,
      log: log, stateFolder: stateFolder)
  }
}
