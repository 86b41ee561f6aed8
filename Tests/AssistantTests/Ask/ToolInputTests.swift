import AWS
import Core
import Testing

@testable import Assistant

@Suite struct ToolInputTests {
  private static let right: [(String, JSONValue, ToolCall)] = [
    (
      "search", .object(["term": .string("boots"), "limit": .integer(3), "future": .bool(true)]),
      .search(term: "boots", limit: 3, contentType: nil)
    ),
    (
      "search", .object(["term": .string("boots"), "limit": .null, "content_type": .string(" ")]),
      .search(term: "boots", limit: nil, contentType: nil)
    ),
    (
      "analyze", .object(["term": .string("a"), "description": .string("b"), "content_type": .string("page")]),
      .analyze(description: "b", term: "a", contentType: "page")
    ),
    ("list_analyzed", .object([:]), .listAnalyzed(limit: nil, offset: 0)),
    ("refine", .object(["term": .string("winter")]), .refine(contains: "winter", contentType: nil)),
    (
      "clarify",
      .object([
        "question": .string("Which?"), "field": .string("topic"), "options": .array([.string("a"), .string("b")]),
      ]),
      .clarify(question: "Which?", field: "topic", options: ["a", "b"])
    ),
    ("read_stories", .object(["ids": .array([.integer(7), .number(8.0)])]), .readStories([7, 8])),
  ]

  @Test(arguments: right) func takesWhatTheSchemaTakes(name: String, input: JSONValue, call: ToolCall) throws {
    #expect(try ToolCall(ToolUse(id: "t", name: name, input: input)) == call)
  }

  private static let wrong: [(String, JSONValue, String)] = [
    ("search", .object([:]), "term is required"), ("search", .string("{\"ter"), "the input must be a JSON object"),
    ("search", .array([]), "the input must be a JSON object"),
    ("search", .object(["term": .integer(3)]), "term must be a string"),
    ("search", .object(["term": .string("  ")]), "term must not be empty"),
    ("search", .object(["term": .string("a"), "limit": .integer(0)]), "limit must be from 1 to 25"),
    ("search", .object(["term": .string("a"), "limit": .string("3")]), "limit must be a whole number"),
    ("list_analyzed", .object(["offset": .integer(-1)]), "offset must be from 0 to 100000"),
    ("refine", .object([:]), "term or content_type must say what to keep"),
    (
      "clarify", .object(["question": .string("?"), "field": .string("f"), "options": .array([.string("a")])]),
      "options must hold at least two answers"
    ),
    (
      "read_stories", .object(["ids": .array([.string("7")])]),
      "ids must be an array in which each element is a whole number"
    ),
    ("read_stories", .object(["ids": .array([])]), "ids must hold at least one id"),
    (
      "read_stories", .object(["ids": .array(Array(repeating: .integer(1), count: 6))]),
      "ids may hold at most 5 ids at a time"
    ),
    (
      "delete", .object([:]),
      "there is no tool delete; the tools are search, analyze, list_analyzed, refine, clarify, read_stories"
    ),
  ]

  @Test(arguments: wrong) func saysWhatIsWrong(name: String, input: JSONValue, reason: String) {
    #expect(throws: ToolCall.Refusal(reason: reason)) { try ToolCall(ToolUse(id: "t", name: name, input: input)) }
  }
}
