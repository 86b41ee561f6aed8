/// Looks settings up in this order: option, process environment, `.env` file. The caller handles what has lower
/// precedence (AWS shared files, defaults). An empty value counts as not set.
public struct Settings: Sendable {
  /// Values given as options.
  public var options: [SettingKey: String]
  /// The process environment.
  public var environment: Environment
  /// The `.env` file with its allowed names; nil if there is none.
  public var dotenv: DotEnvFile?
  /// Every key of the program, in the order of the documentation.
  public var keys: [SettingKey]

  /// Makes settings of the three sources and the list of keys.
  public init(
    options: [SettingKey: String] = [:], environment: Environment, dotenv: DotEnvFile? = nil, keys: [SettingKey] = []
  ) {
    self.keys = keys
    self.options = options
    self.environment = environment
    self.dotenv = dotenv
  }

  /// The value of `key` with the highest precedence; nil if it is not set.
  public func string(_ key: SettingKey) -> Setting<String>? {
    fromOption(key) ?? fromEnvironment(key) ?? fromDotEnv(key)
  }

  /// The value given as an option.
  public func fromOption(_ key: SettingKey) -> Setting<String>? {
    guard let option = key.option, let value = options[key], !value.isEmpty else { return nil }
    return Setting(value, from: .option(option))
  }

  /// The value of the first of its variables that is set in the process environment.
  public func fromEnvironment(_ key: SettingKey) -> Setting<String>? { environment.setting(key) }

  /// The value of the first of its variables that is set in the `.env` file.
  public func fromDotEnv(_ key: SettingKey) -> Setting<String>? {
    guard let dotenv else { return nil }
    for name in key.dotenvVariables {
      if let entry = dotenv.entry(name), let value = entry.value, !value.isEmpty {
        return Setting(value, from: .dotenv(path: dotenv.path, line: entry.line, name: name))
      }
    }
    return nil
  }

  /// A whole number within `range`.
  ///
  /// - Throws: `Failure` with code `usage` for an option or `bad_config` for a variable whose value is not such a
  ///   number.
  public func integer(_ key: SettingKey, in range: ClosedRange<Int>) throws(Failure) -> Setting<Int>? {
    guard let text = string(key) else { return nil }
    if let number = Int(text.value), range.contains(number) { return Setting(number, from: text.origin) }
    throw notNumber(text.origin, "a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// A number of seconds above zero and at most a day.
  ///
  /// - Throws: `Failure` with code `usage` for an option or `bad_config` for a variable whose value is not such a
  ///   number.
  public func seconds(_ key: SettingKey) throws(Failure) -> Setting<Duration>? {
    guard let text = string(key) else { return nil }
    if let number = Double(text.value), number.isFinite, number > 0, number <= 86_400 {
      return Setting(.milliseconds(Int64((number * 1000).rounded(.up))), from: text.origin)
    }
    throw notNumber(text.origin, "a number of seconds above 0 and up to 86400")
  }

  /// Whether the value is `true` (any case), `1`, `yes` or `on`.
  public func flag(_ key: SettingKey) -> Setting<Bool>? {
    string(key)?.map { ["true", "1", "yes", "on"].contains($0.lowercased()) }
  }

  private func notNumber(_ origin: Origin, _ wanted: String) -> Failure {
    if case .option(let name) = origin {
      return Failure(.usage, "\(name) takes \(wanted)", hint: "for example: \(name) 10")
    }
    return Failure(.badConfig, "\(origin.place) must be \(wanted)", hint: "correct the value or remove it")
  }

  /// Adds the secret values of every source, used or not, to the secrets of the run.
  public func addSecrets() {
    for key in keys where key.isSecret {
      environment.secrets.add([fromEnvironment(key), fromDotEnv(key)].compactMap { $0?.value })
    }
  }
}
