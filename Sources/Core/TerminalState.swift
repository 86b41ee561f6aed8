/// Which standard streams are terminals.
public struct TerminalState: Sendable, Equatable {
  /// Whether standard input is a terminal.
  public var input = false
  /// Whether standard output is a terminal.
  public var output = false
  /// Whether standard error is a terminal.
  public var error = false
  /// Whether standard output and standard error are the same file, pipe or terminal.
  public var isShared = false
  /// The terminal's width in columns; nil if no stream is a terminal or its width is unknown.
  public var columns: Int?

  /// No stream is a terminal.
  public init() {}

  /// The given streams.
  public init(input: Bool, output: Bool, error: Bool, isShared: Bool = false, columns: Int?) {
    self.input = input
    self.output = output
    self.error = error
    self.isShared = isShared
    self.columns = columns
  }
}
