import Core

/// Reads the settings below the options: process environment and `.env` file.
enum SettingsReader {
  /// The settings of one run.
  static func read(
    _ arguments: ParsedArguments, _ environment: Environment, _ log: Log
  ) throws(Failure) -> Settings {
    let dotenv =
      arguments[GlobalFlags.noEnvFile]
      ? nil
      : try DotEnvLoader.load(
        explicit: arguments[GlobalFlags.envFile], environment: environment, keys: SettingKey.all,
        silent: webApplicationNames, log: log)
    return Settings(options: arguments.settings, environment: environment, dotenv: dotenv, keys: SettingKey.all)
  }

  /// Names in the web application's `.env` that `sva` does not use. They are ignored without a warning.
  private static let webApplicationNames: Set<String> = ["CORS_ORIGINS", "APP_NAME"]
}
