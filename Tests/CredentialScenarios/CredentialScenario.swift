import TestSupport

/// One scenario of `credential-scenarios.json`: a home, an environment, the responses of the services, botocore's
/// result and the expected result.
package struct CredentialScenario: Decodable, Sendable, CustomStringConvertible {
  package struct Expectation: Decodable, Sendable, Equatable {
    package var source: String?
    package var access_key: String?
    package var secret: String?
    package var token: String?
    package var code: String?

    package init() {}
  }

  /// There is no scenario of that name.
  package struct Unknown: Error {
    /// The name.
    package var name: String
  }

  package var name: String
  package var files: [String: String]
  package var executable: [String]
  package var env: [String: String]
  package var dotenv: String?
  package var profile: String?
  package var mfa: String?
  package var rules: [AnswerRule]
  package var expect: Expectation
  package var reason: String?

  package var description: String { name }

  /// Every scenario.
  package static var all: [CredentialScenario] { get throws { try loaded.get() } }

  private static let loaded = Result { try Fixture("credential-scenarios.json").json(as: [CredentialScenario].self) }

  /// The scenario with the given name.
  package static func named(_ name: String) throws -> CredentialScenario {
    guard let found = try all.first(where: { $0.name == name }) else { throw Unknown(name: name) }
    return found
  }
}
