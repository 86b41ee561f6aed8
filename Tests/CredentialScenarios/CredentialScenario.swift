package import AWS
package import Core
package import Foundation
package import HTTP
import Synchronization

/// One scenario of `credential-scenarios.json`: a home, an environment and the answers of the services, with what
/// botocore resolved there and what must be resolved here.
package struct CredentialScenario: Decodable, Sendable, CustomStringConvertible {
  package struct Expectation: Decodable, Sendable, Equatable {
    package var source: String?
    package var access_key: String?
    package var secret: String?
    package var token: String?
    package var code: String?

    package init() {}
  }

  package var name: String
  package var files: [String: String]
  package var executable: [String]
  package var env: [String: String]
  package var dotenv: String?
  package var profile: String?
  package var mfa: String?
  package var rules: [StubTransport.Rule]
  package var expect: Expectation
  package var reason: String?

  package var description: String { name }

  package static let all: [CredentialScenario] = load()

  private static func load() -> [CredentialScenario] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("AWSTests/Fixtures/credential-scenarios.json")
    return (try? JSONDecoder().decode([CredentialScenario].self, from: Data(contentsOf: file))) ?? []
  }

  /// The scenario with the given name.
  package static func named(_ name: String) throws -> CredentialScenario {
    guard let found = all.first(where: { $0.name == name }) else { throw CocoaError(.fileNoSuchFile) }
    return found
  }
}

/// A scenario set up in a temporary home, which is removed with it.
package final class ScenarioHome: Sendable {
  package static let now = Date(timeIntervalSince1970: 1_800_000_000)

  package let path: String
  package let settings: Settings
  package let transport: StubTransport
  private let mfa: String?

  package init(_ scenario: CredentialScenario, now: Date = ScenarioHome.now) throws {
    let path = FileManager.default.temporaryDirectory.path + "/sva-" + UUID().uuidString
    self.path = path
    mfa = scenario.mfa
    func fill(_ text: String) -> String { Placeholders.fill(text, home: path, now: now) }
    var files = scenario.files
    if let dotenv = scenario.dotenv { files[".env"] = dotenv }
    for (name, text) in files {
      let place = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(fill(text).utf8).write(to: place)
      let mode = scenario.executable.contains(name) ? 0o700 : 0o600
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.path)
    }
    if files.isEmpty {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    var variables = ["HOME": path, "PATH": "/usr/bin:/bin"]
    for (name, value) in scenario.env { variables[name] = fill(value) }
    let environment = Environment(
      variables: variables, home: path, workingDirectory: path,
      clock: WallClock(now: { now }, sleep: { _ in }), random: { 0 })
    settings = Settings(
      options: scenario.profile.map { [.profile: $0] } ?? [:], environment: environment,
      dotenv: try DotEnvLoader.load(explicit: nil, environment: environment, keys: SettingKey.aws, log: .silent))
    transport = StubTransport(
      rules: scenario.rules.map { rule in
        var rule = rule
        rule.body = fill(rule.body)
        return rule
      })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func session(log: Log = .silent, isOffline: Bool = false) -> AWSSession {
    var prompt: TerminalPrompt?
    if let mfa { prompt = { (_) throws(Failure) -> String? in mfa } }
    return AWSSession(
      settings: settings, http: HTTPClient(transport: transport, environment: settings.environment, log: log),
      log: log, prompt: prompt, isOffline: isOffline)
  }

  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}

/// The placeholders of the scenarios.
package enum Placeholders {
  package static func fill(_ text: String, home: String, now: Date) -> String {
    var out = text.replacingOccurrences(of: "{SERVER}", with: "http://127.0.0.1:1")
      .replacingOccurrences(of: "{HOME}", with: home)
    let renderers: [(String, (Date) -> String)] = [
      ("{T+", { Timestamp.text($0) }), ("{MS+", { String(Int($0.timeIntervalSince1970 * 1000)) }),
    ]
    for (mark, render) in renderers {
      while let start = out.range(of: mark),
        let end = out.range(of: "}", range: start.upperBound..<out.endIndex),
        let seconds = Double(out[start.upperBound..<end.lowerBound])
      {
        var value = render(now.addingTimeInterval(seconds))
        var until = end.upperBound
        if out[until...].hasPrefix("!UTC") {
          until = out.index(until, offsetBy: 4)
          value = value.dropLast() + "UTC"
        }
        out.replaceSubrange(start.lowerBound..<until, with: value)
      }
    }
    return out
  }
}

/// Answers requests by rules, as the generator's server does; what no rule answers is a 404.
package final class StubTransport: Transport {
  package struct Rule: Decodable, Sendable {
    package var method: String
    package var path: String
    package var match: String?
    package var header: String?
    package var status: Int
    package var headers: [String: String]
    package var body: String
    package var times: Int?

    package init(
      method: String, path: String, match: String? = nil, header: String? = nil, status: Int,
      headers: [String: String] = [:], body: String, times: Int? = nil
    ) {
      self.method = method
      self.path = path
      self.match = match
      self.header = header
      self.status = status
      self.headers = headers
      self.body = body
      self.times = times
    }
  }

  private let rules: Mutex<[Rule]>
  private let seen = Mutex<[Request]>([])

  package init(rules: [Rule]) { self.rules = Mutex(rules) }

  package var requests: [Request] { seen.withLock { $0 } }

  package func send(_ request: Request) async throws(TransportError) -> Response {
    seen.withLock { $0.append(request) }
    guard let rule = take(request) else { return Response(status: 404, url: request.url) }
    var headers: Headers = [:]
    for (name, value) in rule.headers { headers[name] = value }
    return Response(status: rule.status, headers: headers, body: Array(rule.body.utf8), url: request.url)
  }

  package func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    let response = try await send(request)
    let body = Mutex<[UInt8]?>(response.body)
    return StreamingResponse(
      status: response.status, headers: response.headers,
      body: ByteStream { () async throws(TransportError) in
        body.withLock { bytes in
          defer { bytes = nil }
          return bytes
        }
      }, url: response.url)
  }

  private func take(_ request: Request) -> Rule? {
    let body = String(decoding: request.body, as: UTF8.self)
    return rules.withLock { rules in
      for index in rules.indices {
        let rule = rules[index]
        guard rule.method == request.method, request.url.target.hasPrefix(rule.path), rule.times != 0 else {
          continue
        }
        if let match = rule.match, !body.contains(match) { continue }
        if let header = rule.header {
          let parts = header.components(separatedBy: ": ")
          guard let value = request.headers[parts[0]], parts.count == 1 || parts[1] == value else { continue }
        }
        if let times = rule.times { rules[index].times = times - 1 }
        return rule
      }
      return nil
    }
  }
}
