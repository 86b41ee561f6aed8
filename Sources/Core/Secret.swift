/// A value that must not be printed: a secret key, a session token, a bearer or Storyblok token.
///
/// String interpolation, `print`, `dump` and mirrors show `‹secret›`. Only `reveal()` returns the value, so every use
/// can be found by searching for that name.
public struct Secret: Sendable, Equatable, Hashable {
  private let value: String

  /// Wraps a value, kept verbatim.
  public init(_ value: String) { self.value = value }

  /// The value, for signing, for a header of a request and for `whoami --export` only.
  public func reveal() -> String { value }

  /// Whether the value is the empty string.
  public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Shows `‹secret›`.
  public var description: String { "‹secret›" }
  /// Shows `‹secret›`.
  public var debugDescription: String { "‹secret›" }
  /// Has no children, so that `dump` does not show the value.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
