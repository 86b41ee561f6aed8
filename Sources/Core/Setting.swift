/// A value and where it came from.
public struct Setting<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Where it came from.
  public var origin: Origin

  /// Pairs the two.
  public init(_ value: Value, from origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// The same origin with another value.
  public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Setting<Other> {
    Setting<Other>(try transform(value), from: origin)
  }
}

extension Setting: Equatable where Value: Equatable {}
