import AWS
import Core

extension Remedy {
  /// The remedy with the option names and commands of this program.
  var text: String { parts.map(Self.words).joined() }

  private static func words(_ part: Part) -> String {
    switch part {
    case .text(let text): text
    case .option(let key): key.option ?? key.name
    case .value(let key, let value): key.option.map { "\($0) \(value)" } ?? "\(key.name)=\(value)"
    case .switch(let option): long(option)
    case .command(let command): words(command)
    case .shell(let shell): line(shell.words)
    }
  }

  private static func words(_ command: Command) -> String {
    let subject = command.subject.map { [$0] } ?? []
    return switch command.name {
    case Command.listModels.name: line(["sva", "models"] + subject)
    case Command.modelAccess.name: line(["sva", "models", "--access"] + subject)
    case Command.identity.name: "sva whoami"
    case Command.explainCredentials.name:
      line(["sva", "whoami", "--explain"] + (subject.isEmpty ? [] : ["--profile"] + subject))
    default: line(["sva", command.name] + subject)
    }
  }

  /// Options whose names differ from the names among remedies.
  private static let options: [Switch: String] = [.continueLast: "--continue", .resultLimit: "--limit"]

  /// The option with its dashes.
  static func long(_ option: Switch) -> String { options[option] ?? "--" + option.name }

  private static func line(_ words: [String]) -> String {
    words.map(ShellQuoting.posix).joined(separator: " ")
  }
}
