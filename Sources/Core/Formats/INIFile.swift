/// A file in the AWS shared-file grammar: sections of keys and values with their line numbers. It does not interpret
/// them. `INIParser` parses it.
public struct INIFile: Sendable, Equatable {
  /// One section.
  public struct Section: Sendable, Equatable {
    /// The text between the brackets, verbatim.
    public var name: String
    /// The line of its header, from 1.
    public var line: Int
    /// Its own keys, in order. Each key occurs once.
    public var entries: [Entry]
    /// The keys of the file's `[DEFAULT]` sections, which apply to every section that does not set them.
    public var defaults: [Entry]

    /// A section.
    public init(name: String, line: Int, entries: [Entry], defaults: [Entry] = []) {
      self.name = name
      self.line = line
      self.entries = entries
      self.defaults = defaults
    }

    /// The entry of `key` (lower case) that takes effect: the section's own, else the default.
    public func entry(_ key: String) -> Entry? {
      entries.first { $0.key == key } ?? defaults.first { $0.key == key }
    }
  }

  /// One key and its value.
  public struct Entry: Sendable, Equatable {
    /// The key, in lower case.
    public var key: String
    /// Its value.
    public var value: Value
    /// The line of the key, from 1.
    public var line: Int
    /// Lines of its text that look like keys: they are indented, so that they continue the value above.
    public var swallowed: [SwallowedKey]

    /// An entry.
    public init(key: String, value: Value, line: Int, swallowed: [SwallowedKey] = []) {
      self.key = key
      self.value = value
      self.line = line
      self.swallowed = swallowed
    }
  }

  /// A key that is none, because its line is indented. It holds no value.
  public struct SwallowedKey: Sendable, Equatable {
    /// The text before the equals sign, in lower case.
    public var key: String
    /// Its line, from 1.
    public var line: Int

    /// A key at a line.
    public init(key: String, line: Int) {
      self.key = key
      self.line = line
    }
  }

  /// A value.
  public enum Value: Sendable, Equatable {
    /// Text. Continuation lines are joined with newlines. The text may be empty.
    case text(String)
    /// A nested block (`s3 =` followed by indented lines): its keys verbatim, in order. The last of a name takes
    /// effect.
    case block([BlockEntry])
  }

  /// One line of a nested block.
  public struct BlockEntry: Sendable, Equatable {
    /// The key, verbatim.
    public var key: String
    /// Its value.
    public var value: String
    /// The line of the key, from 1.
    public var line: Int

    /// A line of a block.
    public init(key: String, value: String, line: Int) {
      self.key = key
      self.value = value
      self.line = line
    }
  }

  /// The path it was read from, as shown to the user.
  public var path: String
  /// Its sections, in order. Each name occurs once. `[DEFAULT]` is not included.
  public var sections: [Section]

  /// A file of the given sections.
  public init(path: String, sections: [Section]) {
    self.path = path
    self.sections = sections
  }

  /// The section of that name.
  public func section(_ name: String) -> Section? { sections.first { $0.name == name } }
}

extension INIFile.Entry {
  /// The value if it is text; nil for a nested block.
  public var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// The last entry of `key` in a nested block; nil if the value is text.
  public func nested(_ key: String) -> INIFile.BlockEntry? {
    if case .block(let entries) = value { entries.last { $0.key == key } } else { nil }
  }
}
