/// The entries of a `.env` file, in order. `DotEnvParser` parses them.
public struct DotEnvFile: Sendable, Equatable {
  /// One assignment.
  public struct Entry: Sendable, Equatable {
    /// The variable's name.
    public var name: String
    /// Its value after expansion; nil for a name without `=`.
    public var value: String?
    /// The line it begins on, from 1.
    public var line: Int

    /// An assignment.
    public init(name: String, value: String?, line: Int) {
      self.name = name
      self.value = value
      self.line = line
    }
  }

  /// The path it was read from, as shown to the user.
  public var path: String
  /// Its assignments, in order. The last assignment of a name takes effect.
  public var entries: [Entry]

  /// A file of the given entries.
  public init(path: String, entries: [Entry]) {
    self.path = path
    self.entries = entries
  }

  /// The assignment of `name` that takes effect: the last one.
  public func entry(_ name: String) -> Entry? { entries.last { $0.name == name } }
}
