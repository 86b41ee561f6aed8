import Core

/// Reads the layers below the options: the process environment and a `.env` file.
enum SettingsReader {
  /// The settings of one run.
  static func read(
    _ arguments: ParsedArguments, _ environment: Environment, _ log: Log
  ) throws(Failure) -> Settings {
    let dotenv =
      arguments[GlobalFlags.noEnvFile]
      ? nil
      : try DotEnvLoader.load(explicit: arguments[GlobalFlags.envFile], environment: environment, log: log)
    return Settings(options: arguments.settings, environment: environment, dotenv: dotenv)
  }
}
