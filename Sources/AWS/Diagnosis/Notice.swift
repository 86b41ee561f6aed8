public import Core

/// A warning about a configuration that works: a value that overrides another, or an implausible key.
public struct Notice: Sendable, Equatable {
  /// One sentence. It names variables and files, never secret values.
  public var text: String
  /// How to correct it.
  public var hint: Remedy

  /// Makes a notice.
  public init(_ text: String, hint: Remedy) {
    self.text = text
    self.hint = hint
  }
}
