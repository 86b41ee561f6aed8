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
    let check = JSONSchemaCheck(definitions: definitions)
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

  /// The first thing that is wrong with `value`; nil if it fits.
  func misfit(_ value: JSONTree, _ node: JSONSchemaNode, _ place: String) -> Misfit? {
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
    if let target = node.reference.flatMap({ definitions[$0] }), let found = misfit(value, target, place) {
      return found
    }
    // Each is checked once: checks inside checks would multiply.
    var first: Misfit?
    for part in node.anyOf {
      guard let found = misfit(value, part, place) else { return nil }
      first = first ?? found
    }
    return node.anyOf.count > 1 ? (place, "it fits none of anyOf") : first
  }

  private func misfitInside(_ value: JSONTree, _ node: JSONSchemaNode, _ place: String) -> Misfit? {
    switch value {
    case .object(let members):
      for name in node.required where value[name] == nil { return (place, "it lacks \(name)") }
      for member in members {
        let inner = place + "/" + JSONSchemaReader.escaped(member.name)
        guard let property = node.properties.first(where: { $0.name == member.name }) else {
          if node.isClosed { return (inner, "it is not among the properties") }
          continue
        }
        if let found = misfit(member.value, property.schema, inner) { return found }
      }
    case .array(let items):
      guard items.count >= node.minItems else { return (place, "it must not be empty") }
      guard let schema = node.items.first else { return nil }
      for (index, item) in items.enumerated() {
        if let found = misfit(item, schema, "\(place)/\(index)") { return found }
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
