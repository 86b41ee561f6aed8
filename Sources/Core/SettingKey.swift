/// A setting the user can make: its option, its variables in order of precedence, and what it means.
///
/// The module that reads a setting declares its key; the program collects the keys in one list. Lookup, help, man page,
/// `whoami` and the `.env` allow-list all read that list.
public struct SettingKey: Sendable, Hashable {
  /// The name users know it by; its first variable.
  public var name: String { variables[0] }
  /// The variables that set it, strongest first.
  public let variables: [String]
  /// The option that sets it, with dashes, where there is one.
  public let option: String?
  /// What it means, in one line for help and man page.
  public let summary: String
  /// The value when nothing sets it, in words.
  public let fallback: String?
  /// Which of the variables a `.env` file may set (contract §2): what a file in a folder one happens to stand in
  /// may decide without being able to run a program or send keys elsewhere.
  public let dotenvVariables: [String]
  /// Whether the value must never be shown.
  public let isSecret: Bool

  /// Declares a key.
  ///
  /// - Parameters:
  ///   - variables: the variables that set it, strongest first; one at least.
  ///   - dotenv: which of them a `.env` file may set.
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
