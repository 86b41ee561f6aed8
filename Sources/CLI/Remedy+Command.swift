import AWS
import Core

extension Remedy {
  /// The remedy for who has run `command`: a setting that the command has no option for is named by its variable.
  func naming(for command: CommandSpec) -> Remedy {
    var scope = Scope(command: command)
    return mapParts { part in
      defer { scope.pass(part) }
      switch part {
      case .option(let key) where !scope.has(key): return .text(key.name)
      case .value(let key, let value) where !scope.has(key): return .text("\(key.name)=\(value)")
      default: return part
      }
    }
  }

  /// Whether the command has every option that the remedy names, other than those of settings.
  func isPossible(for command: CommandSpec) -> Bool {
    var scope = Scope(command: command)
    return parts.allSatisfy { part in
      defer { scope.pass(part) }
      if case .switch(let option) = part { return scope.has(option) }
      return true
    }
  }

  /// The options that may be named at one place of a remedy: those of the command, or any within a command line.
  private struct Scope {
    let command: CommandSpec
    private var isInCommandLine = false

    init(command: CommandSpec) { self.command = command }

    func has(_ key: SettingKey) -> Bool {
      isInCommandLine || key.option == nil || flags.contains { $0.key == key }
    }

    func has(_ option: Switch) -> Bool {
      if isInCommandLine { return true }
      if let owner = Self.owners[option], owner != command.name { return false }
      return flags.contains { "--" + $0.long == Remedy.long(option) }
    }

    /// A command line begins with the name of a command and ends with its quotation mark or the punctuation behind it.
    mutating func pass(_ part: Part) {
      switch part {
      case .command: isInCommandLine = true
      case .text(let text) where text.contains(where: { "`,;:()".contains($0) }): isInCommandLine = false
      default: break
      }
    }

    private var flags: [FlagSpec] { command.flags + GlobalFlags.all }

    /// Options that another command has too, with another meaning.
    private static let owners: [Switch: String] = [.noStream: AskCommand.name]
  }
}

extension FailureDocument {
  /// This document with the hints that are possible for who has run `command`.
  func fitted(to command: CommandSpec) -> FailureDocument {
    var copy = self
    copy.failure.hints = failure.hints.filter { $0.isPossible(for: command) }.map { $0.naming(for: command) }
    if copy.failure.hints.isEmpty { copy.failure.hints = ["--debug shows the request and the answer"] }
    return copy
  }
}
