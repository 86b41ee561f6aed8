import Core
import Testing

@testable import AWS

/// Where the messages of a request have cache points.
@Suite struct RequestCachePointsTests {
  private static let long = String(repeating: "word ", count: 2000)

  private func question(_ text: String) -> Message { .user(text) }
  private func call(_ id: String) -> Message {
    Message(.assistant, [.toolUse(ToolUse(id: id, name: "search", input: .object([:])))])
  }
  private func result(_ id: String) -> Message { Message(.user, [.toolResult(ToolResult(toolUseID: id, text: "r"))]) }
  private func answer(_ text: String) -> Message { Message(.assistant, [.text(text)]) }

  private func request(
    _ messages: [Message], history: Int = 0, model: String = "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    _ change: (inout ConverseRequest) -> Void = { _ in }
  ) -> ConverseRequest {
    var request = ConverseRequest(model: ModelChoice(requested: model, used: model), messages: messages)
    request.historyCount = history
    request.system = Self.long
    request.tools = [ToolSpec(name: "search", description: "-", inputSchema: .object(["type": .string("object")]))]
    request.cachesPrefix = request.prefixIsWorthCaching
    request.cachesMessages = true
    change(&request)
    return request
  }

  /// The indices of the sent messages that end with a cache point.
  private func points(_ request: ConverseRequest) -> [Int] {
    let messages = RequestMessages(request).messages
    return messages.indices.filter { messages[$0].content.last == .cachePoint }
  }

  @Test func requestCachePoints_firstRoundOfANewQuestionHasNone() {
    #expect(points(request([question("a")])) == [])
  }

  @Test func requestCachePoints_followEachLaterRoundAtMostTwo() {
    var messages = [question("a")]
    var found: [[Int]] = []
    for round in 1...4 {
      messages += [call("t\(round)"), result("t\(round)")]
      found.append(points(request(messages)))
    }
    #expect(found == [[2], [2, 4], [4, 6], [6, 8]])
    let body = String(decoding: request(messages).body(), as: UTF8.self)
    #expect(body.components(of: #"{"cachePoint":{"type":"default"}}"#) == 4)
  }

  /// A continued question ends with a point; the one before it reads what the run before has written.
  @Test func requestCachePoints_continuedQuestionReadsFromTheOneBefore() {
    let first = [question("a"), answer("b")]
    let second = [question("c"), call("t"), result("t"), answer("d")]
    #expect(points(request(first + [question("c")], history: 2)) == [2])
    #expect(points(request(first + second + [question("e")], history: 6)) == [2, 6])
    // In the next round, the question's point is read from.
    #expect(points(request(first + second + [question("e"), call("u"), result("u")], history: 6)) == [6, 8])
  }

  /// What one run sends up to its point, the next run sends again, byte for byte.
  @Test func requestCachePoints_prefixOfTheNextRunIsTheSame() {
    let first = [question("a"), answer("b")]
    let second = [question("c"), answer("d")]
    func prefix(_ request: ConverseRequest, through point: Int) -> String {
      RequestMessages(request).messages[...point].map { message in
        var json = JSONWriter()
        message.write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
      }.joined()
    }
    let one = request(first + [question("c")], history: 2)
    let two = request(first + second + [question("e")], history: 4)
    #expect(prefix(one, through: 2) == prefix(two, through: 2))
  }

  @Test func requestCachePoints_noneWhereTheModelDoesNotCache() {
    let messages = [question("a"), call("t"), result("t")]
    #expect(points(request(messages, model: "us.amazon.nova-pro-v1:0")) == [])
    #expect(points(request(messages) { $0.cachesMessages = false }) == [])
    // Too short for the model to cache.
    #expect(points(request(messages) { ($0.system, $0.cachesPrefix) = ("Short.", false) }) == [])
    // The messages may be long enough where the prefix is not.
    let long = [question(Self.long), call("t"), result("t")]
    #expect(points(request(long) { ($0.system, $0.cachesPrefix) = ("Short.", false) }) == [2])
  }

  @Test func requestCachePoints_keepToWhatIsSent() {
    let history = [question("a"), answer("b"), question("c"), answer("d")]
    #expect(points(request(history + [question("e")], history: 4) { $0.omittedMessages = 2 }) == [2])
    #expect(points(request(history + [question("e")], history: 4) { $0.omittedMessages = 4 }) == [])
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
