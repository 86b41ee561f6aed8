import Core

/// A member of a tool's input.
struct ToolParameter: Sendable {
  /// The type of its values.
  enum Kind: Sendable, Equatable {
    case text
    /// One of a few words.
    case word([String])
    case integer(ClosedRange<Int64>)
    case texts
    case integers
  }

  /// The name.
  let name: String
  /// The type of its values.
  let kind: Kind
  /// The description for the model.
  let description: String
  /// Whether a call must give it.
  let isRequired: Bool

  init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.description = description
    self.isRequired = isRequired
  }

  /// The JSON schema.
  var schema: JSONValue {
    var members: [String: JSONValue] = ["description": .string(description)]
    switch kind {
    case .text: members["type"] = .string("string")
    case .word(let words):
      members["type"] = .string("string")
      members["enum"] = .array(words.map { .string($0) })
    case .integer(let range):
      members["type"] = .string("integer")
      members["minimum"] = .integer(range.lowerBound)
      members["maximum"] = .integer(range.upperBound)
    case .texts, .integers:
      members["type"] = .string("array")
      members["items"] = .object(["type": .string(kind == .texts ? "string" : "integer")])
    }
    return .object(members)
  }

  /// The expected type, to follow "must be", if `value` does not match it; nil if it does.
  func mismatch(_ value: JSONValue) -> String? {
    switch kind {
    case .text: return value.string == nil ? "a string" : nil
    case .word(let words):
      return value.string.map(words.contains) == true ? nil : "one of " + words.joined(separator: ", ")
    case .integer(let range):
      guard let number = value.integer else { return "a whole number" }
      return range.contains(number) ? nil : "from \(range.lowerBound) to \(range.upperBound)"
    case .texts, .integers:
      guard let elements = value.array else { return "an array" }
      let fits = kind == .texts ? elements.allSatisfy { $0.string != nil } : elements.allSatisfy { $0.integer != nil }
      return fits ? nil : "an array in which each element is \(kind == .texts ? "a string" : "a whole number")"
    }
  }
}
