import Core
import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The AWS CLI's cache of role credentials (`~/.aws/cli/cache`), with the same format and file names, so that an MFA
/// code entered for one tool is used by the other too.
struct CredentialCache: Sendable {
  /// Credentials that expire in less than this are not returned, in seconds.
  static let window = 900.0

  private let folder: String
  /// Whether what is stored has expired in spite of its date.
  private let isRenewal: Bool
  private let environment: Environment
  private let log: Log

  /// The cache in the home folder; nil if there is no home folder.
  init?(_ context: ProviderContext) {
    guard let home = context.environment.home else { return nil }
    folder = home + "/.aws/cli/cache"
    isRenewal = context.isRenewal
    environment = context.environment
    log = context.log
  }

  /// The credentials under `key`; nil if there are none, they expire soon, or the file is damaged.
  func read(_ key: String, from origin: CredentialOrigin) -> ResolvedCredentials? {
    guard !isRenewal else { return nil }
    let path = folder + "/" + key + ".json"
    guard let bytes = (try? CredentialFile.read(path, limit: 256 << 10)) ?? nil else { return nil }
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)),
      let end = Timestamp.parse(file.Credentials.Expiration)
    else {
      log.note("the cache file \(path) is damaged: it is ignored and will be written anew")
      return nil
    }
    guard end.timeIntervalSince(environment.clock.now()) >= Self.window else { return nil }
    let set = file.Credentials
    let credentials = Credentials(
      accessKeyID: set.AccessKeyId, secretAccessKey: Secret(set.SecretAccessKey),
      sessionToken: Secret(set.SessionToken), expiration: end, accountID: set.AccountId)
    do throws(Failure) { return try ResolvedCredentials(credentials, from: origin) } catch {
      log.note("the cache file \(path) is ignored and will be written anew: \(error.sentence)")
      return nil
    }
  }

  private struct File: Decodable {
    struct Set: Decodable {
      var AccessKeyId: String
      var SecretAccessKey: String
      var SessionToken: String
      var Expiration: String
      var AccountId: String?
    }
    var Credentials: Set
  }

  /// Stores the credentials of an assumed role.
  func write(_ key: String, _ role: AssumedRole) {
    var json = JSONWriter()
    json.object { json in
      self.set(role.credentials, &json)
      json.key("AssumedRoleUser")
      json.object { json in
        json.member("AssumedRoleId", role.roleID)
        json.member("Arn", role.arn)
      }
      json.key("ResponseMetadata")
      json.object { json in
        json.member("RequestId", role.requestID)
        json.member("HTTPStatusCode", 200)
      }
    }
    store(key, json.bytes)
  }

  /// Stores the credentials of an SSO role.
  func write(_ key: String, sso credentials: Credentials) {
    var json = JSONWriter()
    json.object { json in
      json.member("ProviderType", "sso")
      self.set(credentials, &json)
    }
    store(key, json.bytes)
  }

  private func set(_ credentials: Credentials, _ json: inout JSONWriter) {
    json.key("Credentials")
    json.object { json in
      json.member("AccessKeyId", credentials.accessKeyID)
      json.member("SecretAccessKey", credentials.secretAccessKey.reveal())
      json.member("SessionToken", credentials.sessionToken?.reveal())
      json.member("Expiration", credentials.expiration.map(Timestamp.text))
      if let account = credentials.accountID { json.member("AccountId", account) }
    }
  }

  /// A failure to write the cache is not a failure of the run.
  private func store(_ key: String, _ bytes: [UInt8]) {
    do throws(Failure) {
      try CredentialFile.write(bytes, to: folder + "/" + key + ".json", environment, log)
    } catch {
      log.note("credentials are not cached: \(error.sentence)")
    }
  }

  /// The file name for a role: SHA-1 of Python's JSON of the request, without a generated session name.
  static func key(role: AssumeRoleRequest) -> String {
    var members: [String] = []
    if let duration = role.duration { members.append("\"DurationSeconds\": \(duration)") }
    if let id = role.externalID { members.append("\"ExternalId\": " + PythonJSON.quote(id)) }
    members.append("\"RoleArn\": " + PythonJSON.quote(role.roleARN))
    if let name = role.sessionName { members.append("\"RoleSessionName\": " + PythonJSON.quote(name)) }
    if let serial = role.mfaSerial { members.append("\"SerialNumber\": " + PythonJSON.quote(serial)) }
    return sha1("{" + members.joined(separator: ", ") + "}")
  }

  /// The file name for an SSO role: SHA-1 of compact JSON.
  static func key(sso: SSOProfile) -> String {
    var text =
      "{\"accountId\":" + PythonJSON.quote(sso.account) + ",\"roleName\":" + PythonJSON.quote(sso.role)
    text += sso.session.map { ",\"sessionName\":" + PythonJSON.quote($0) } ?? ""
    if sso.session == nil { text += ",\"startUrl\":" + PythonJSON.quote(sso.startURL) }
    return sha1(text + "}")
  }

  /// SHA-1 in lower-case hexadecimal, used for file names only.
  static func sha1(_ text: String) -> String { Hex.lower(Insecure.SHA1.hash(data: Array(text.utf8))) }
}
