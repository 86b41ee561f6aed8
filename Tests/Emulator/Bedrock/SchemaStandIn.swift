/// Answers in the form of a schema: the stand-in's text goes into the strings, numbers of it into the numbers.
struct SchemaStandIn {
  private let schema: JSON
  private let text: String

  /// The answer in place of `answer`, if the request asks for a schema now; nil otherwise.
  static func answer(_ body: JSON, instead answer: Answer, seed: String) -> Answer? {
    let calls = answer.blocks.contains { if case .toolUse = $0 { true } else { false } }
    let text = answer.plainText
    if let forced = body["toolConfig"]?["toolChoice"]?["tool"]?["name"]?.string {
      let spec = (body["toolConfig"]?["tools"]?.array ?? []).first { $0["toolSpec"]?["name"]?.string == forced }
      guard let schema = spec?["toolSpec"]?["inputSchema"]?["json"] else { return nil }
      let input = SchemaStandIn(schema: schema, text: text).value(schema)
      return Answer(blocks: [.toolUse(id: Answer.id(seed, forced), name: forced, input: input.text)])
    }
    guard !calls, let format = body["outputConfig"]?["textFormat"]?["structure"]?["jsonSchema"]?["schema"]?.string,
      let schema = JSON(parsing: Array(format.utf8))
    else { return nil }
    return Answer(blocks: [.text(SchemaStandIn(schema: schema, text: text).value(schema).text)])
  }

  private func value(_ node: JSON) -> JSON {
    if let reference = node["$ref"]?.string {
      let path = reference.split(separator: "/").dropFirst()
      return value(path.reduce(schema) { $0[String($1)] ?? [:] })
    }
    if let constant = node["const"] { return constant }
    if let first = node["enum"]?.array?.first { return first }
    if let first = node["anyOf"]?.array?.first { return value(first) }
    switch node["type"]?.string ?? node["type"]?[0]?.string {
    case "object", nil:
      return .object((node["properties"]?.members ?? []).map { JSON.Member($0.key, value($0.value)) })
    case "array": return [node["items"].map(value) ?? "x"]
    case "integer", "number":
      let digits = text.split { !$0.isNumber }.first.flatMap { Int($0) }
      return .int(digits ?? 0)
    case "boolean": return true
    case "null": return .null
    default: return .string(String(text.prefix(120)))
    }
  }
}
