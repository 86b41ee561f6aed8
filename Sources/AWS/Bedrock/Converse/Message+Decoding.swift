import Core

/// Decodes messages of a Converse response and of a conversation file. Unknown members and unknown kinds of block are
/// ignored, and missing names and ids are empty, as botocore reads them.
extension Message: Decodable {
  private enum CodingKeys: String, CodingKey { case role, content }

  /// Reads a message in Converse's form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let blocks = try container.decodeIfPresent([BlockReading].self, forKey: .content) ?? []
    self.init(try container.decode(Role.self, forKey: .role), blocks.compactMap(\.block).joiningResults)
    if role == .assistant { content = content.withoutServiceCalls }
  }
}

extension [ContentBlock] {
  /// The blocks with search results that follow each other as one.
  fileprivate var joiningResults: [ContentBlock] {
    reduce(into: []) { blocks, block in
      guard case .found(let more) = block, case .found(var before)? = blocks.last else { return blocks.append(block) }
      before.blocks += more.blocks
      blocks[blocks.count - 1] = .found(before)
    }
  }

  /// The blocks of a model's message without the calls that the service itself ran: their results stand in the same
  /// message. The client must neither run such a call nor return it, because it did not offer that tool.
  var withoutServiceCalls: [ContentBlock] {
    var answered: Set<String> = []
    for case .toolResult(let result) in self where !result.toolUseID.isEmpty { answered.insert(result.toolUseID) }
    return filter { block in
      switch block {
      case .toolResult: false
      case .toolUse(let use): !answered.contains(use.id)
      default: true
      }
    }
  }
}

/// One block; nil if its kind is unknown, or if it is a call that the service ran.
private struct BlockReading: Decodable {
  var block: ContentBlock?

  private enum CodingKeys: String, CodingKey {
    case text, citationsContent, searchResult, toolUse, toolResult, reasoningContent, cachePoint
  }

  private struct Use: Decodable {
    var toolUseId: String?
    var name: String?
    var input: JSONValue?
    var type: String?
  }

  private struct Part: Decodable {
    var text: String?
    var searchResult: SearchResultBlock?
  }

  private struct Answer: Decodable {
    var toolUseId: String?
    var content: [Part]?
    var status: String?
  }

  private struct Cited: Decodable {
    var content: [Part]?
    var citations: Lenient<[Lenient<Citation>]>?
  }

  private struct Thought: Decodable {
    struct Plain: Decodable {
      var text: String?
      var signature: String?
    }
    var reasoningText: Plain?
    var redactedContent: String?
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      block = .text(text)
    } else if let cited = try container.decodeIfPresent(Cited.self, forKey: .citationsContent) {
      let citations = (cited.citations?.value ?? []).compactMap(\.value)
      block = .cited((cited.content ?? []).compactMap(\.text).joined(), citations)
    } else if let found = try container.decodeIfPresent(SearchResultBlock.self, forKey: .searchResult) {
      block = .found(SearchResults([found]))
    } else if let use = try container.decodeIfPresent(Use.self, forKey: .toolUse) {
      guard use.type != ToolUse.serviceType else { return }
      block = .toolUse(ToolUse(id: use.toolUseId ?? "", name: use.name ?? "", input: use.input ?? .object([:])))
    } else if let answer = try container.decodeIfPresent(Answer.self, forKey: .toolResult) {
      let text = (answer.content ?? []).compactMap(\.text).joined(separator: "\n")
      let found = (answer.content ?? []).compactMap(\.searchResult)
      block = .toolResult(
        ToolResult(
          toolUseID: answer.toolUseId ?? "", text: text, found: found.isEmpty ? nil : SearchResults(found),
          isError: answer.status == "error"))
    } else if let thought = try container.decodeIfPresent(Thought.self, forKey: .reasoningContent) {
      if let plain = thought.reasoningText {
        block = .reasoning(.text(plain.text ?? "", signature: plain.signature))
      } else if let base64 = thought.redactedContent {
        block = .reasoning(.redacted(base64))
      }
    } else if container.contains(.cachePoint) {
      block = .cachePoint
    }
  }
}

extension ToolUse {
  /// The `type` of a call that the service runs itself. A call for the client has another type or none.
  static let serviceType = "server_tool_use"
}
