/// Header fields in order. Names are compared case-insensitively.
public struct Headers: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// One field.
  public struct Field: Sendable, Equatable {
    /// The name as sent.
    public var name: String
    /// The value as sent.
    public var value: String
  }

  /// The fields, in order.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// The given fields, in order.
  public init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// The value of the first field of that name. Setting it replaces all fields of that name; nil removes them.
  public subscript(_ name: String) -> String? {
    get { fields.first { Self.same($0.name, name) }?.value }
    set {
      fields.removeAll { Self.same($0.name, name) }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  /// The count in the first field of that name; nil if there is none, or one that no count can have. Counts are added up,
  /// and a number that a service makes up must not exceed what an `Int` holds.
  public func count(_ name: String) -> Int? {
    self[name].flatMap { Int($0) }.flatMap { (0...1 << 40).contains($0) ? $0 : nil }
  }

  /// Adds a field and keeps those of the same name.
  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  private static func same(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.lowercased() == b.lowercased()
  }
}
