import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A token of `aws sso login` as the AWS tools cache it in `~/.aws/sso/cache`.
struct SSOToken: Sendable, Equatable {
  var accessToken: Secret
  var expiresAt: Date
  var clientID: String?
  var clientSecret: Secret?
  var registrationExpiresAt: String?
  var refreshToken: Secret?

  /// The secrets in it.
  var secrets: [Secret] { [accessToken, clientSecret, refreshToken].compactMap { $0 } }

  /// Parses a cache file.
  ///
  /// - Throws: `Failure` with code `provider_failed` if it is damaged.
  init(_ bytes: [UInt8], path: String, login: Remedy.Shell) throws(Failure) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), let token = file.accessToken,
      let end = file.expiresAt.flatMap(Timestamp.parse)
    else {
      throw Failure(
        .providerFailed, "the SSO token file \(path) is damaged: accessToken or expiresAt is missing",
        hint: .run(login))
    }
    accessToken = Secret(token)
    expiresAt = end
    clientID = file.clientId
    clientSecret = file.clientSecret.map(Secret.init)
    registrationExpiresAt = file.registrationExpiresAt
    refreshToken = file.refreshToken.map(Secret.init)
  }

  private struct File: Decodable {
    var accessToken: String?
    var expiresAt: String?
    var clientId: String?
    var clientSecret: String?
    var registrationExpiresAt: String?
    var refreshToken: String?
  }

  /// The content of the cache file, in the AWS CLI's form.
  func json(startURL: String, region: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("startUrl", startURL)
      json.member("region", region)
      json.member("accessToken", accessToken.reveal())
      json.member("expiresAt", Timestamp.text(expiresAt))
      if let clientID { json.member("clientId", clientID) }
      if let clientSecret { json.member("clientSecret", clientSecret.reveal()) }
      if let registrationExpiresAt { json.member("registrationExpiresAt", registrationExpiresAt) }
      if let refreshToken { json.member("refreshToken", refreshToken.reveal()) }
    }
    return json.bytes
  }

  /// Whether it may be renewed: all four parts of its client registration are present, and it has not expired.
  func isRefreshable(now: Date) -> Bool {
    guard clientID != nil, clientSecret != nil, refreshToken != nil,
      let end = registrationExpiresAt.flatMap(Timestamp.parse)
    else { return false }
    return end > now
  }
}
