public import Core

extension Remedy.Switch {
  /// The largest number of tokens of a response.
  public static let maxTokens = Remedy.Switch("max-tokens")
  /// The temperature.
  public static let temperature = Remedy.Switch("temperature")
  /// How much the model thinks.
  public static let effort = Remedy.Switch("effort")
  /// The schema of the answer.
  public static let schema = Remedy.Switch("schema")
  /// A file for the model.
  public static let file = Remedy.Switch("file")
  /// Responses without streaming.
  public static let noStream = Remedy.Switch("no-stream")
  /// Answers without search tools.
  public static let noSearch = Remedy.Switch("no-search")
  /// Continues the last conversation.
  public static let continueLast = Remedy.Switch("continue-last")
  /// Continues the conversation with an id.
  public static let conversation = Remedy.Switch("conversation")
  /// The number of search results for the model.
  public static let resultLimit = Remedy.Switch("result-limit")
  /// Makes no requests.
  public static let offline = Remedy.Switch("offline")
}

extension Remedy.Command {
  /// Lists the models.
  public static let listModels = Remedy.Command("list-models")
  /// Lists the models whose names match.
  public static func listModels(matching name: String) -> Remedy.Command { Remedy.Command("list-models", name) }
  /// Lists the models that the account has access to.
  public static let modelAccess = Remedy.Command("model-access")
  /// Shows the identity of the credentials.
  public static let identity = Remedy.Command("identity")
  /// Explains the search for credentials.
  public static let explainCredentials = Remedy.Command("explain-credentials")
  /// Explains the search for credentials of a profile.
  public static func explainCredentials(profile: String) -> Remedy.Command {
    Remedy.Command("explain-credentials", profile)
  }
}

extension Remedy.Shell {
  /// A command of the AWS CLI, with `--profile` if one is given.
  static func aws(_ words: String..., profile: String? = nil) -> Remedy.Shell {
    Remedy.Shell(["aws"] + words + (profile.map { ["--profile", $0] } ?? []))
  }

  /// Logs in to IAM Identity Center.
  public static func ssoLogin(profile: String?) -> Remedy.Shell { aws("sso", "login", profile: profile) }
  /// Logs in with the credentials of the console.
  public static func login(profile: String?) -> Remedy.Shell { aws("login", profile: profile) }
}

extension Remedy {
  /// The remedy to allow an action for the identity.
  static func allow(_ action: String) -> Remedy { "allow \(action) to this identity" }
}
