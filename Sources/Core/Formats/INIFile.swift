/// A file of the AWS shared-file grammar: sections of keys and values, every one with its line. What sections and
/// keys mean is not known here. `INIParser` reads it.
public struct INIFile: Sendable, Equatable {
  /// One section.
  public struct Section: Sendable, Equatable {
    /// The text between the brackets, verbatim.
    public var name: String
    /// The line of its header, from 1.
    public var line: Int
    /// Its own keys, in order; each key stands once.
    public var entries: [Entry]
    /// What the file's `[DEFAULT]` sections give to every section that does not set the key itself.
    public var defaults: [Entry]

    /// A section.
    public init(name: String, line: Int, entries: [Entry], defaults: [Entry] = []) {
      self.name = name
      self.line = line
      self.entries = entries
      self.defaults = defaults
    }

    /// The entry of `key` (lower case) that counts: the section's own, else the default.
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
    /// The line the key stands on, from 1.
    public var line: Int

    /// An entry.
    public init(key: String, value: Value, line: Int) {
      self.key = key
      self.value = value
      self.line = line
    }
  }

  /// A value.
  public enum Value: Sendable, Equatable {
    /// Text; continuation lines are joined with newlines. Empty text is a value.
    case text(String)
    /// A nested block (`s3 =` followed by indented lines): its keys verbatim, in order. The last of a name counts.
    case block([BlockEntry])
  }

  /// One line of a nested block.
  public struct BlockEntry: Sendable, Equatable {
    /// The key, verbatim.
    public var key: String
    /// Its value.
    public var value: String
    /// The line it stands on, from 1.
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
  /// Its sections, in order; each name stands once. `[DEFAULT]` is none of them.
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
  /// The value where it is text, nil where it is a nested block.
  public var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// The entry of `key` in a nested block that counts: the last. Nil where the value is text.
  public func nested(_ key: String) -> INIFile.BlockEntry? {
    if case .block(let entries) = value { entries.last { $0.key == key } } else { nil }
  }
}
