/// Where a value comes from: the place where a user can change it.
public enum Origin: Sendable, Equatable {
  /// A command-line option, with its dashes.
  case option(String)
  /// A variable of the process environment.
  case environment(String)
  /// A line of a `.env` file.
  case dotenv(path: String, line: Int, name: String)
  /// A key of `~/.aws/config` or the file that replaces it.
  case configFile(path: String, line: Int, profile: String, key: String)
  /// A key of `~/.aws/credentials` or the file that replaces it.
  case credentialsFile(path: String, line: Int, profile: String, key: String)
  /// An entry of the file in which the official Storyblok command line keeps tokens.
  case storyblokCLI(path: String, host: String)
  /// Derived from another value; the text says which (`space id 1023456`).
  case derived(String)
  /// The built-in default.
  case `default`

  /// The name in JSON (`source` of the contract).
  public var word: String {
    switch self {
    case .option: "option"
    case .environment: "environment"
    case .dotenv: "dotenv"
    case .configFile: "config-file"
    case .credentialsFile: "shared-credentials-file"
    case .storyblokCLI: "storyblok-cli"
    case .derived: "derived"
    case .default: "default"
    }
  }

  /// Whether it is a command-line option: an invalid value is then a usage error.
  public var isOption: Bool { if case .option = self { true } else { false } }

  /// The path of the file; nil for what is not in a file.
  public var file: String? {
    switch self {
    case .dotenv(let path, _, _), .configFile(let path, _, _, _), .credentialsFile(let path, _, _, _): path
    case .storyblokCLI(let path, _): path
    case .option, .environment, .derived, .default: nil
    }
  }

  /// The line in the file, from 1; nil for what is not in a file.
  public var line: Int? {
    switch self {
    case .dotenv(_, let line, _), .configFile(_, let line, _, _), .credentialsFile(_, let line, _, _): line
    case .option, .environment, .storyblokCLI, .derived, .default: nil
    }
  }

  /// The place as text: `AWS_REGION`, `.env line 3`, `~/.aws/config line 7`.
  public var place: String {
    switch self {
    case .option(let name): name
    case .environment(let name): name
    case .dotenv(let path, let line, let name): "\(name) in \(path) line \(line)"
    case .configFile(let path, let line, let profile, let key),
      .credentialsFile(let path, let line, let profile, let key):
      "\(key) of profile \(profile) in \(path) line \(line)"
    case .storyblokCLI(let path, let host): "the entry \(host) of \(path)"
    case .derived(let from): from
    case .default: "default"
    }
  }
}
