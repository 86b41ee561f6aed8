/// What stands at the standard streams.
public struct TerminalState: Sendable, Equatable {
  /// Whether standard input is a terminal.
  public var input = false
  /// Whether standard output is a terminal.
  public var output = false
  /// Whether standard error is a terminal.
  public var error = false
  /// The terminal's width in columns, where one of the streams is a terminal that tells it.
  public var columns: Int?

  /// No terminal anywhere.
  public init() {}

  /// The given streams.
  public init(input: Bool, output: Bool, error: Bool, columns: Int?) {
    self.input = input
    self.output = output
    self.error = error
    self.columns = columns
  }
}
