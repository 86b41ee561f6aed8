/// A schema of JSON values, in the subset of JSON Schema 2020-12 that Bedrock documents for structured outputs.
///
/// Supported are the types, `enum` of simple values, `const`, `anyOf`, `allOf`, references inside the schema, closed
/// objects, `required`, `items`, `minItems` 0 or 1, and ten formats of strings. Annotations are accepted. Everything else
/// is a `JSONSchemaProblem`, because a keyword that is not checked would promise what does not hold.
public struct JSONSchema: Sendable {
  /// The keywords that are supported, for messages.
  public static let keywords =
    "type, enum, const, properties, required, additionalProperties (false), items, minItems (0 or 1), anyOf, allOf, $ref, "
    + "$defs, format, title, description"
  /// Where definitions stand. The first spelling is that of JSON Schema; Bedrock's documentation has the second.
  public static let definitionNames = ["$defs", "$def", "definitions"]

  /// The schema itself.
  let root: JSONSchemaNode
  /// The definitions, by their reference (`#/$defs/name`).
  let definitions: [String: JSONSchemaNode]
  private let source: JSONTree

  /// Reads a schema.
  ///
  /// - Throws: `JSONSchemaProblem` for text that is no JSON or a schema outside the subset.
  public init(_ bytes: [UInt8]) throws(JSONSchemaProblem) {
    var reader = JSONReader(bytes)
    let tree: JSONTree?
    do throws(JSONFault) {
      let slice = try reader.slice()
      try reader.finish()
      tree = JSONTree(slice)
    } catch { throw .notJSON(offset: error.offset) }
    guard let tree else { throw .notJSON(offset: 0) }
    source = tree
    (root, definitions) = try JSONSchemaReader.read(tree)
  }

  /// Whether every value that fits is an object.
  public var isObject: Bool { root.types == [.object] }

  /// The schema as the service takes it: without annotations that it may not know, and with each object closed, which the
  /// service demands (`'additionalProperties' must be explicitly set to false`).
  public var closed: [UInt8] {
    var json = JSONWriter()
    JSONSchemaWriting.write(source, closing: true, to: &json)
    return json.bytes
  }

  /// The schema without annotations that a service may not know.
  public var value: JSONValue { JSONSchemaWriting.bare(source).value }
}

/// Why a schema cannot be used.
public enum JSONSchemaProblem: Error, Sendable, Equatable {
  /// The text is no JSON; the offset of the first wrong byte.
  case notJSON(offset: Int)
  /// A keyword that is not supported, or not with this value; the place of the schema that holds it, as a JSON pointer.
  case unsupported(keyword: String, place: String, why: String?)
  /// A value that is no schema.
  case notSchema(place: String)

  /// The problem, as a sentence about "the schema".
  public var sentence: String {
    switch self {
    case .notJSON(let offset): "the schema is not JSON (byte \(offset))"
    case .unsupported(let keyword, let place, let why):
      "the schema uses \(keyword.prefix(scalars: 80)) at \(place.prefix(scalars: 200)), which is not supported"
        + (why.map { ": \($0)" } ?? "")
    case .notSchema(let place): "the schema is not an object at \(place.prefix(scalars: 200))"
    }
  }
}
