/// Where credentials come from: the `source` of `whoami`, one word for each provider of the chain.
public enum CredentialSource: String, Sendable, CaseIterable {
  case environment, dotenv
  case sharedCredentialsFile = "shared-credentials-file"
  case configFile = "config-file"
  case assumeRole = "assume-role"
  case webIdentity = "web-identity"
  case sso, login, process, container
  case instanceMetadata = "instance-metadata"
  case botoConfig = "boto-config"
  case ec2CredentialsFile = "ec2-credentials-file"
  case bedrockAPIKey = "bedrock-api-key"
}

/// Where one set of credentials was found, precisely enough to go and change it.
public struct CredentialOrigin: Sendable, Equatable {
  /// The provider.
  public var source: CredentialSource
  /// The variable, file and line, URL or session it came from, for a person; never a secret.
  public var detail: String
  /// The profile that was read; nil where none had a say.
  public var profile: String?

  /// Names an origin.
  public init(_ source: CredentialSource, detail: String, profile: String? = nil) {
    self.source = source
    self.detail = detail
    self.profile = profile
  }

  /// The option that selects the profile in a command line of the AWS CLI; empty for the default profile.
  var profileOption: String {
    guard let profile, profile != "default" else { return "" }
    return " --profile " + ShellQuoting.posix(profile)
  }
}

/// A set of credentials and where it came from.
public struct ResolvedCredentials: Sendable, Equatable {
  /// The set.
  public var credentials: Credentials
  /// Where it came from.
  public var origin: CredentialOrigin

  /// Pairs the two.
  public init(_ credentials: Credentials, from origin: CredentialOrigin) {
    self.credentials = credentials
    self.origin = origin
  }
}

extension CredentialOrigin {
  /// What to do for a fresh set from there.
  var renewal: String {
    switch source {
    case .environment, .dotenv:
      return
        "set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN together; a permanent key "
        + "(AKIA…) must not have a session token beside it"
    case .sso: return "run: aws sso login\(profileOption)"
    case .login: return "run: aws login\(profileOption)"
    case .sharedCredentialsFile, .configFile, .botoConfig, .ec2CredentialsFile:
      return "renew the keys there; a permanent key (AKIA…) must not have a session token beside it"
    case .assumeRole: return "run it again: the role is assumed afresh once its cached credentials have ended"
    case .webIdentity: return "renew the token in the web identity token file, then run it again"
    case .process:
      return "the credential_process handed out old credentials: run it by hand and renew its login"
    case .container, .instanceMetadata: return "wait a minute: the platform renews these credentials itself"
    case .bedrockAPIKey: return "make a new API key in the Bedrock console and set AWS_BEARER_TOKEN_BEDROCK"
    }
  }
}
