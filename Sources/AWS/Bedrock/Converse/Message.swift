public import Core

/// One message of a conversation with a model, in the terms of Bedrock's Converse API.
public struct Message: Sendable, Equatable {
  /// The author of a message.
  public enum Role: String, Sendable, Codable {
    /// The user, or the result of a tool.
    case user
    /// The model.
    case assistant
  }

  /// The text of a model's message that has no other content, because the API refuses an empty message.
  public static let noAnswer = "(no answer)"

  /// The author.
  public var role: Role
  /// The content, block by block. The API refuses an empty message.
  public var content: [ContentBlock]

  /// A message of the given blocks.
  public init(_ role: Role, _ content: [ContentBlock]) {
    self.role = role
    self.content = content
  }

  /// A message with the user's text.
  public static func user(_ text: String) -> Message { Message(.user, [.text(text)]) }

  /// The text of all its blocks, joined; cited text is part of it.
  public var text: String {
    content.reduce(into: "") { text, block in
      switch block {
      case .text(let part), .cited(let part, _): text += part
      default: break
      }
    }
  }

  /// Whether it holds reasoning.
  var isThoughtful: Bool {
    content.contains { if case .reasoning = $0 { true } else { false } }
  }

  /// The message without the model's reasoning.
  public var withoutReasoning: Message {
    Message(role, content.filter { if case .reasoning = $0 { false } else { true } })
  }

  /// The tool calls in it, in order.
  public var toolUses: [ToolUse] {
    content.compactMap { if case .toolUse(let use) = $0 { use } else { nil } }
  }
}

/// One block of a message.
public enum ContentBlock: Sendable, Equatable {
  /// Text.
  case text(String)
  /// Text with the places that it rests on (`citationsContent`).
  case cited(String, [Citation])
  /// A file that the user gives to the model.
  case attachment(FileBlock)
  /// Search results beside the user's text.
  case found(SearchResults)
  /// The model calls a tool.
  case toolUse(ToolUse)
  /// The result of a tool.
  case toolResult(ToolResult)
  /// The model's reasoning. It must be sent back unchanged, or the service refuses the next turn.
  case reasoning(Reasoning)
  /// Marks the content before it as cacheable.
  case cachePoint
}

/// A model's call of a tool that the client runs. Calls that the service ran itself are not decoded.
public struct ToolUse: Sendable {
  /// The call's id, which its result repeats.
  public var id: String
  /// The tool's name.
  public var name: String
  /// The input, normally a JSON object. A model may write another value.
  public var input: JSONValue
  /// The input as the model wrote it, where that is known: `input` does not keep every digit of a number.
  var written: String?

  /// Makes a call.
  public init(id: String, name: String, input: JSONValue) {
    self.id = id
    self.name = name
    self.input = input
  }
}

extension ToolUse: Equatable {
  /// Whether two calls are equal, in whatever form their input was written.
  public static func == (a: ToolUse, b: ToolUse) -> Bool { (a.id, a.name) == (b.id, b.name) && a.input == b.input }
}

/// The result of a tool: text, which search results may follow.
public struct ToolResult: Sendable, Equatable {
  /// The id of the call.
  public var toolUseID: String
  /// The text. Empty text is sent as `(no output)`, because the API refuses blank text.
  public var text: String
  /// The search results after the text; nil if there are none.
  public var found: SearchResults?
  /// The images after the text.
  public var images: [FileBlock] = []
  /// Whether the tool failed.
  public var isError: Bool

  /// Makes a result.
  public init(toolUseID: String, text: String, found: SearchResults? = nil, isError: Bool = false) {
    self.toolUseID = toolUseID
    self.text = text
    self.found = found
    self.isError = isError
  }

  /// The size of its texts in bytes, in the larger of its forms.
  public var size: Int {
    text.utf8.count + (found.map { max($0.text.utf8.count, $0.blocks.reduce(0) { $0 + $1.size }) } ?? 0)
  }

  /// The result as text alone.
  var asText: ToolResult {
    guard let found else { return self }
    var plain = ToolResult(
      toolUseID: toolUseID, text: text.isBlank ? found.text : text + "\n" + found.text, isError: isError)
    plain.images = images
    return plain
  }
}

/// A block of the model's reasoning.
public enum Reasoning: Sendable, Equatable {
  /// Plain text with the signature that proves it is unchanged.
  case text(String, signature: String?)
  /// Encrypted, in base64 as received.
  case redacted(String)
}
