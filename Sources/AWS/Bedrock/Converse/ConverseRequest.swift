public import Core

/// A request to Converse or ConverseStream. Optional parameters are sent only if they were set: newer models refuse
/// some, and the id of an application profile does not say which model it is.
public struct ConverseRequest: Sendable, Equatable {
  /// The requested model, and the id, profile id or ARN to invoke.
  public var model: ModelChoice
  /// The system prompt; blank if there is none.
  public var system: String = ""
  /// The messages. The first is the user's, and roles alternate.
  public var messages: [Message]
  /// The largest number of tokens the model may write, thinking included; nil for the model's default. A number is
  /// always sent, because Bedrock reserves quota for the model's maximum otherwise.
  public var maxTokens: Int?
  /// The temperature, 0 to 1; nil for the model's default.
  public var temperature: Double?
  /// The tools offered.
  public var tools: [ToolSpec] = []
  /// Whether the prefix (tools and system prompt) ends with a cache point.
  public var cachesPrefix = false
  /// How many bytes of streamed text the response keeps. Text that was passed on while streaming need not be kept
  /// whole.
  public var keptText = Int.max
  /// Additional model fields as JSON (`thinking`, `anthropic_beta`, …).
  public var additionalFields: JSONValue?

  /// A request of the given messages.
  public init(model: ModelChoice, messages: [Message]) {
    self.model = model
    self.messages = messages
  }
}

extension ConverseRequest {
  /// The number of tokens that is sent: `maxTokens`, or the model's default.
  public var tokenLimit: Int { maxTokens ?? ModelTable.defaultMaxTokens(of: model) }

  /// The request body.
  public func body() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("messages")
      json.array { json in for message in messages { message.write(to: &json) } }
      if !system.isBlank {
        json.key("system")
        json.array { json in
          json.object { $0.member("text", system) }
          if cachesPrefix { json.cachePoint() }
        }
      }
      json.key("inferenceConfig")
      json.object { json in
        json.member("maxTokens", tokenLimit)
        if let temperature { json.member("temperature", temperature) }
      }
      if !tools.isEmpty {
        json.key("toolConfig")
        json.object { json in
          json.key("tools")
          json.array { json in
            for tool in tools { tool.write(to: &json) }
            if cachesPrefix { json.cachePoint() }
          }
        }
      }
      if let additionalFields {
        json.key("additionalModelRequestFields")
        additionalFields.write(to: &json)
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

  private func prefixHas(tokens minimum: Int) -> Bool {
    var json = JSONWriter()
    json.array { json in for tool in tools { tool.write(to: &json) } }
    // A token of English and JSON is about four bytes. The estimate is low, because a cache point on a short prefix is
    // useless.
    return (json.bytes.count + system.utf8.count) / 4 >= minimum
  }
}
