/// A setting: its option, its variables in order of precedence, and its meaning.
///
/// The module that reads a setting declares its key; the program collects the keys in one list. Lookup, help, man page,
/// `whoami` and the `.env` allow-list use that list.
public struct SettingKey: Sendable, Hashable {
  /// The name shown to users: the first variable.
  public var name: String { variables[0] }
  /// The variables that set it, highest precedence first.
  public let variables: [String]
  /// The option that sets it, with dashes; nil if there is none.
  public let option: String?
  /// The meaning, in one line for help and man page.
  public let summary: String
  /// The default value, as text.
  public let fallback: String?
  /// The variables that a `.env` file may set (contract §2). A file in the working directory must not be able to run a
  /// program or send keys elsewhere.
  public let dotenvVariables: [String]
  /// Whether the value must never be shown.
  public let isSecret: Bool

  /// Declares a key.
  ///
  /// - Parameters:
  ///   - variables: the variables that set it, highest precedence first; at least one.
  ///   - dotenv: the variables that a `.env` file may set.
  public init(
    _ variables: [String], option: String? = nil, _ summary: String, fallback: String? = nil,
    dotenv: [String] = [], secret: Bool = false
  ) {
    self.variables = variables
    self.option = option
    self.summary = summary
    self.fallback = fallback
    self.dotenvVariables = dotenv
    self.isSecret = secret
  }
}
