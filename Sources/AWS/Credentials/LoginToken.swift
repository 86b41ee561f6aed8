import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A cached session of `aws login`.
struct LoginToken: Sendable, Equatable {
  var credentials: Credentials
  var expiresAt: Date
  var refreshToken: Secret
  var clientID: String
  var dpopKey: Secret
  var idToken: Secret?
  var tokenType: String?

  /// Adds its secrets to those of the run.
  func add(to secrets: KnownSecrets) {
    credentials.add(to: secrets)
    for secret in [refreshToken, dpopKey, idToken] { secrets.add(secret) }
    // The lines of the key, each of which is secret.
    secrets.add(dpopKey.reveal().split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("-----") })
  }

  /// Parses a cache file.
  ///
  /// - Throws: `Failure` with code `provider_failed` that names the missing members.
  init(_ bytes: [UInt8], login: Remedy.Shell) throws(Failure) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)) else {
      throw Failure(.providerFailed, "the cached session of aws login is damaged", hint: .run(login))
    }
    let present: [(String, Bool)] = [
      ("accessToken", file.accessToken != nil), ("refreshToken", file.refreshToken != nil),
      ("clientId", file.clientId != nil), ("dpopKey", file.dpopKey != nil),
    ]
    guard let set = file.accessToken, let refresh = file.refreshToken, let client = file.clientId,
      let key = file.dpopKey, let end = Timestamp.parse(set.expiresAt)
    else {
      let missing = present.filter { !$0.1 }.map(\.0)
      throw Failure(
        .providerFailed,
        "the cached session of aws login "
          + (missing.isEmpty
            ? "has an expiresAt that is no date" : "lacks \(missing.joined(separator: ", "))"),
        hint: .run(login))
    }
    expiresAt = end
    credentials = Credentials(
      accessKeyID: set.accessKeyId, secretAccessKey: Secret(set.secretAccessKey),
      sessionToken: Secret(set.sessionToken), expiration: end, accountID: set.accountId)
    refreshToken = Secret(refresh)
    clientID = client
    dpopKey = Secret(key)
    idToken = file.idToken.map(Secret.init)
    tokenType = file.tokenType
  }

  private struct File: Decodable {
    struct Set: Decodable {
      var accessKeyId: String
      var secretAccessKey: String
      var sessionToken: String
      var accountId: String?
      var expiresAt: String
    }
    var accessToken: Set?
    var refreshToken: String?
    var clientId: String?
    var dpopKey: String?
    var idToken: String?
    var tokenType: String?
  }

  /// The content of the cache file.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("accessToken")
      json.object { json in
        json.member("accessKeyId", credentials.accessKeyID)
        json.member("secretAccessKey", credentials.secretAccessKey.reveal())
        json.member("sessionToken", credentials.sessionToken?.reveal())
        json.member("accountId", credentials.accountID)
        json.member("expiresAt", Timestamp.text(expiresAt))
      }
      json.member("refreshToken", refreshToken.reveal())
      if let tokenType { json.member("tokenType", tokenType) }
      json.member("clientId", clientID)
      json.member("dpopKey", dpopKey.reveal())
      if let idToken { json.member("idToken", idToken.reveal()) }
    }
    return json.bytes
  }
}
