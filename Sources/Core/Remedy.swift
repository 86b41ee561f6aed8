/// What a user can do about a failure, as a value: text, and references to options and commands. Only the CLI has
/// words for the references; a library names what it means and never spells a command line.
///
/// Written as a string literal: `"run `\(command: .listModels)`, or choose another \(option: .region)"`.
public struct Remedy: Sendable, Hashable {
  /// A piece of a remedy.
  public enum Part: Sendable, Hashable {
    /// Words.
    case text(String)
    /// The option of a setting.
    case option(SettingKey)
    /// An option that is no setting.
    case `switch`(Switch)
    /// A command of this program.
    case command(Command)
    /// A command line of another program, or one word of any: to be quoted for a shell.
    case shell(Shell)
  }

  /// An option that is no setting, by what it is for. The room that means it declares it.
  public struct Switch: Sendable, Hashable {
    /// What it is called among remedies.
    public let name: String

    /// Names an option.
    public init(_ name: String) { self.name = name }
  }

  /// A command of this program, by what it does. The room that means it declares it.
  public struct Command: Sendable, Hashable {
    /// What it is called among remedies.
    public let name: String
    /// What it is to be run for, such as the name of a model.
    public let subject: String?

    /// Names a command.
    public init(_ name: String, _ subject: String? = nil) {
      self.name = name
      self.subject = subject
    }
  }

  /// A command line of another program, word by word.
  public struct Shell: Sendable, Hashable {
    /// The words, not quoted.
    public let words: [String]

    /// A command line of the given words.
    public init(_ words: [String]) { self.words = words }
  }

  /// The pieces in order; neighbouring text is one piece.
  public private(set) var parts: [Part] = []

  /// A remedy of text alone.
  public init(_ text: String) { append(.text(text)) }

  /// Whether it says nothing.
  public var isEmpty: Bool { parts.isEmpty }

  /// Nothing but the command line to run.
  public static func run(_ shell: Shell) -> Remedy { "run: \(shell: shell)" }

  /// To give a setting another value.
  public static func set(_ key: SettingKey, to value: String) -> Remedy { "use \(option: key) \(value)" }

  /// One after the other.
  public static func + (first: Remedy, second: Remedy) -> Remedy {
    var all = first
    for part in second.parts { all.append(part) }
    return all
  }

  private mutating func append(_ part: Part) {
    if case .text(let text) = part {
      if text.isEmpty { return }
      if case .text(let before)? = parts.last {
        parts[parts.count - 1] = .text(before + text)
        return
      }
    }
    parts.append(part)
  }
}

extension Remedy: ExpressibleByStringInterpolation {
  /// A remedy of text alone.
  public init(stringLiteral value: String) { self.init(value) }
  /// Text with references in between.
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.remedy }

  /// Collects text and references.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var remedy = Remedy("")

    /// Nothing yet.
    public init(literalCapacity: Int, interpolationCount: Int) {}
    /// Adds text.
    public mutating func appendLiteral(_ literal: String) { remedy.append(.text(literal)) }
    /// Adds text.
    public mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      remedy.append(.text(text.description))
    }
    /// Adds the option of a setting.
    public mutating func appendInterpolation(option key: SettingKey) { remedy.append(.option(key)) }
    /// Adds an option that is no setting.
    public mutating func appendInterpolation(switch option: Switch) { remedy.append(.switch(option)) }
    /// Adds a command of this program.
    public mutating func appendInterpolation(command: Command) { remedy.append(.command(command)) }
    /// Adds a command line of another program.
    public mutating func appendInterpolation(shell: Shell) { remedy.append(.shell(shell)) }
    /// Adds one word of a command line, to be quoted.
    public mutating func appendInterpolation(word: String) { remedy.append(.shell(Shell([word]))) }
  }
}

extension Remedy: CustomStringConvertible {
  /// The remedy with its references by their names, for tests and debuggers.
  public var description: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .option(let key): key.option ?? key.name
      case .switch(let option): option.name
      case .command(let command): command.name + (command.subject.map { " \($0)" } ?? "")
      case .shell(let shell): shell.words.joined(separator: " ")
      }
    }.joined()
  }
}
