import AWS
import Core
import Storyblok
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
    ("search", .object([:]), "term is required where nothing else selects stories"),
    ("search", .string("{\"ter"), "the input must be a JSON object"),
    ("search", .array([]), "the input must be a JSON object"),
    ("search", .object(["term": .integer(3)]), "term must be a string"),
    ("search", .object(["term": .string("  ")]), "term is required where nothing else selects stories"),
    ("analyze", .object(["term": .string("a")]), "description is required"),
    (
      "search", .object(["state": .string("live")]),
      "state must be one of published, changed, draft, scheduled"
    ),
    (
      "search", .object(["updated_since": .string("soon")]),
      "updated_since must be a date (2026-03-01) or an age (7d)"
    ),
    ("search", .object(["tag": .string("a"), "sort": .string("tag")]), "sort must be a field such as updated_at:desc"),
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
      "there is no tool delete; the tools are search, analyze, list_analyzed, refine, clarify, read_stories, look_at_image"
    ),
  ]

  @Test(arguments: wrong) func toolInput_saysWhatIsWrong(name: String, input: JSONValue, reason: String) async throws {
    let context = ToolContext(library: AskScene([]).library, limit: 10, filter: StoryFilter(), memory: AskMemory())
    let outcomes = try await AskTools.run([ToolUse(id: "t", name: name, input: input)], context)
    #expect(outcomes.map(\.outcome.text) == ["Wrong input: \(reason)."])
    #expect(outcomes.map(\.outcome.isError) == [true])
  }
}
