public import Core

extension Remedy.Switch {
  /// The most tokens of an answer.
  public static let maxTokens = Remedy.Switch("max-tokens")
  /// The temperature.
  public static let temperature = Remedy.Switch("temperature")
  /// Answers that come whole.
  public static let noStream = Remedy.Switch("no-stream")
  /// Answers without tools.
  public static let noSearch = Remedy.Switch("no-search")
  /// The last conversation.
  public static let continueLast = Remedy.Switch("continue-last")
  /// A conversation by its id.
  public static let conversation = Remedy.Switch("conversation")
  /// How much a search gives to the model.
  public static let resultLimit = Remedy.Switch("result-limit")
  /// A run that asks nobody.
  public static let offline = Remedy.Switch("offline")
}

extension Remedy.Command {
  /// Lists the models that can be called.
  public static let listModels = Remedy.Command("list-models")
  /// Lists the models whose names match.
  public static func listModels(matching name: String) -> Remedy.Command { Remedy.Command("list-models", name) }
  /// Lists which models the account has access to.
  public static let modelAccess = Remedy.Command("model-access")
  /// Names the identity that calls.
  public static let identity = Remedy.Command("identity")
  /// Explains where credentials come from.
  public static let explainCredentials = Remedy.Command("explain-credentials")
  /// Explains where the credentials of a profile come from.
  public static func explainCredentials(profile: String) -> Remedy.Command {
    Remedy.Command("explain-credentials", profile)
  }
}

extension Remedy.Shell {
  /// A command of the AWS CLI, for `profile` where one is given.
  static func aws(_ words: String..., profile: String? = nil) -> Remedy.Shell {
    Remedy.Shell(["aws"] + words + (profile.map { ["--profile", $0] } ?? []))
  }

  /// Logs in to IAM Identity Center.
  public static func ssoLogin(profile: String?) -> Remedy.Shell { aws("sso", "login", profile: profile) }
  /// Logs in with the credentials of the console.
  public static func login(profile: String?) -> Remedy.Shell { aws("login", profile: profile) }
}

extension Remedy {
  /// To allow an action to the identity that calls.
  static func allow(_ action: String) -> Remedy { "allow \(action) to this identity" }
}
