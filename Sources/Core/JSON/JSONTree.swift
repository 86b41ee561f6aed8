/// A JSON value as a tree, for content that is converted to text. Depth and size are limited: of deeper values only the
/// texts are kept, and values above the size limit are left out.
package enum JSONTree: Sendable {
  /// A member of an object.
  package struct Member: Sendable {
    package var name: String
    package var value: JSONTree

    /// A member.
    package init(name: String, value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONTree])
  case object([Member])
  /// The texts of a value nested too deep to be kept as a tree.
  case deep([String])

  /// The deepest level kept. A node of rich text takes two levels; stories nest fewer than twenty.
  package static let maxDepth = 200
  /// The largest number of values kept.
  package static let maxValues = 300_000

  /// Parses `bytes`; nil if they are not JSON.
  package init?(_ bytes: ArraySlice<UInt8>) {
    var reader = JSONReader(bytes)
    var left = Self.maxValues
    guard let tree = try? Self.read(&reader, depth: 0, left: &left) else { return nil }
    self = tree
  }

  private static func read(
    _ reader: inout JSONReader, depth: Int, left: inout Int
  ) throws(JSONFault) -> JSONTree {
    left -= 1
    let kind = try reader.kind()
    if left < 0 {
      try reader.skip()
      return .null
    }
    switch kind {
    case .null:
      try reader.skip()
      return .null
    case .bool: return .bool(try reader.slice().first == UInt8(ascii: "t"))
    case .number: return .number(String(decoding: try reader.slice(), as: UTF8.self))
    case .string: return .string(try reader.string())
    case .array where depth < maxDepth:
      var items: [JSONTree] = []
      try reader.elements { (reader) throws(JSONFault) in
        items.append(try read(&reader, depth: depth + 1, left: &left))
      }
      return .array(items)
    case .object where depth < maxDepth:
      var members: [Member] = []
      try reader.members { (reader, name) throws(JSONFault) in
        members.append(Member(name: name, value: try read(&reader, depth: depth + 1, left: &left)))
      }
      return .object(members)
    case .array, .object: return .deep(JSONTexts.all(in: try reader.slice()))
    }
  }

  /// The member of that name; nil if there is none or this is not an object.
  package subscript(_ name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The string; nil for other types.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The string if it is not empty; nil for other types.
  package var text: String? { string.flatMap { $0.isEmpty ? nil : $0 } }

  /// The elements of an array; empty for other types.
  package var items: [JSONTree] { if case .array(let items) = self { items } else { [] } }

  /// The members of an object; empty for other types.
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// A whole number, or a string that contains one; else nil.
  package var integer: Int? {
    switch self {
    case .number(let text), .string(let text): Int(text)
    default: nil
    }
  }
}
