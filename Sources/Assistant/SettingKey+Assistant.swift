public import Core

/// The settings of the use cases.
extension SettingKey {
  /// The most stories of a search.
  public static let limit = SettingKey(
    ["DEFAULT_SEARCH_LIMIT"], option: "--limit", "stories wanted", fallback: "10",
    dotenv: ["DEFAULT_SEARCH_LIMIT"])
  /// The most messages of a conversation that are sent.
  public static let history = SettingKey(
    ["MAX_CONVERSATION_HISTORY"], "messages of a conversation that are kept", fallback: "10",
    dotenv: ["MAX_CONVERSATION_HISTORY"])
  /// The folder of conversations.
  public static let stateFolder = SettingKey(
    ["SVA_STATE_HOME"], "folder for what is kept: conversations, indexes, when a notice was shown",
    fallback: "$XDG_STATE_HOME/sva, else ~/.local/state/sva")

  /// All of them, in the order of the documentation.
  public static let assistant: [SettingKey] = [.limit, .history, .stateFolder]
}

extension Variable {
  static let xdgStateHome = Variable(
    "XDG_STATE_HOME", "parent of the state folder where SVA_STATE_HOME is not set")

  /// All of them, in the order of the documentation.
  public static let assistant: [Variable] = [xdgStateHome] + locale
}
