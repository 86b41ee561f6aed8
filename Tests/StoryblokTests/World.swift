import Core
import Foundation
import HTTP
import Synchronization

@testable import Storyblok

/// Clients over a stub, in a world whose clock stands still unless somebody waits.
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
    _ variables: [String: String] = [:], log: Log = .silent
  ) throws(Failure) -> StoryblokClient {
    let environment = environment()
    return StoryblokClient(
      configuration: try configuration(token: token, space: space, variables),
      http: HTTPClient(transport: transport, environment: environment, log: log), environment: environment,
      log: log)
  }

  /// Waiting takes no time and moves the clock.
  static func environment() -> Environment {
    let time = Time()
    return Environment(
      clock: WallClock(
        now: { Date(timeIntervalSince1970: time.seconds.withLock { $0 }) },
        sleep: { wait in time.seconds.withLock { $0 += wait.seconds } }), random: { 1 << 63 })
  }

  private final class Time: Sendable {
    let seconds = Mutex(1_000_000.0)
  }
}

/// What was logged.
final class Journal: Sendable {
  private let events = Mutex<[Log.Event]>([])
  var log: Log { Log(level: .debug) { [self] event in events.withLock { $0.append(event) } } }
  var all: [Log.Event] { events.withLock { $0 } }
  var warnings: [String] { all.compactMap { if case .warning(let text) = $0 { text } else { nil } } }
  var notes: [String] { all.compactMap { if case .note(let text) = $0 { text } else { nil } } }
}

/// Files beside the tests.
enum Fixture {
  static func text(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures")
    return String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }
}

/// The failure that `body` throws; nil when it throws none.
func failure<Value>(_ body: () async throws -> Value) async -> Failure? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? Failure
  }
}
