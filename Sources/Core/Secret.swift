/// A value that must not be printed: a secret key, a session token, a bearer or Storyblok token.
///
/// String interpolation, `print`, `dump` and mirrors show `‹secret›`; only `reveal()` gives the value, so every
/// place that uses one can be found by searching for that word.
public struct Secret: Sendable, Equatable, Hashable {
  private let value: String

  /// Wraps a value, kept verbatim.
  public init(_ value: String) { self.value = value }

  /// The value itself: for signing, for a header on the wire, for `whoami --export`, for nothing else.
  public func reveal() -> String { value }

  /// Whether the value is the empty string.
  public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the value.
  public var description: String { "‹secret›" }
  /// Never the value.
  public var debugDescription: String { "‹secret›" }
  /// No children: `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
