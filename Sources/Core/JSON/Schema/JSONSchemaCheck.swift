extension JSONSchema {
  /// Whether a text is one JSON value that fits the schema.
  public enum Verdict: Sendable, Equatable {
    /// It fits; the value without surrounding white space, as it was written.
    case fits([UInt8])
    /// It is no JSON value, or more than one.
    case notJSON
    /// It does not fit: the place of the value, as a JSON pointer, and what is wrong there.
    case misfit(place: String, wrong: String)
  }

  /// Checks a text.
  public func verdict(on text: String) -> Verdict {
    var reader = JSONReader(Array(text.utf8))
    guard let slice = try? reader.slice(), (try? reader.finish()) != nil, let tree = JSONTree(slice) else {
      return .notJSON
    }
    var check = JSONSchemaCheck(definitions: definitions)
    if let misfit = check.misfit(tree, root, "") {
      return .misfit(place: misfit.place.isEmpty ? "/" : misfit.place, wrong: misfit.wrong)
    }
    return .fits(Array(slice))
  }
}

/// Checks values.
struct JSONSchemaCheck {
  /// The definitions of the schema.
  let definitions: [String: JSONSchemaNode]

  /// What is wrong with a value, and where.
  typealias Misfit = (place: String, wrong: String)

  /// A value that was held against a definition.
  private struct Known: Hashable {
    var trail: [Int]
    var reference: String
  }

  /// The results for definitions. One that is referred to several times would be checked as often, at each level.
  private var known: [Known: Misfit?] = [:]
  /// Where the value is that is checked: the index at each level. A name may occur twice in an object.
  private var trail: [Int] = []

  init(definitions: [String: JSONSchemaNode]) { self.definitions = definitions }

  /// The first thing that is wrong with `value`; nil if it fits.
  mutating func misfit(_ value: JSONTree, _ node: JSONSchemaNode, _ place: String) -> Misfit? {
    if case .deep = value { return (place, "it is nested too deep") }
    if let types = node.types, !types.contains(where: { value.has($0) }) {
      return (place, "it must be \(types.map(\.words).joined(separator: " or "))")
    }
    if let choices = node.choices, !choices.contains(where: { value.equals($0) }) {
      return (place, choices.count == 1 ? "it is not the one value allowed" : "it is none of the values allowed")
    }
    if let found = misfitInside(value, node, place) { return found }
    if let format = node.format, case .string(let text) = value, !format.accepts(text) {
      return (place, "it is no \(format.rawValue)")
    }
    for part in node.allOf {
      if let found = misfit(value, part, place) { return found }
    }
    if let reference = node.reference, let found = misfit(value, reference, place) { return found }
    var last: Misfit?
    for part in node.anyOf {
      last = misfit(value, part, place)
      if last == nil { return nil }
    }
    return node.anyOf.count > 1 ? (place, "it fits none of anyOf") : last
  }

  private mutating func misfit(_ value: JSONTree, _ reference: String, _ place: String) -> Misfit? {
    let key = Known(trail: trail, reference: reference)
    if let found = known[key] { return found }
    guard let target = definitions[reference] else { return nil }
    let found = misfit(value, target, place)
    known.updateValue(found, forKey: key)
    return found
  }

  /// The same for a value inside another.
  private mutating func misfit(
    _ value: JSONTree, _ node: JSONSchemaNode, _ place: String, _ index: Int
  ) -> Misfit? {
    trail.append(index)
    defer { trail.removeLast() }
    return misfit(value, node, place)
  }

  private mutating func misfitInside(_ value: JSONTree, _ node: JSONSchemaNode, _ place: String) -> Misfit? {
    switch value {
    case .object(let members):
      for name in node.required where value[name] == nil { return (place, "it lacks \(name)") }
      for (index, member) in members.enumerated() {
        let inner = place + "/" + JSONSchemaReader.escaped(member.name)
        guard let property = node.properties.first(where: { $0.name == member.name }) else {
          if node.isClosed { return (inner, "it is not among the properties") }
          continue
        }
        if let found = misfit(member.value, property.schema, inner, index) { return found }
      }
    case .array(let items):
      guard items.count >= node.minItems else { return (place, "it must not be empty") }
      guard let schema = node.items.first else { return nil }
      for (index, item) in items.enumerated() {
        if let found = misfit(item, schema, "\(place)/\(index)", index) { return found }
      }
    default: break
    }
    return nil
  }
}

extension JSONSchemaNode.ValueType {
  /// The type with its article.
  fileprivate var words: String {
    switch self {
    case .null: "null"
    case .object, .array, .integer: "an \(rawValue)"
    case .string, .number, .boolean: "a \(rawValue)"
    }
  }
}

extension JSONTree {
  /// Whether the value has the type. A number without a fraction is an integer, however it is written.
  fileprivate func has(_ type: JSONSchemaNode.ValueType) -> Bool {
    switch (self, type) {
    case (.object, .object), (.array, .array), (.string, .string), (.number, .number), (.bool, .boolean),
      (.null, .null):
      true
    case (.number(let text), .integer):
      Int64(text) != nil || Double(text).map { $0.isFinite && $0.rounded() == $0 } ?? false
    default: false
    }
  }

  /// Whether two values are equal: numbers by their value, objects in any order.
  fileprivate func equals(_ other: JSONTree) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b || Double(a) == Double(b)
    case (.string(let a), .string(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.equals($1) }
    case (.object(let a), .object(let b)):
      a.count == b.count && a.allSatisfy { member in other[member.name].map { member.value.equals($0) } ?? false }
    default: false
    }
  }
}
