import AWS
import Core

/// The tools offered to the model: names, what they are for, and the schema of their input.
enum ToolCatalog {
  /// The most stories one search shows to the model.
  static let mostShown: Int64 = 25
  /// The most stories one reading gives.
  static let mostRead = 5

  static let search = tool(
    "search", "Find stories of the space by meaning. Returns the best matches with the passages that match.",
    [
      ("term", string("What to look for, in a few words or as a question."), true),
      ("limit", integer("How many stories to return at most.", 1...mostShown), false),
      ("content_type", string("Only stories of this content type, by its technical name, such as article."), false),
    ])

  static let analyze = tool(
    "analyze",
    "Count the stories that a search finds and describe them (content types, dates) without listing them.",
    [
      ("description", string("What is being counted, in words for the user."), true),
      ("term", string("What to look for."), true),
      ("content_type", string("Only stories of this content type."), false),
    ])

  static let listAnalyzed = tool(
    "list_analyzed", "List the stories that the last analyze counted, or the last search or refine found.",
    [
      ("limit", integer("How many to list at most.", 1...mostShown), false),
      ("offset", integer("How many to leave out at the beginning.", 0...100_000), false),
    ])

  static let refine = tool(
    "refine",
    "Filter all stories found before in this conversation. Keeps those that contain every word of term.",
    [
      ("term", string("Words that must all occur in a story's name, slug or text."), false),
      ("content_type", string("Keep only this content type."), false),
    ])

  static let clarify = tool(
    "clarify", "Ask the user which of several things is meant. Ends your turn: the user answers next.",
    [
      ("question", string("The question to the user, one sentence."), true),
      ("field", string("What is unclear, such as content_type or topic."), true),
      ("options", list(of: "string", "The possible answers, two to six, short."), true),
    ])

  static let readStories = tool(
    "read_stories", "Read whole stories that were found before, by their ids.",
    [
      (
        "ids", list(of: "integer", "Ids of stories that a search of this conversation returned, at most \(mostRead)."),
        true
      )
    ])

  static let all = [search, analyze, listAnalyzed, refine, clarify, readStories]

  private static func tool(
    _ name: String, _ description: String, _ members: [(name: String, schema: JSONValue, required: Bool)]
  ) -> ToolSpec {
    let properties = Dictionary(members.map { ($0.name, $0.schema) }) { first, _ in first }
    let required = members.filter(\.required).map { JSONValue.string($0.name) }
    var schema: [String: JSONValue] = ["type": .string("object"), "properties": .object(properties)]
    if !required.isEmpty { schema["required"] = .array(required) }
    return ToolSpec(name: name, description: description, inputSchema: .object(schema))
  }

  private static func string(_ description: String) -> JSONValue {
    .object(["type": .string("string"), "description": .string(description)])
  }

  private static func integer(_ description: String, _ range: ClosedRange<Int64>) -> JSONValue {
    .object([
      "type": .string("integer"), "description": .string(description), "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
    ])
  }

  private static func list(of type: String, _ description: String) -> JSONValue {
    .object([
      "type": .string("array"), "items": .object(["type": .string(type)]), "description": .string(description),
    ])
  }
}
