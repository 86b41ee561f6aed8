/// Text with references to options and commands: what a user can do about a failure, a log message, the reason of a
/// credential chain. The CLI turns the references into command lines; other modules do not know them.
///
/// Written as a string literal: `"run `\(command: .listModels)`, or choose another \(option: .region)"`.
public struct Remedy: Sendable, Hashable {
  /// A part of a remedy.
  public enum Part: Sendable, Hashable {
    /// Plain text.
    case text(String)
    /// The option of a setting.
    case option(SettingKey)
    /// The option of a setting, with a value.
    case value(SettingKey, String)
    /// An option that does not belong to a setting.
    case `switch`(Switch)
    /// A command of this program.
    case command(Command)
    /// A command line of another program, or one word, quoted for a shell.
    case shell(Shell)
  }

  /// An option that does not belong to a setting. The module that refers to it declares it.
  public struct Switch: Sendable, Hashable {
    /// The name that the CLI looks up.
    public let name: String

    /// Names an option.
    public init(_ name: String) { self.name = name }
  }

  /// A command of this program. The module that refers to it declares it.
  public struct Command: Sendable, Hashable {
    /// The name that the CLI looks up.
    public let name: String
    /// The argument, such as the name of a model.
    public let subject: String?

    /// Names a command.
    public init(_ name: String, _ subject: String? = nil) {
      self.name = name
      self.subject = subject
    }
  }

  /// A command line of another program, as a list of words.
  public struct Shell: Sendable, Hashable {
    /// The words, unquoted.
    public let words: [String]

    /// A command line of the given words.
    public init(_ words: [String]) { self.words = words }
  }

  /// The parts in order. Adjacent texts are merged.
  public private(set) var parts: [Part] = []

  /// A remedy of text alone.
  public init(_ text: String) { append(.text(text)) }

  /// Whether it has no parts.
  public var isEmpty: Bool { parts.isEmpty }

  /// The remedy to run a command line.
  public static func run(_ shell: Shell) -> Remedy { "run: \(shell: shell)" }

  /// The remedy to give a setting another value.
  public static func set(_ key: SettingKey, to value: String) -> Remedy { "use \(option: key, to: value)" }

  /// Joins two remedies.
  public static func + (first: Remedy, second: Remedy) -> Remedy {
    var all = first
    for part in second.parts { all.append(part) }
    return all
  }

  /// The remedy with `transform` applied to every text that may come from outside.
  public func mapTexts(_ transform: (String) -> String) -> Remedy {
    mapParts { part in
      switch part {
      case .text(let text): .text(transform(text))
      case .value(let key, let value): .value(key, transform(value))
      case .shell(let shell): .shell(Shell(shell.words.map(transform)))
      case .command(let command): .command(Command(command.name, command.subject.map(transform)))
      case .option, .switch: part
      }
    }
  }

  /// The remedy with every part replaced.
  public func mapParts(_ transform: (Part) -> Part) -> Remedy {
    var mapped = Remedy("")
    for part in parts { mapped.append(transform(part)) }
    return mapped
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

    /// Starts empty.
    public init(literalCapacity: Int, interpolationCount: Int) {}
    /// Adds text.
    public mutating func appendLiteral(_ literal: String) { remedy.append(.text(literal)) }
    /// Adds text.
    public mutating func appendInterpolation(_ text: some CustomStringConvertible) {
      remedy.append(.text(text.description))
    }
    /// Adds another text with its references.
    public mutating func appendInterpolation(_ other: Remedy) { remedy = remedy + other }
    /// Adds the option of a setting.
    public mutating func appendInterpolation(option key: SettingKey) { remedy.append(.option(key)) }
    /// Adds the option of a setting with a value.
    public mutating func appendInterpolation(option key: SettingKey, to value: String) {
      remedy.append(.value(key, value))
    }
    /// Adds an option that does not belong to a setting.
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
  /// The remedy with the names of its references, for tests and debuggers.
  public var description: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .option(let key): key.option ?? key.name
      case .value(let key, let value): key.option.map { "\($0) \(value)" } ?? "\(key.name)=\(value)"
      case .switch(let option): "--" + option.name
      case .command(let command): command.name + (command.subject.map { " \($0)" } ?? "")
      case .shell(let shell): shell.words.joined(separator: " ")
      }
    }.joined()
  }
}
