public import Core

/// The failures of credentials that a service refuses: expired, unknown, wrong signature, or a wrong clock. The
/// sentence for expired credentials contains `ExpiredToken`, that for unknown ones `Invalid security token`. If the
/// access key id and the secret look swapped, every refusal but that of a date or an expiration says so.
public enum CredentialRefusal {
  /// The failure of credentials whose expiration has passed, found without a request.
  public static func expired(_ origin: CredentialOrigin?) -> Failure {
    Failure(
      .expiredCredentials, "the AWS credentials\(place(origin)) have expired (ExpiredToken)",
      hint: (origin?.renewal ?? unknownOrigin))
  }

  /// AWS refuses a signature whose date differs by more than this many seconds.
  static let tolerance = 300.0

  /// The failure of a refused date. `skew` is by how many seconds the local clock is ahead.
  static func clock(_ skew: Double?) -> Failure {
    let off = skew.map { skew in
      // AWS accepts a difference of five minutes. If the clocks differ by less than one, the clock was set since, or
      // the request was delayed.
      abs(skew) < 60
        ? " agrees with the service's by now"
        : " is \(RelativeTime.span(abs(skew))) \(skew < 0 ? "behind" : "ahead of") the service's"
    }
    return Failure(
      .clockSkew, "the request was refused for its date: this machine's clock\(off ?? " seems to be wrong")",
      hint:
        "set the clock (`timedatectl set-ntp true`, or `sudo sntp -sS time.apple.com` on macOS) and run again",
      moreHints: ["in a virtual machine or container the clock of the host counts"])
  }

  /// The failure of credentials that are unknown to AWS.
  static func unknown(_ origin: CredentialOrigin?) -> Failure {
    if let swapped = swapped(origin) { return swapped }
    let hint: Remedy =
      switch origin?.source {
      case .environment, .dotenv:
        "check AWS_ACCESS_KEY_ID; a key beginning ASIA needs its AWS_SESSION_TOKEN, one beginning AKIA has none"
      case .sharedCredentialsFile, .configFile, .botoConfig, .ec2CredentialsFile:
        "check the access key there: it may be deleted, inactive, mistyped, or of another AWS partition"
      default: (origin?.renewal ?? unknownOrigin)
      }
    return Failure(
      .invalidCredentials, "Invalid security token: AWS does not know the credentials\(place(origin))",
      hint: hint, moreHints: ["\(command: .explainCredentials) shows where every part of them comes from"])
  }

  /// The failure of a signature that does not match.
  static func signature(_ origin: CredentialOrigin?) -> Failure {
    swapped(origin)
      ?? Failure(
        .invalidCredentials,
        "Invalid security token: the signature does not match, so the secret access key\(place(origin, of: .secretAccessKey)) is wrong",
        hint: "set the secret access key that belongs to the access key id, without blanks or quotes around it",
        moreHints: [
          "a proxy that changes headers has the same effect; \(command: .explainCredentials) shows the sources"
        ]
      )
  }

  /// The failure of a signature whose form is not accepted, or that is refused in words which do not tell why.
  static func signatureForm(_ origin: CredentialOrigin?) -> Failure {
    swapped(origin)
      ?? Failure(
        .invalidCredentials,
        "Invalid security token: AWS does not accept the signature made with the credentials\(place(origin))",
        hint:
          "check the access key id for characters that do not belong to it; \(command: .explainCredentials) shows it",
        moreHints: ["a proxy that changes the Authorization header has the same effect"])
  }

  /// The failure of a request in which the service finds no credentials, though it was sent with some.
  static func unsigned(_ origin: CredentialOrigin?) -> Failure {
    swapped(origin)
      ?? Failure(
        .invalidCredentials,
        "Invalid security token: AWS found no valid credentials in the request, which was sent with those"
          + (place(origin).isEmpty ? " of this run" : place(origin)),
        hint: "check the proxy, which may have removed the Authorization header, and \(option: .endpoint) and "
          + "AWS_ENDPOINT_URL: a gateway that does not know the path answers so too",
        moreHints: ["\(command: .explainCredentials) shows where every part of the credentials comes from"])
  }

  /// The failure of keys that AWS cannot validate; it does not say why.
  static func unvalidated(_ origin: CredentialOrigin?) -> Failure {
    var failure = unknown(origin)
    if origin?.looksSwapped != true {
      failure.sentence = "Invalid security token: AWS could not validate the credentials\(place(origin))"
    }
    return failure
  }

  /// The failure of keys that look swapped; nil if they do not.
  private static func swapped(_ origin: CredentialOrigin?) -> Failure? {
    guard let origin, origin.looksSwapped else { return nil }
    return Failure(
      .invalidCredentials, "Invalid security token: " + swappedKeys(origin), hint: exchange,
      moreHints: ["\(command: .explainCredentials) shows where every part of them comes from"])
  }

  /// The words for keys that look swapped.
  static func swappedKeys(_ origin: CredentialOrigin) -> String {
    "the access key id and the secret access key from \(origin.detail) look swapped"
  }

  /// What to do about keys that look swapped.
  static let exchange: Remedy = "exchange the two values: an access key id has only capital letters and digits"

  /// The failure of a refused Bedrock API key.
  static func apiKey(_ origin: CredentialOrigin?) -> Failure {
    Failure(
      .invalidCredentials, "Invalid security token: Bedrock does not accept the API key\(place(origin))",
      hint:
        "a short-term API key works only in the Region it was made in: check \(option: .region), or make a new key in "
        + "the Bedrock console and set AWS_BEARER_TOKEN_BEDROCK")
  }

  private static let unknownOrigin: Remedy =
    "get new credentials; \(command: .explainCredentials) shows where these come from"

  private static func place(_ origin: CredentialOrigin?, of part: CredentialPart = .accessKeyID) -> String {
    origin.map { " from \($0.place(of: part))" } ?? ""
  }
}

extension Failure.Code {
  /// Whether credentials were refused. False for missing permissions and for failures of a service.
  public var refusesCredentials: Bool {
    self == .expiredCredentials || self == .invalidCredentials || self == .clockSkew
  }
}
