import AWS
import Core

/// A tool call, checked against the tool's schema.
enum ToolCall: Equatable {
  case search(term: String, limit: Int?, contentType: String?)
  case analyze(description: String, term: String, contentType: String?)
  case listAnalyzed(limit: Int?, offset: Int)
  case refine(contains: String?, contentType: String?)
  case clarify(question: String, field: String, options: [String])
  case readStories([Int64])

  /// What is wrong with an input, in words for the model.
  struct Refusal: Error, Equatable { var reason: String }

  /// Checks what the model wrote against the schema it was given.
  init(_ use: ToolUse) throws(Refusal) {
    guard let tool = ToolCatalog.all.first(where: { $0.name == use.name }) else {
      let names = ToolCatalog.all.map(\.name).joined(separator: ", ")
      throw Refusal(reason: "there is no tool \(use.name.prefix(64)); the tools are \(names)")
    }
    let input = Members(use.input)
    try input.check(against: tool.inputSchema)
    switch use.name {
    case "search":
      self = .search(
        term: try input.text("term"), limit: input.integer("limit"), contentType: input.optional("content_type"))
    case "analyze":
      self = .analyze(
        description: try input.text("description"), term: try input.text("term"),
        contentType: input.optional("content_type"))
    case "list_analyzed": self = .listAnalyzed(limit: input.integer("limit"), offset: input.integer("offset") ?? 0)
    case "refine":
      let (contains, type) = (input.optional("term"), input.optional("content_type"))
      guard contains != nil || type != nil else {
        throw Refusal(reason: "term or content_type must say what to keep")
      }
      self = .refine(contains: contains, contentType: type)
    case "clarify":
      let options = input.texts("options")
      guard options.count >= 2 else { throw Refusal(reason: "options must hold at least two answers") }
      self = .clarify(
        question: try input.text("question"), field: try input.text("field"), options: Array(options.prefix(12)))
    default:
      let ids = input.integers("ids")
      guard !ids.isEmpty else { throw Refusal(reason: "ids must hold at least one id") }
      guard ids.count <= ToolCatalog.mostRead else {
        throw Refusal(reason: "ids may hold at most \(ToolCatalog.mostRead) ids at a time")
      }
      self = .readStories(ids)
    }
  }

  /// The members of an input object.
  private struct Members {
    let input: JSONValue

    init(_ input: JSONValue) { self.input = input }

    /// The part of JSON Schema that the catalogue uses: an object with typed members, some required.
    func check(against schema: JSONValue) throws(Refusal) {
      guard case .object(let members) = input else { throw Refusal(reason: "the input must be a JSON object") }
      guard case .object(let properties)? = schema["properties"] else { return }
      for name in (schema["required"]?.array ?? []).compactMap(\.string) where members[name] ?? .null == .null {
        throw Refusal(reason: "\(name) is required")
      }
      for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
        guard let property = properties[name] else { continue }
        if let reason = Self.mismatch(value, property) { throw Refusal(reason: "\(name) must be \(reason)") }
      }
    }

    private static func mismatch(_ value: JSONValue, _ schema: JSONValue) -> String? {
      switch schema["type"]?.string {
      case "string": return value.string == nil ? "a string" : nil
      case "integer":
        let (low, high) = (schema["minimum"]?.integer ?? .min, schema["maximum"]?.integer ?? .max)
        guard let number = value.integer else { return "a whole number" }
        return low <= number && number <= high ? nil : "from \(low) to \(high)"
      case "array":
        guard let elements = value.array else { return "an array" }
        let faults = elements.compactMap { mismatch($0, schema["items"] ?? .null) }
        return faults.first.map { "an array in which each element is \($0)" }
      default: return nil
      }
    }

    func text(_ name: String) throws(Refusal) -> String {
      guard let text = optional(name) else { throw Refusal(reason: "\(name) must not be empty") }
      return text
    }

    /// A string with something in it.
    func optional(_ name: String) -> String? {
      guard let text = input[name]?.string, text.contains(where: { !$0.isWhitespace }) else { return nil }
      return String(text.prefix(2000))
    }

    func integer(_ name: String) -> Int? { input[name]?.integer.flatMap { Int(exactly: $0) } }
    func integers(_ name: String) -> [Int64] { (input[name]?.array ?? []).compactMap(\.integer) }
    func texts(_ name: String) -> [String] {
      (input[name]?.array ?? []).compactMap(\.string).filter { !$0.isEmpty }.map { String($0.prefix(200)) }
    }
  }
}
