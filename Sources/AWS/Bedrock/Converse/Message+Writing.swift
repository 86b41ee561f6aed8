public import Core

extension Message {
  /// Writes the message in Converse's form.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("role", role.rawValue)
      json.key("content")
      json.array { json in
        for block in content { block.write(to: &json) }
      }
    }
  }
}

extension Message {
  /// The bytes of its JSON.
  var bytes: Int {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes.count
  }
}

extension ContentBlock {
  /// Whether it is text, cited or not, without a visible character.
  var isBlankText: Bool {
    switch self {
    case .text(let text), .cited(let text, _): text.isBlank
    default: false
    }
  }

  /// Writes the block in Converse's form.
  public func write(to json: inout JSONWriter) {
    switch self {
    case .cachePoint: json.cachePoint()
    case .attachment(let file): file.write(to: &json)
    case .text(let text): json.object { $0.member("text", text) }
    case .cited(let text, let citations):
      json.object { json in
        json.key("citationsContent")
        json.object { json in
          json.key("content")
          json.array { $0.object { $0.member("text", text) } }
          json.key("citations")
          json.array { json in for citation in citations { citation.write(to: &json) } }
        }
      }
    case .found(let found): for block in found.blocks { block.write(to: &json) }
    case .toolUse(let use):
      json.object { json in
        json.key("toolUse")
        json.object { json in
          json.member("toolUseId", use.id)
          json.member("name", use.name)
          json.key("input")
          // The API accepts only objects. Any other input was answered with an error before and can be dropped.
          (use.input.isObject ? use.input : .object([:])).write(to: &json)
        }
      }
    case .toolResult(let result):
      json.object { json in
        json.key("toolResult")
        json.object { json in
          json.member("toolUseId", result.toolUseID)
          json.key("content")
          json.array { json in
            let found = result.found?.blocks ?? []
            if !result.text.isBlank || found.isEmpty {
              json.object { $0.member("text", result.text.isBlank ? "(no output)" : result.text) }
            }
            for block in found { block.write(to: &json) }
            for image in result.images { image.write(to: &json) }
          }
          if result.isError { json.member("status", "error") }
        }
      }
    case .reasoning(let reasoning):
      json.object { json in
        json.key("reasoningContent")
        json.object { reasoning.write(to: &$0) }
      }
    }
  }
}

extension Reasoning {
  fileprivate func write(to json: inout JSONWriter) {
    switch self {
    case .redacted(let base64): json.member("redactedContent", base64)
    case .text(let text, let signature):
      json.key("reasoningText")
      json.object { json in
        json.member("text", text)
        if let signature { json.member("signature", signature) }
      }
    }
  }
}

extension JSONValue {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
