public import Core

/// The schema of an answer, in the two forms of the API: as the format of the model's text, and as the input of a tool
/// for models that refuse the first.
public struct AnswerSchema: Sendable, Equatable {
  /// The tool whose input is the answer.
  public static let toolName = "answer"
  /// The schema as JSON text, each object closed as the service demands.
  private let format: String
  /// The tool.
  let tool: ToolSpec
  /// Whether the tool's input wraps the answer, because a tool's input is always an object.
  private let isWrapped: Bool
  private static let wrapper = "value"

  /// The forms of `schema`.
  public init(_ schema: JSONSchema) {
    format = String(decoding: schema.closed, as: UTF8.self)
    isWrapped = !schema.isObject
    var input = schema.value
    var outer: [String: JSONValue] = [:]
    if isWrapped, case .object(var members) = input {
      // References begin at the top of the tool's schema.
      for name in JSONSchema.definitionNames {
        if let definitions = members.removeValue(forKey: name) { outer[name] = definitions }
      }
      input = .object(members)
    }
    tool = ToolSpec(
      name: Self.toolName,
      description: "Gives the final answer. Call it once, alone, when the answer is known.",
      inputSchema: isWrapped
        ? .object(
          outer.merging([
            "type": .string("object"), "properties": .object([Self.wrapper: input]),
            "required": .array([.string(Self.wrapper)]),
          ]) { $1 }) : input)
  }

  /// The answer that a call of the tool gives, as JSON; nil if it is a call of another tool.
  public func answer(in use: ToolUse) -> String? {
    guard use.name == Self.toolName else { return nil }
    // The input of a call that was cut is not JSON, but a text.
    if case .string(let text) = use.input { return text }
    if let json = use.written.flatMap(unwrapped) { return json }
    var json = JSONWriter()
    (isWrapped ? use.input[Self.wrapper] ?? use.input : use.input).write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The answer in the input of the tool, as the model wrote it; nil if the input has no such member.
  private func unwrapped(_ written: String) -> String? {
    guard isWrapped else { return written.trimmed }
    var reader = JSONReader(Array(written.utf8))
    var found: String?
    try? reader.membersIfObject { (reader, name) throws(JSONFault) in
      let value = try reader.slice()
      if name == Self.wrapper { found = String(decoding: value, as: UTF8.self) }
    }
    return found
  }

  /// Writes `outputConfig`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("textFormat")
      json.object { json in
        json.member("type", "json_schema")
        json.key("structure")
        json.object { json in
          json.key("jsonSchema")
          json.object { json in
            json.member("schema", format)
            json.member("name", Self.toolName)
          }
        }
      }
    }
  }
}

extension ConverseRequest {
  /// The tools of the request, with that of the answer if it is given so.
  var offeredTools: [ToolSpec] {
    guard let schema, answersByTool else { return tools }
    return tools + [schema.tool]
  }

  /// Whether the tool of the answer is forced.
  var forcesTool: Bool { schema != nil && answersByTool && mustAnswer && !omitsForcedTool }
}

extension JSONWriter {
  /// Writes the member `toolChoice` that forces a tool.
  mutating func toolChoice(_ name: String) {
    key("toolChoice")
    object { json in
      json.key("tool")
      json.object { $0.member("name", name) }
    }
  }
}
