public import Core

/// A request to Converse or ConverseStream. Optional parameters are sent only if they were set: newer models refuse
/// some, and the id of an application profile does not say which model it is.
public struct ConverseRequest: Sendable, Equatable {
  /// The requested model, and the id, profile id or ARN to invoke.
  public var model: ModelChoice
  /// The system prompt; blank if there is none.
  public var system: String = ""
  /// The system prompt in place of `system` where stories go as fenced text; nil for the same.
  public var systemOfFencedText: String?
  /// The end of the system prompt, which differs between conversations and is not cached; blank if there is none.
  public var systemEnd: String = ""
  /// The messages. The first is the user's, and roles alternate.
  public var messages: [Message]
  /// The largest number of tokens the model may write, thinking included; nil for the model's default. A number is
  /// always sent, because Bedrock reserves quota for the model's maximum otherwise.
  public var maxTokens: Int?
  /// The temperature, 0 to 1; nil for the model's default.
  public var temperature: Double?
  /// The form in which the stories in the messages are sent.
  public var storyForm = StoryForm.fencedText
  /// The tools offered.
  public var tools: [ToolSpec] = []
  /// Whether the prefix (tools and system prompt) ends with a cache point.
  public var cachesPrefix = false
  /// Whether the last message of a round ends with a cache point too, unless it begins the conversation.
  public var cachesMessages = false
  /// How many of the messages, from the first, belong to earlier questions of the conversation.
  public var historyCount = 0
  /// How many of these, from the first, are left out, because they are too long for the model.
  public var omittedMessages = 0
  /// Whether reasoning in the messages is left out, because the model refused it.
  public var omitsReasoning = false
  /// Whether the images in results of tools are left out, because the model takes none.
  var omitsToolImages = false
  /// How many bytes of streamed text the response keeps. Text that was passed on while streaming need not be kept
  /// whole.
  public var keptText = Int.max
  /// Additional model fields as JSON (`thinking`, `anthropic_beta`, …).
  public var additionalFields: JSONValue?
  /// How much the model thinks and writes; nil for the model's default.
  public var effort: Effort?
  /// Whether the effort is sent without thinking, because the model refused that.
  public var omitsThinking = false
  /// The guardrail that the service applies; nil for none but those that the account enforces.
  public var guardrail: Guardrail?
  /// The service tier; nil for the service's default.
  public var serviceTier: ServiceTier?
  /// Metadata for invocation logs.
  public var metadata: [RequestMetadata] = []
  /// The schema of the answer; nil for text.
  public var schema: AnswerSchema?
  /// Whether the model must answer now, not call another tool first. Counts only with a schema.
  public var mustAnswer = false
  /// Whether the answer is the input of a tool, because the model refused the schema as the format of its text.
  var answersByTool = false
  /// Whether that tool is offered, not forced, because the model refused that.
  var omitsForcedTool = false

  /// A request of the given messages.
  public init(model: ModelChoice, messages: [Message]) {
    self.model = model
    self.messages = messages
  }
}

extension ConverseRequest {
  /// The number of tokens that is sent: `maxTokens`, or the model's default.
  public var tokenLimit: Int { maxTokens ?? ModelTable.defaultMaxTokens(of: model) }

  /// The system prompt for the form in which stories are sent.
  var prompt: String { storyForm == .fencedText ? systemOfFencedText ?? system : system }

  /// The request body.
  public func body() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("messages")
      json.array { json in for message in RequestMessages(self).messages { message.write(to: &json) } }
      if !prompt.isBlank {
        json.key("system")
        json.array { json in
          json.object { $0.member("text", prompt) }
          if cachesPrefix { json.cachePoint() }
          if !systemEnd.isBlank { json.object { $0.member("text", systemEnd) } }
        }
      }
      json.key("inferenceConfig")
      json.object { json in
        json.member("maxTokens", tokenLimit)
        if let temperature { json.member("temperature", temperature) }
      }
      if !offeredTools.isEmpty {
        json.key("toolConfig")
        json.object { json in
          json.key("tools")
          json.array { json in
            for tool in offeredTools { tool.write(to: &json) }
            if cachesPrefix { json.cachePoint() }
          }
          if forcesTool { json.toolChoice(AnswerSchema.toolName) }
        }
      }
      if let fields = modelFields {
        json.key("additionalModelRequestFields")
        fields.write(to: &json)
      }
      if let guardrail {
        json.key("guardrailConfig")
        guardrail.write(to: &json)
      }
      if !metadata.isEmpty {
        json.key("requestMetadata")
        json.object { json in for pair in metadata { json.member(pair.key, pair.value) } }
      }
      if let serviceTier {
        json.key("serviceTier")
        json.object { $0.member("type", serviceTier.rawValue) }
      }
      if let schema, !answersByTool {
        json.key("outputConfig")
        schema.write(to: &json)
      }
    }
    return json.bytes
  }
}

extension ToolSpec {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("toolSpec")
      json.object { json in
        json.member("name", name)
        json.member("description", description)
        json.key("inputSchema")
        json.object { json in
          json.key("json")
          inputSchema.write(to: &json)
        }
      }
    }
  }
}

extension JSONWriter {
  mutating func cachePoint() {
    object { json in
      json.key("cachePoint")
      json.object { $0.member("type", "default") }
    }
  }
}

extension ConverseRequest {
  /// Whether the prefix (tools and system prompt) is long enough for the model to cache. Models ignore shorter
  /// prefixes, and a model that is not in the table may refuse cache points.
  public var prefixIsWorthCaching: Bool {
    guard let minimum = ModelTable.entry(for: model.tableID)?.cacheMinimum else { return false }
    return prefixHas(tokens: minimum)
  }

  /// Whether any model of the table would cache the prefix. If not, the model need not be known.
  public var prefixMayBeWorthCaching: Bool {
    prefixHas(tokens: ModelTable.entries.map(\.cacheMinimum).min() ?? .max)
  }

  private func prefixHas(tokens minimum: Int) -> Bool { Self.tokens(bytes: prefixBytes) >= minimum }

  /// The estimated tokens up to the end of the message at `index`.
  func tokens(through index: Int) -> Int {
    let bytes = messages[min(omittedMessages, historyCount)...index].reduce(prefixBytes) { $0 + $1.bytes }
    return Self.tokens(bytes: bytes)
  }

  /// A token of English and JSON is about four bytes. The estimate is low, because a cache point on a short prefix is
  /// useless.
  private static func tokens(bytes: Int) -> Int { bytes / 4 }

  private var prefixBytes: Int {
    var json = JSONWriter()
    json.array { json in for tool in tools { tool.write(to: &json) } }
    return json.bytes.count + prompt.utf8.count
  }
}
