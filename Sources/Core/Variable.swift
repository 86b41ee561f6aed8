/// A variable of the process environment that the program reads. A lookup takes one of these, so the lists that the
/// modules declare are complete; help and man page are made from them.
public struct Variable: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// What it does, in one line for help and man page. Variables with the same meaning are documented together.
  public let meaning: String

  /// Declares a variable.
  public init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}

extension Environment {
  /// The value of a variable; an empty one counts as not set (contract §2).
  public func variable(_ variable: Variable) -> String? { value(variable.name) }

  /// The value of a variable with its origin.
  public func setting(_ variable: Variable) -> Setting<String>? {
    value(variable.name).map { Setting($0, from: .environment(variable.name)) }
  }

  /// The value of the first variable of `key` that is set, with its origin.
  public func setting(_ key: SettingKey) -> Setting<String>? {
    for name in key.variables { if let value = value(name) { return Setting(value, from: .environment(name)) } }
    return nil
  }

  /// Whether a variable of `key` is set to the empty string, which counts as not set.
  public func isEmpty(_ key: SettingKey) -> Bool { key.variables.contains { variables[$0] == "" } }

  private func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
}
