import Core

/// The chain of roles from a profile with `role_arn` to the source credentials. It is computed from the files before
/// any request.
struct RolePlan: Sendable, Equatable {
  /// One role to assume.
  struct Hop: Sendable, Equatable {
    var profile: String
    var request: AssumeRoleRequest
    /// The origin of `role_arn`.
    var origin: Origin
    /// The ids of the request with their origins, to be checked before it is sent.
    var identifiers: [Setting<String>]
  }

  /// The source of the first signature.
  enum Base: Sendable, Equatable {
    case profile(String, from: Origin)
    case source(Source, profile: String)
  }

  /// The values of `credential_source`.
  enum Source: String, Sendable, CaseIterable {
    case environment = "Environment"
    case instanceMetadata = "Ec2InstanceMetadata"
    case container = "EcsContainer"
  }

  /// The roles, from the last to be assumed to the first.
  var hops: [Hop]
  var base: Base

  /// The plan of a profile that assumes a role.
  ///
  /// - Throws: `Failure`: `partial_credentials` without a source, `bad_config` for two sources, a source that does not
  ///   exist, an unknown `credential_source` or a loop.
  init(_ profile: Profile, files: SharedFiles) throws(Failure) {
    hops = []
    var profile = profile
    var visited = [profile.name]
    while true {
      hops.append(try Self.hop(profile))
      switch (profile.value("source_profile"), profile.value("credential_source")) {
      case (nil, nil):
        throw CredentialFailures.partial(
          "profile \(profile.name)", has: "role_arn", lacks: "source_profile or credential_source",
          hint:
            "add source_profile = NAME (whose credentials may assume the role) or credential_source = Environment"
        )
      case (_?, _?):
        throw Failure(
          .badConfig, "profile \(profile.name) has both source_profile and credential_source",
          hint: "keep the one that is meant, remove the other")
      case (nil, let named?):
        guard let source = Source(rawValue: named.value) else {
          throw Failure(
            .badConfig, "credential_source of profile \(profile.name) is none: \(named.origin.place)",
            hint: "use one of \(Source.allCases.map(\.rawValue).joined(separator: ", ")), spelled exactly so")
        }
        base = .source(source, profile: profile.name)
        return
      case (let named?, nil):
        guard let source = files.profile(named.value) else {
          throw Failure(
            .badConfig, "source_profile \(named.value) does not exist: \(named.origin.place)",
            hint: CredentialFailures.existing(files, like: named.value, except: profile.name))
        }
        let isItself = source.name == profile.name
        if visited.contains(source.name), !(isItself && source.hasStaticKeys) {
          throw Failure(
            .badConfig,
            "the source_profile chain runs in a circle: \((visited + [source.name]).joined(separator: " → "))",
            hint: "let the last of them name a profile with keys of its own: \(named.origin.place)")
        }
        visited.append(source.name)
        if source.hasStaticKeys || !source.assumesRole {
          base = .profile(source.name, from: named.origin)
          return
        }
        profile = source
      }
    }
  }

  private static func hop(_ profile: Profile) throws(Failure) -> Hop {
    guard let role = profile.value("role_arn") else {
      throw Failure(.badConfig, "profile \(profile.name) has no role_arn", hint: "add role_arn to it")
    }
    let (session, external) = (profile.value("role_session_name"), profile.value("external_id"))
    let mfa = profile.value("mfa_serial")
    let request = AssumeRoleRequest(
      roleARN: role.value, sessionName: session?.value, externalID: external?.value, mfaSerial: mfa?.value,
      duration: profile.value("duration_seconds").flatMap { Int($0.value) })
    return Hop(
      profile: profile.name, request: request, origin: role.origin,
      identifiers: [role, session, external, mfa].compactMap(\.self))
  }
}
