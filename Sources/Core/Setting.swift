/// A value and its origin.
public struct Setting<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// The origin of the value.
  public var origin: Origin

  /// Makes a setting.
  public init(_ value: Value, from origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// Another value with the same origin.
  public func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Setting<Other> {
    Setting<Other>(try transform(value), from: origin)
  }
}

extension Setting: Equatable where Value: Equatable {}
