/// Reads a schema from its JSON.
struct JSONSchemaReader {
  /// The deepest nesting of schemas, and the longest chain of references.
  private static let mostDepth = 64
  /// The most schemas when each reference is replaced by what it refers to, because a value is checked against them all.
  private static let mostSchemas = 10_000
  /// Keywords that say nothing about values.
  static let annotations: Set<String> = ["title", "description", "default", "$schema", "$id", "$comment", "examples"]
  private var definitions: [String: JSONSchemaNode] = [:]
  /// The definitions whose references are checked, each with its number of schemas and of references in a chain.
  private var checked: [String: Expansion] = [:]

  /// What a schema becomes when its references are replaced.
  private struct Expansion {
    var schemas = 1
    var depth = 0
  }

  /// The schema and its definitions, by reference.
  ///
  /// - Throws: `JSONSchemaProblem`.
  static func read(
    _ tree: JSONTree
  ) throws(JSONSchemaProblem) -> (root: JSONSchemaNode, definitions: [String: JSONSchemaNode]) {
    var reader = JSONSchemaReader()
    for group in JSONSchema.definitionNames {
      guard let members = tree[group] else { continue }
      guard case .object(let named) = members else {
        throw .unsupported(keyword: group, place: "#", why: "it must be an object of schemas")
      }
      for member in named {
        let place = "#/\(group)/\(escaped(member.name))"
        reader.definitions[place] = try reader.node(member.value, place, 0)
      }
    }
    let root = try reader.node(tree, "#", 0)
    for (place, node) in reader.definitions.sorted(by: { $0.key < $1.key }) {
      _ = try reader.expansion(of: node, place, [place])
    }
    _ = try reader.expansion(of: root, "#", [])
    return (root, reader.definitions)
  }

  /// Checks that every reference has its definition, that none leads back to itself, and that they do not multiply. Each
  /// definition is looked into once.
  private mutating func expansion(
    of node: JSONSchemaNode, _ place: String, _ path: Set<String>
  ) throws(JSONSchemaProblem) -> Expansion {
    var whole = Expansion()
    if let reference = node.reference {
      func refused(_ why: String) -> JSONSchemaProblem { .unsupported(keyword: "$ref", place: place, why: why) }
      guard let target = definitions[reference] else {
        throw refused("there is no \(reference.prefix(scalars: 100))")
      }
      guard !path.contains(reference) else { throw refused("the schema contains itself") }
      guard path.count < Self.mostDepth else {
        throw refused("more than \(Self.mostDepth) references follow each other")
      }
      var inner = Expansion()
      if let known = checked[reference] {
        inner = known
      } else {
        inner = try expansion(of: target, reference, path.union([reference]))
        checked[reference] = inner
      }
      whole = Expansion(schemas: 1 + inner.schemas, depth: 1 + inner.depth)
      guard whole.depth <= Self.mostDepth else {
        throw refused("more than \(Self.mostDepth) references follow each other")
      }
    }
    for part in node.parts {
      let inner = try expansion(of: part, place, path)
      whole.schemas += inner.schemas
      whole.depth = max(whole.depth, inner.depth)
      guard whole.schemas <= Self.mostSchemas || whole.depth == 0 else {
        throw .unsupported(
          keyword: "$ref", place: place, why: "the references lead to more than \(Self.mostSchemas) schemas")
      }
    }
    return whole
  }

  private func node(_ tree: JSONTree, _ place: String, _ depth: Int) throws(JSONSchemaProblem) -> JSONSchemaNode {
    guard case .object(let members) = tree, depth < Self.mostDepth else { throw .notSchema(place: place) }
    var node = JSONSchemaNode()
    for member in members { try take(member, into: &node, place, depth) }
    let names = Set(node.properties.map(\.name))
    for name in node.required where !names.contains(name) {
      throw .unsupported(keyword: "required", place: place, why: "\(name.prefix(scalars: 80)) is not among properties")
    }
    return node
  }

  private func take(
    _ member: JSONTree.Member, into node: inout JSONSchemaNode, _ place: String, _ depth: Int
  ) throws(JSONSchemaProblem) {
    let (name, value) = (member.name, member.value)
    func refused(_ why: String? = nil) -> JSONSchemaProblem { .unsupported(keyword: name, place: place, why: why) }
    func list(_ value: JSONTree) throws(JSONSchemaProblem) -> [JSONSchemaNode] {
      guard case .array(let items) = value, !items.isEmpty else { throw refused("it must be a list of schemas") }
      var nodes: [JSONSchemaNode] = []
      for (index, item) in items.enumerated() {
        nodes.append(try self.node(item, "\(place)/\(name)/\(index)", depth + 1))
      }
      return nodes
    }
    switch name {
    case "type": node.types = try types(value, refused)
    case "enum":
      guard case .array(let choices) = value, !choices.isEmpty, choices.allSatisfy(\.isSimple) else {
        throw refused("only a list of strings, numbers, booleans and null is")
      }
      node.choices = choices
    case "const": node.choices = [value]
    case "properties":
      guard case .object(let members) = value else { throw refused("it must be an object of schemas") }
      for member in members {
        let inner = "\(place)/properties/\(Self.escaped(member.name))"
        node.properties.append((member.name, try self.node(member.value, inner, depth + 1)))
      }
    case "required":
      guard case .array(let names) = value, names.allSatisfy({ $0.string != nil }) else {
        throw refused("it must be a list of names")
      }
      node.required = names.compactMap(\.string)
    case "additionalProperties":
      guard case .bool(false) = value else { throw refused("only false is") }
      node.isClosed = true
    case "items": node.items = [try self.node(value, "\(place)/items", depth + 1)]
    case "minItems":
      guard case .number(let text) = value, text == "0" || text == "1" else { throw refused("only 0 and 1 are") }
      node.minItems = text == "1" ? 1 : 0
    case "anyOf": node.anyOf = try list(value)
    case "allOf": node.allOf += try list(value)
    case "$ref":
      let prefixes = JSONSchema.definitionNames.map { "#/\($0)/" }
      guard let reference = value.string, prefixes.contains(where: reference.hasPrefix)
      else { throw refused("only references such as #/$defs/name are") }
      node.reference = reference
    case "format":
      guard let format = value.string.flatMap(JSONStringFormat.init(rawValue:)) else {
        throw refused("only \(JSONStringFormat.allCases.map(\.rawValue).joined(separator: ", ")) are")
      }
      node.format = format
    case _ where Self.annotations.contains(name): break
    case _ where JSONSchema.definitionNames.contains(name):
      guard depth == 0, place == "#" else { throw refused("definitions stand at the top of the schema") }
    default: throw refused()
    }
  }

  private func types(
    _ value: JSONTree, _ refused: (String?) -> JSONSchemaProblem
  ) throws(JSONSchemaProblem) -> [JSONSchemaNode.ValueType] {
    let names = value.string.map { [$0] } ?? value.items.compactMap(\.string)
    let types = names.compactMap(JSONSchemaNode.ValueType.init(rawValue:))
    guard !types.isEmpty, value.string != nil || types.count == value.items.count else {
      throw refused("only \(JSONSchemaNode.ValueType.allCases.map(\.rawValue).joined(separator: ", ")) are")
    }
    return types
  }

  /// A member's name in a JSON pointer (RFC 6901).
  static func escaped(_ name: String) -> String {
    name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}

extension JSONTree {
  /// Whether it is a string, a number, a boolean or null.
  fileprivate var isSimple: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array, .object, .deep: false
    }
  }
}
