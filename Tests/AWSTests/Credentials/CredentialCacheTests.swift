import Core
import Crypto
import CredentialScenarios
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS

/// Writes and reads the AWS CLI's caches.
@Suite(.serialized) struct CredentialCacheTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func credentialCache_hasTheAWSCLIsFileNames() {
    let key = CredentialCache.key(role: AssumeRoleRequest(roleARN: "arn:aws:iam::111122223333:role/app"))
    #expect(key == "f762dc5e1f7f7fd202472e3297a43f4902ec911f")
  }

  /// The form of Python's `json.dumps`; file names are hashes of it.
  @Test func pythonJSON_quotesAsPython() {
    #expect(PythonJSON.quote("a\"\\\n\u{7F}~é") == #""a\"\\\n\u007f~\u00e9""#)
  }

  @Test func credentialCache_storesAnAssumedRole() async throws {
    let home = try ScenarioHome(CredentialScenario.named("role: source profile"))
    let first = try await home.session().credentials()
    let names = try home.folder.names(in: ".aws/cli/cache")
    #expect(names.count == 1)
    #expect(home.folder.mode(of: ".aws/cli/cache/" + names[0]) == 0o600)
    let file = try object(try home.folder.text(".aws/cli/cache/" + names[0]))
    let set = try #require(file["Credentials"] as? [String: String])
    #expect(set["Expiration"] == "2027-01-15T09:00:00Z")
    #expect(set["AccountId"] == "111122223333")
    #expect((file["AssumedRoleUser"] as? [String: String])?["Arn"] == "arn:aws:sts::111122223333:assumed-role/r/s")
    #expect(try await home.session().credentials() == first)
    #expect(home.transport.requests.count == 1)
  }

  @Test func ssoProvider_storesARenewedToken() async throws {
    let home = try ScenarioHome(CredentialScenario.named("sso: expired, refreshed"))
    _ = try await home.session().credentials()
    let name = ".aws/sso/cache/" + CredentialCache.sha1("corp") + ".json"
    let file = try object(try home.folder.text(name))
    #expect(file["expiresAt"] as? String == "2027-01-15T16:00:00Z")
    #expect(file["clientId"] as? String == "cid")
    #expect(file["registrationExpiresAt"] as? String == "2027-01-16T08:00:00Z")
    #expect((file["refreshToken"] as? String)?.isEmpty == false)
    #expect(file["startUrl"] as? String == "https://d-1.awsapps.com/start")
    #expect(home.folder.mode(of: name) == 0o600)
  }

  @Test func loginProvider_storesARotatedToken() async throws {
    let scenario = try CredentialScenario.named("login: refreshed")
    let home = try ScenarioHome(scenario)
    let resolved = try await home.session().credentials()
    #expect(resolved.credentials.accountID == "111122223333")
    let name = try #require(scenario.files.keys.first { $0.hasPrefix(".aws/login") })
    let file = try object(try home.folder.text(name))
    let before = try object(
      Placeholders.fill(try #require(scenario.files[name]), home: home.path, now: ScenarioHome.now))
    #expect(file["refreshToken"] as? String != before["refreshToken"] as? String)
    #expect(file["dpopKey"] as? String == before["dpopKey"] as? String)
    let set = try #require(file["accessToken"] as? [String: Any])
    #expect(set["accessKeyId"] as? String == resolved.credentials.accessKeyID)
    #expect(set["expiresAt"] as? String == "2027-01-15T08:15:00Z")
    #expect(set["accountId"] as? String == "111122223333")
    #expect(home.folder.mode(of: name) == 0o600)
  }

  @Test func dpop_verifies() async throws {
    let home = try ScenarioHome(CredentialScenario.named("login: refreshed"))
    _ = try await home.session().credentials()
    let proof = try #require(home.transport.requests.first?.headers["DPoP"])
    let parts = proof.split(separator: ".").map(String.init)
    #expect(parts.count == 3)
    func bytes(_ text: String) throws -> Data {
      let base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
      return try #require(Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)))
    }
    let header = try object(String(decoding: try bytes(parts[0]), as: UTF8.self))
    #expect(header["typ"] as? String == "dpop+jwt")
    #expect(header["alg"] as? String == "ES256")
    let jwk = try #require(header["jwk"] as? [String: String])
    let payload = try object(String(decoding: try bytes(parts[1]), as: UTF8.self))
    #expect(payload["htm"] as? String == "POST")
    #expect(payload["htu"] as? String == "http://127.0.0.1:1/signin/v1/token")
    #expect(payload["iat"] as? Int == 1_800_000_000)
    #expect((payload["jti"] as? String)?.count == 36)
    let point = try bytes(try #require(jwk["x"])) + bytes(try #require(jwk["y"]))
    let key = try P256.Signing.PublicKey(rawRepresentation: point)
    let signature = try P256.Signing.ECDSASignature(rawRepresentation: bytes(parts[2]))
    #expect(key.isValidSignature(signature, for: Data((parts[0] + "." + parts[1]).utf8)))
  }

  @Test func awsSession_resolvesOnceForConcurrentCallers() async throws {
    let home = try ScenarioHome(CredentialScenario.named("web: variables"))
    let session = home.session()
    let keys = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<50 { group.addTask { try? await session.credentials().credentials.accessKeyID } }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(Set(keys).count == 1 && keys.count == 50 && keys[0] != nil)
    #expect(home.transport.requests.count == 1)
  }

  @Test func awsSession_makesNoRequestForStaticKeys() async throws {
    let home = try ScenarioHome(CredentialScenario.named("file: default"))
    _ = try await home.session().credentials()
    #expect(home.transport.requests.isEmpty)
  }

  /// A cancelled search must not be cached as the platform's result.
  @Test(arguments: [["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/"], [:]])
  func awsSession_doesNotCacheACancelledSearch(variables: [String: String]) async throws {
    let folder = try TemporaryFolder()
    let environment = Environment(variables: variables.merging(["BOTO_CONFIG": folder.path("missing")]) { $1 })
    let transport = StubTransport { _, _ in .failure(.cancelled) }
    let http = HTTPClient(transport: transport, environment: environment, log: .silent)
    let session = AWSSession(settings: Settings(environment: environment), http: http)
    guard case .failed(let failure) = await session.resolution().result else {
      Issue.record("credentials out of nothing")
      return
    }
    #expect(failure.code == .interrupted)
  }

  @Test func once_repeatsWorkThatIsNotFinal() async {
    let once = Once<Int>()
    #expect(await once.value(isFinal: { $0 > 1 }) { 1 } == 1)
    #expect(await once.value(isFinal: { $0 > 1 }) { 2 } == 2)
    #expect(await once.value { 3 } == 2)
  }
}
