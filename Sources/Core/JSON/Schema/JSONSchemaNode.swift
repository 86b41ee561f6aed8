/// One schema: what a value must satisfy.
struct JSONSchemaNode: Sendable {
  /// The types of JSON values.
  enum ValueType: String, Sendable, CaseIterable {
    case object, array, string, integer, number, boolean, null
  }

  /// The allowed types; nil for any.
  var types: [ValueType]?
  /// The allowed values; nil for any.
  var choices: [JSONTree]?
  /// The members that an object may have, in order.
  var properties: [(name: String, schema: JSONSchemaNode)] = []
  /// The members that an object must have.
  var required: [String] = []
  /// Whether an object may have no other members than `properties`.
  var isClosed = false
  /// What each element of an array must satisfy; at most one.
  var items: [JSONSchemaNode] = []
  /// The fewest elements of an array.
  var minItems = 0
  /// Schemas of which one must be satisfied; empty for none.
  var anyOf: [JSONSchemaNode] = []
  /// Schemas that all must be satisfied, and the definitions that are referred to.
  var allOf: [JSONSchemaNode] = []
  /// The definition that must be satisfied too, such as `#/$defs/name`.
  var reference: String?
  /// The format of a string.
  var format: JSONStringFormat?

  /// The schemas directly inside.
  var parts: [JSONSchemaNode] { properties.map(\.schema) + items + anyOf + allOf }
}
