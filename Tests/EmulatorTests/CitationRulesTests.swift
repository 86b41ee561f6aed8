import Testing

@testable import Emulator

/// The rules for search results, citations and cache points: what the stand-in of Bedrock refuses.
@Suite struct CitationRulesTests {
  private static let said = "The model returned the following errors: "
  private static let nova = "amazon.nova-pro-v1%3A0"

  private static func hit(
    source: String = #""s/1""#, title: String = #""Boots""#, content: String = #"[{"text":"a"},{"text":"b"}]"#,
    citations: String = "true"
  ) -> String {
    #"{"searchResult":{"source":\#(source),"title":\#(title),"content":\#(content),"citations":{"enabled":\#(citations)}}}"#
  }

  private static func ask(_ blocks: [String], more: String = "") -> String {
    let content = (blocks + [ConverseTests.hi]).joined(separator: ",")
    return #"{"messages":[\#(ConverseTests.user(content))]\#(more)}"#
  }

  /// A conversation whose first answer cites the search result before it.
  private static func returned(_ location: String, source: String = #""s/1""#) -> String {
    let citation = #"{"source":\#(source),"location":{"searchResultLocation":\#(location)}}"#
    let answer = #"{"citationsContent":{"citations":[\#(citation)],"content":[{"text":"a"}]}}"#
    let messages = [
      ConverseTests.user(hit() + "," + ConverseTests.hi), ConverseTests.assistant(answer),
      ConverseTests.user(ConverseTests.hi),
    ]
    return #"{"messages":[\#(messages.joined(separator: ","))]}"#
  }

  private static let absent = said + "messages.1: citation of a search result that is not in the request"
  private static let blankText =
    "The text field in the SearchResultContentBlock object at search result 0 is blank. Add text to the text field, and "
    + "try again."

  static let refusals: [(body: String, message: String)] = [
    (
      ask([hit(source: #"" ""#)]), "The source field in the SearchResultBlock object at search result 0 is blank."
    ),
    (
      ask([hit(), hit(title: #""""#)]), "The title field in the SearchResultBlock object at search result 1 is blank."
    ),
    (ask([hit(content: "[]")]), blankText), (ask([hit(content: #"[{"text":" \n"}]"#)]), blankText),
    (
      ask([hit(), hit(citations: "false")]),
      said + "citations must be enabled on all search results or none of them"
    ),
    (
      ask(
        [hit()],
        more: #","outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"#
          + #""{\"type\":\"object\",\"additionalProperties\":false}"}}}}"#),
      said + "citations: cannot be enabled together with output_config.format"
    ),
    (returned(#"{"searchResultIndex":1,"start":0,"end":1}"#), absent),
    (returned(#"{"searchResultIndex":-1,"start":0,"end":1}"#), absent),
    (returned(#"{"searchResultIndex":0,"start":0,"end":3}"#), absent),
    (returned(#"{"searchResultIndex":0,"start":1,"end":1}"#), absent),
    (returned(#"{"searchResultIndex":0,"start":-1,"end":1}"#), absent),
    (returned(#"{"searchResultIndex":0}"#), absent),
    (returned(#"{"searchResultIndex":0,"start":0,"end":1}"#, source: #""s/2""#), absent),
    (points(system: 1, tools: 1, messages: 3), said + tooMany(5)), (points(messages: 6), said + tooMany(6)),
  ]

  private static func tooMany(_ count: Int) -> String {
    "A maximum of 4 blocks with cache_control may be provided. Found \(count)."
  }

  /// A request with so many cache points in each part.
  private static func points(system: Int = 0, tools: Int = 0, messages: Int = 0) -> String {
    let point = #"{"cachePoint":{"type":"default"}}"#
    func list(_ first: String, _ count: Int) -> String {
      ([first] + [String](repeating: point, count: count)).joined(separator: ",")
    }
    return
      #"{"system":[\#(list(#"{"text":"s"}"#, system))],"toolConfig":{"tools":[\#(list(ConverseTests.search, tools))]},"#
      + #""messages":[\#(ConverseTests.user(list(ConverseTests.hi, messages)))]}"#
  }

  @Test(arguments: refusals) func emulatorCitations_areRefused(_ body: String, _ message: String) throws {
    let response = try ConverseTests.converse(body)
    #expect(response.status == 400)
    #expect(response.header("x-amzn-errortype") == "ValidationException")
    #expect(response.json?["message"]?.string == message)
  }

  @Test func emulatorCitations_areRefusedByModelsThatTakeNoSearchResults() throws {
    let response = try ConverseTests.converse(Self.ask([Self.hit()]), model: Self.nova)
    #expect(response.status == 400)
    #expect(
      response.json?["message"]?.string
        == "This model doesn't support the searchResult content block that you provided. Update the content block and "
        + "try again.")
  }

  /// What keeps the rules is answered: the refusals above come from the rules alone.
  @Test(arguments: [
    ask([hit(), hit()]), ask([hit(citations: "false"), hit(citations: "false")]),
    returned(#"{"searchResultIndex":0,"start":0,"end":2}"#), points(system: 1, tools: 1, messages: 2),
    points(messages: 4),
  ]) func emulatorCitations_areTakenIfTheyKeepTheRules(_ body: String) throws {
    let response = try ConverseTests.converse(body)
    #expect(response.status == 200, "\(response.text)")
  }
}
