import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The parameters of an AssumeRole call.
struct AssumeRoleRequest: Sendable, Equatable {
  var roleARN: String
  /// The session name; nil for a generated one, which is not part of the cache key.
  var sessionName: String?
  var externalID: String?
  var mfaSerial: String?
  /// The duration in seconds.
  var duration: Int?

  /// The parameters of the call without `TokenCode` and `WebIdentityToken`.
  func parameters(now: Date) -> [(name: String, value: String)] {
    // The AWS CLI's pattern, because trust policies may match it.
    let generated = "botocore-session-\(Int64(now.timeIntervalSince1970))"
    var list = [
      (name: "RoleArn", value: roleARN), (name: "RoleSessionName", value: sessionName ?? generated),
    ]
    if let externalID { list.append(("ExternalId", externalID)) }
    if let duration { list.append(("DurationSeconds", String(duration))) }
    if let mfaSerial { list.append(("SerialNumber", mfaSerial)) }
    return list
  }

  /// What the ARN names, if that is certainly no role.
  private var otherKind: String? {
    guard let arn = ARN(roleARN) else { return nil }
    switch (arn.service, arn.resource.prefix { $0 != "/" }) {
    case ("iam", "instance-profile"): return "an instance profile"
    case ("iam", "user"): return "a user"
    case ("iam", "group"): return "a group"
    case ("iam", "policy"): return "a policy"
    case ("sts", "assumed-role"): return "a session of a role"
    case ("iam", "root"): return "an account"
    default: return nil
    }
  }

  /// Checks the limits that STS documents, before a request is sent.
  ///
  /// - Throws: `Failure` with code `bad_config`.
  func validate(profile: String) throws(Failure) {
    func refuse(_ what: String, _ hint: Remedy) -> Failure {
      Failure(.badConfig, "\(what) in profile \(profile)", hint: hint)
    }
    if roleARN.utf8.count < 20 || !roleARN.hasPrefix("arn:") {
      throw refuse("role_arn is no ARN of a role", "write it like arn:aws:iam::111122223333:role/NAME")
    }
    if let kind = otherKind {
      throw refuse(
        "role_arn is the ARN of \(kind), not of a role",
        "write the role's own ARN, like arn:aws:iam::111122223333:role/NAME: the IAM console shows it on the role's page"
      )
    }
    if let externalID, externalID.utf8.count < 2 {
      throw refuse(
        "external_id is shorter than 2 characters", "ask the owner of the role for the external id")
    }
    if let sessionName, sessionName.utf8.count < 2 {
      throw refuse("role_session_name is shorter than 2 characters", "use 2 to 64 letters, digits or =,.@-_")
    }
    if let duration, duration < 900 {
      throw refuse("duration_seconds is below 900", "use 900 (15 minutes) to 43200 (12 hours)")
    }
  }
}
