import AWS
import Core
import Testing

@testable import Assistant

@Suite struct ToolInputTests {
  private static func input(_ name: String, _ members: [String: JSONValue]) throws -> ToolInput {
    try AskTools.parse(ToolUse(id: "t", name: name, input: .object(members))).input
  }

  @Test func toolInput_takesWhatTheSchemaTakes() throws {
    let search = try Self.input(
      "search", ["term": .string("boots"), "limit": .integer(3), "content_type": .string(" "), "future": .bool(true)])
    #expect(try search.text("term") == "boots")
    #expect(search.integer("limit") == 3)
    #expect(search.optional("content_type") == nil)
    #expect(try Self.input("search", ["term": .string("a"), "limit": .null]).integer("limit") == nil)
    #expect(try Self.input("list_analyzed", [:]).integer("offset") == nil)
    let clarify = try Self.input(
      "clarify",
      ["question": .string("?"), "field": .string("f"), "options": .array([.string("a"), .string(""), .string("b")])])
    #expect(clarify.texts("options") == ["a", "b"])
    #expect(try Self.input("read_stories", ["ids": .array([.integer(7), .number(8.0)])]).integers("ids") == [7, 8])
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

  @Test(arguments: wrong) func toolInput_saysWhatIsWrong(name: String, input: JSONValue, reason: String) async throws {
    let context = ToolContext(library: AskScene([]).library, limit: 10, contentType: nil, memory: AskMemory())
    let outcomes = try await AskTools.run([ToolUse(id: "t", name: name, input: input)], context)
    #expect(outcomes.map(\.outcome.text) == ["Wrong input: \(reason)."])
    #expect(outcomes.map(\.outcome.isError) == [true])
  }
}
