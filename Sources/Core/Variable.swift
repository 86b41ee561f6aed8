/// An environment variable that the program reads. Every lookup takes a `Variable`, so the modules' lists are complete;
/// help and man page are generated from them.
public struct Variable: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Its meaning, in one line for help and man page. Variables with the same meaning are documented together.
  public let meaning: String

  /// Declares a variable.
  public init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}

extension Environment {
  /// The value of a variable without white space around it; nil if it is not set or empty (contract §2).
  public func variable(_ variable: Variable) -> String? { value(variable.name) }

  /// The value of a variable with its origin.
  public func setting(_ variable: Variable) -> Setting<String>? {
    value(variable.name).map { Setting($0, from: .environment(variable.name)) }
  }

  /// The value of the first set variable of `key`, with its origin.
  public func setting(_ key: SettingKey) -> Setting<String>? {
    for name in key.variables { if let value = value(name) { return Setting(value, from: .environment(name)) } }
    return nil
  }

  /// Whether a variable of `key` is set to the empty string, which counts as not set.
  public func isEmpty(_ key: SettingKey) -> Bool { key.variables.contains { variables[$0] == "" } }

  /// Whether a variable is set to a value with white space around it, which was cut off.
  func hasTrimmed(_ name: String) -> Bool { variables[name]?.hasOuterSpace ?? false }

  private func value(_ name: String) -> String? { variables[name].flatMap { $0.trimmed.nonEmpty } }
}
