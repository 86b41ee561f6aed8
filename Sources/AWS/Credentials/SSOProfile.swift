import Core

/// The IAM Identity Center configuration of a profile: account, role and portal.
struct SSOProfile: Sendable, Equatable {
  var profile: String
  var account: String
  var role: String
  var startURL: String
  var region: String
  /// The name of its `[sso-session NAME]`; nil in the legacy form.
  var session: String?
  /// The scopes of its `[sso-session NAME]`; nil in the legacy form, empty if it names none.
  var scopes: [String]?
  /// The origin of the role name.
  var origin: Origin

  /// The name of its token file: SHA-1 of the session's name, or of the start URL in the legacy form.
  var tokenFile: String { CredentialCache.sha1(session ?? startURL) + ".json" }

  /// The remedy for a session whose scopes do not allow to get credentials, or to renew its token; nil if they do.
  ///
  /// Source: docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html, `sso_registration_scopes`: without
  /// `sso:account:access` there is no refresh token.
  var scopeRemedy: Remedy? {
    guard let session, let scopes, !scopes.contains("sso:account:access") else { return nil }
    let add = "sso_registration_scopes = sso:account:access"
    return scopes.isEmpty
      ? "[sso-session \(session)] names no scopes, so its token is not renewed: add \(add) there and log in again"
      : "the scopes of [sso-session \(session)] lack sso:account:access, which role credentials need: add it to "
        + "sso_registration_scopes and log in again"
  }

  /// The command that logs in.
  var login: Remedy.Shell { .ssoLogin(profile: profile == "default" ? nil : profile) }

  /// Reads a profile; nil if it has no SSO configuration. Either of account and role makes it an SSO profile.
  ///
  /// - Throws: `Failure` with code `bad_config` if a value is missing or contradicts another.
  init?(_ profile: Profile, files: SharedFiles) throws(Failure) {
    let keys = ["sso_account_id", "sso_role_name", "sso_start_url", "sso_region"]
    guard profile.value(keys[0]) != nil || profile.value(keys[1]) != nil else { return nil }
    var values = keys.map { profile.value($0) }
    let reference = profile.value("sso_session")
    scopes = nil
    if let reference {
      guard let section = files.ssoSession(reference.value) else {
        throw Failure(
          .badConfig, "there is no [sso-session \(reference.value)] (\(reference.origin.place))",
          hint: files.ssoSessionNames.isEmpty
            ? .run(.aws("configure", "sso"))
            : "the sso-sessions there are: \(files.ssoSessionNames.joined(separator: ", "))")
      }
      let named = section["sso_registration_scopes"]?.text ?? ""
      scopes = named.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
      for (index, key) in keys.enumerated() {
        guard let entry = section[key], !entry.text.isEmpty else { continue }
        if let own = values[index], own.value != entry.text {
          throw Failure(
            .badConfig, "\(key) differs between profile \(profile.name) and [sso-session \(reference.value)]",
            hint: "remove \(key) from the profile: \(own.origin.place)")
        }
        values[index] = Setting(entry.text, from: entry.origin)
      }
    }
    let missing = zip(keys, values).filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty, let account = values[0], let role = values[1], let start = values[2],
      let region = values[3]
    else {
      throw Failure(
        .badConfig,
        "profile \(profile.name) is configured for SSO but lacks \(missing.joined(separator: ", "))",
        hint: .run(.aws("configure", "sso", profile: profile.name)))
    }
    for setting in [account, role, start, region] { try BareText.check(setting) }
    self.profile = profile.name
    self.account = account.value
    self.role = role.value
    startURL = start.value
    self.region = region.value
    session = reference?.value
    origin = role.origin
  }
}
