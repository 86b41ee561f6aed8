/// Fills a tool's input from a question, as its schema asks.
struct ToolInput {
  let question: String
  let found: [FoundStory]

  func fill(_ tool: Tool) -> JSON {
    var members: [JSON.Member] = []
    for property in tool.properties {
      let required = tool.required.contains(property.key)
      if let value = value(property.key, property.value, required: required) {
        members.append(JSON.Member(property.key, value))
      }
    }
    return .object(members)
  }

  private func value(_ name: String, _ schema: JSON, required: Bool) -> JSON? {
    let term = JSON.string(StandInRules.term(question))
    switch name {
    case "term", "query", "q", "search_term", "keyword", "keywords", "filter", "text", "topic":
      return schema["type"]?.string == "array" ? [term] : term
    case "limit", "count", "max_results":
      return StandInRules.limit(question).map { .int($0) } ?? (required ? 10 : nil)
    case "content_type", "type":
      let choices = schema["enum"]?.array?.compactMap(\.string)
      guard let type = StandInRules.contentType(question), choices?.contains(type) ?? true else {
        return required ? fallback(schema) : nil
      }
      return .string(type)
    case "description", "summary": return .string("Number of stories about \(StandInRules.term(question))")
    case "question", "message", "prompt": return "What kind of content are you looking for?"
    case "options", "choices": return ["article", "product", "faq_item"]
    case "field": return choice(schema, "content_type")
    case "analysis_type": return choice(schema, "count")
    case "id", "story_id":
      guard let story = found.first(where: { !$0.id.isEmpty }) else {
        return required ? fallback(schema) : nil
      }
      return schema["type"]?.string == "string" ? .string(story.id) : .number(story.id)
    case "ids", "story_ids":
      let ids = found.filter { !$0.id.isEmpty }.prefix(3).map(\.id)
      let strings = schema["items"]?["type"]?.string == "string"
      return .array(ids.map { strings ? .string($0) : .number($0) })
    case "slug", "full_slug": return found.first.map { .string($0.slug) } ?? (required ? term : nil)
    default: return required ? fallback(schema) : nil
    }
  }

  private func choice(_ schema: JSON, _ preferred: String) -> JSON {
    let choices = schema["enum"]?.array ?? []
    return choices.isEmpty || choices.contains(.string(preferred)) ? .string(preferred) : choices[0]
  }

  /// A value that the schema accepts.
  private func fallback(_ schema: JSON) -> JSON {
    if let first = schema["enum"]?.array?.first { return first }
    switch schema["type"]?.string {
    case "integer", "number": return 10
    case "boolean": return true
    case "array": return [.string(StandInRules.term(question))]
    case "object": return [:]
    default: return .string(StandInRules.term(question))
    }
  }
}
