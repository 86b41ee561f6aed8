public import Core

/// One message of a conversation with a model, in the terms of Bedrock's Converse API.
public struct Message: Sendable, Equatable {
  /// Who speaks.
  public enum Role: String, Sendable, Codable {
    /// The person, or a tool answering for them.
    case user
    /// The model.
    case assistant
  }

  /// Who speaks.
  public var role: Role
  /// What is said, block by block; the API refuses an empty message.
  public var content: [ContentBlock]

  /// A message of the given blocks.
  public init(_ role: Role, _ content: [ContentBlock]) {
    self.role = role
    self.content = content
  }

  /// A message of the person's text.
  public static func user(_ text: String) -> Message { Message(.user, [.text(text)]) }

  /// The text of all its blocks, joined.
  public var text: String {
    content.reduce(into: "") { text, block in if case .text(let part) = block { text += part } }
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
  /// The model calls a tool.
  case toolUse(ToolUse)
  /// A tool's answer.
  case toolResult(ToolResult)
  /// The model's reasoning; it goes back exactly as it came, or the service refuses the next turn.
  case reasoning(Reasoning)
  /// Everything before it may be cached.
  case cachePoint
}

/// A tool call of the model.
public struct ToolUse: Sendable, Equatable {
  /// The call's id; its result names it.
  public var id: String
  /// The tool.
  public var name: String
  /// What it is called with: a JSON object, or whatever the model wrote instead.
  public var input: JSONValue

  /// Makes a call.
  public init(id: String, name: String, input: JSONValue) {
    self.id = id
    self.name = name
    self.input = input
  }
}

/// A tool's answer, as text.
public struct ToolResult: Sendable, Equatable {
  /// The call it answers.
  public var toolUseID: String
  /// The answer; an empty one is sent as `(no output)`, because the API refuses blank text.
  public var text: String
  /// Whether the tool failed.
  public var isError: Bool

  /// Makes an answer.
  public init(toolUseID: String, text: String, isError: Bool = false) {
    self.toolUseID = toolUseID
    self.text = text
    self.isError = isError
  }
}

/// A block of the model's reasoning.
public enum Reasoning: Sendable, Equatable {
  /// Readable, with the signature that proves it unchanged.
  case text(String, signature: String?)
  /// Encrypted; base64 as it came.
  case redacted(String)
}
