public import Core

/// A tool that the model may call.
public struct ToolSpec: Sendable, Equatable {
  /// Its name: letters, digits, `_` and `-`, at most 64.
  public var name: String
  /// The description for the model: what it does and when to use it.
  public var description: String
  /// The JSON schema of its input, which must be an object.
  public var inputSchema: JSONValue

  /// Makes a tool.
  public init(name: String, description: String, inputSchema: JSONValue) {
    self.name = name
    self.description = description
    self.inputSchema = inputSchema
  }
}
