package import AWS
package import Core
package import Foundation
import HTTP
package import TestSupport

/// A scenario in a temporary home, which is removed with this object.
package final class ScenarioHome: Sendable {
  package static let now = Date(timeIntervalSince1970: 1_800_000_000)

  package let folder: TemporaryFolder
  package let settings: Settings
  package let transport: StubTransport
  private let mfa: String?

  package init(_ scenario: CredentialScenario, now: Date = ScenarioHome.now) throws {
    folder = try TemporaryFolder()
    let path = folder.path
    mfa = scenario.mfa
    func fill(_ text: String) -> String { Placeholders.fill(text, home: path, now: now) }
    var files = scenario.files
    if let dotenv = scenario.dotenv { files[".env"] = dotenv }
    for (name, text) in files {
      try folder.write(fill(text), to: name, mode: scenario.executable.contains(name) ? 0o700 : 0o600)
    }
    var variables = ["HOME": path, "PATH": "/usr/bin:/bin"]
    for (name, value) in scenario.env { variables[name] = fill(value) }
    let environment = Environment.still(
      variables: variables, home: path, workingDirectory: path, clock: TestClock(now.timeIntervalSince1970), random: 0)
    settings = Settings(
      options: scenario.profile.map { [.profile: $0] } ?? [:], environment: environment,
      dotenv: try DotEnvLoader.load(explicit: nil, environment: environment, keys: SettingKey.aws, log: .silent))
    transport = AnswerRule.transport(
      scenario.rules.map { rule in
        var rule = rule
        rule.body = fill(rule.body)
        return rule
      })
  }

  package func session(log: Log = .silent, isOffline: Bool = false) -> AWSSession {
    let mfa = mfa
    let prompt: TerminalPrompt = { (_) throws(Failure) -> String? in mfa }
    return AWSSession(
      settings: settings, http: HTTPClient(transport: transport, environment: settings.environment, log: log),
      log: log, prompt: mfa == nil ? nil : prompt, isOffline: isOffline)
  }

  package var path: String { folder.path }
}
