public import Core

/// Something about a setup that its owner should know though nothing failed: a value that hides another, a key that
/// cannot be what was meant.
public struct Notice: Sendable, Equatable {
  /// What is so, in one sentence; names variables and places, never secret values.
  public var text: String
  /// What to do about it.
  public var hint: Remedy

  /// Makes a notice.
  public init(_ text: String, hint: Remedy) {
    self.text = text
    self.hint = hint
  }
}
