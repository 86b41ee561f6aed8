/// Writes schemas for a service.
enum JSONSchemaWriting {
  /// Annotations that a service may not know.
  private static let dropped: Set<String> = ["$schema", "$id", "$comment", "examples"]
  /// Keywords whose members are schemas by name.
  private static let named: Set<String> = ["properties", "$defs", "$def", "definitions"]

  /// The schema without those annotations.
  static func bare(_ tree: JSONTree) -> JSONTree {
    guard case .object(let members) = tree else { return tree }
    return .object(
      members.filter { !dropped.contains($0.name) }.map { member in
        JSONTree.Member(name: member.name, value: inside(member.name, member.value, bare))
      })
  }

  /// Writes the schema without those annotations.
  ///
  /// - Parameter closing: whether objects get `additionalProperties` false. Those of an `allOf` do not: together with the
  ///   others no value would fit.
  static func write(_ tree: JSONTree, closing: Bool, to json: inout JSONWriter) {
    (closing ? closed(bare(tree)) : bare(tree)).write(to: &json)
  }

  private static func closed(_ tree: JSONTree) -> JSONTree {
    guard case .object(let members) = tree else { return tree }
    var all = members.map { member in
      JSONTree.Member(
        name: member.name,
        value: member.name == "allOf" ? member.value : inside(member.name, member.value, closed))
    }
    let isObject = tree["type"]?.string == "object" || tree["type"]?.items.contains { $0.string == "object" } ?? false
    if isObject || tree["properties"] != nil, tree["additionalProperties"] == nil {
      all.append(JSONTree.Member(name: "additionalProperties", value: .bool(false)))
    }
    return .object(all)
  }

  /// Applies `change` to the schemas that the value of a keyword holds.
  private static func inside(_ keyword: String, _ value: JSONTree, _ change: (JSONTree) -> JSONTree) -> JSONTree {
    switch value {
    case .object(let members) where named.contains(keyword):
      .object(members.map { JSONTree.Member(name: $0.name, value: change($0.value)) })
    case .object where keyword == "items": change(value)
    case .array(let items) where keyword == "anyOf" || keyword == "allOf": .array(items.map(change))
    default: value
    }
  }
}

extension JSONTree {
  /// Writes the value; numbers as they were written.
  func write(to json: inout JSONWriter) {
    switch self {
    case .null, .deep: json.null()
    case .bool(let value): json.bool(value)
    case .number(let text): json.raw(text.utf8)
    case .string(let text): json.string(text)
    case .array(let items): json.array { json in for item in items { item.write(to: &json) } }
    case .object(let members):
      json.object { json in
        for member in members {
          json.key(member.name)
          member.value.write(to: &json)
        }
      }
    }
  }

  /// The value without the order of its members.
  var value: JSONValue {
    switch self {
    case .null, .deep: .null
    case .bool(let value): .bool(value)
    case .number(let text): Int64(text).map(JSONValue.integer) ?? .number(Double(text) ?? 0)
    case .string(let text): .string(text)
    case .array(let items): .array(items.map(\.value))
    case .object(let members):
      .object(Dictionary(members.map { ($0.name, $0.value.value) }) { _, last in last })
    }
  }
}
