import Core

/// Decodes messages of a Converse response and of a conversation file. Unknown members and unknown kinds of block are
/// ignored.
extension Message: Decodable {
  private enum CodingKeys: String, CodingKey { case role, content }

  /// Reads a message in Converse's form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let blocks = try container.decodeIfPresent([BlockReading].self, forKey: .content) ?? []
    self.init(try container.decode(Role.self, forKey: .role), blocks.compactMap(\.block))
  }
}

/// One block; nil if its kind is unknown.
private struct BlockReading: Decodable {
  var block: ContentBlock?

  private enum CodingKeys: String, CodingKey { case text, toolUse, toolResult, reasoningContent, cachePoint }

  private struct Use: Decodable {
    var toolUseId: String
    var name: String
    var input: JSONValue?
  }

  private struct Answer: Decodable {
    struct Part: Decodable { var text: String? }
    var toolUseId: String
    var content: [Part]?
    var status: String?
  }

  private struct Thought: Decodable {
    struct Plain: Decodable {
      var text: String
      var signature: String?
    }
    var reasoningText: Plain?
    var redactedContent: String?
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      block = .text(text)
    } else if let use = try container.decodeIfPresent(Use.self, forKey: .toolUse) {
      block = .toolUse(ToolUse(id: use.toolUseId, name: use.name, input: use.input ?? .object([:])))
    } else if let answer = try container.decodeIfPresent(Answer.self, forKey: .toolResult) {
      let text = (answer.content ?? []).compactMap(\.text).joined(separator: "\n")
      block = .toolResult(
        ToolResult(toolUseID: answer.toolUseId, text: text, isError: answer.status == "error"))
    } else if let thought = try container.decodeIfPresent(Thought.self, forKey: .reasoningContent) {
      if let plain = thought.reasoningText {
        block = .reasoning(.text(plain.text, signature: plain.signature))
      } else if let base64 = thought.redactedContent {
        block = .reasoning(.redacted(base64))
      }
    } else if container.contains(.cachePoint) {
      block = .cachePoint
    }
  }
}
