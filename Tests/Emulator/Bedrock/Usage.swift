/// What a request costs, by a rule simple enough to compute by hand: four bytes of compact JSON are a token,
/// and a prefix that ends in a cache point is read from the cache from the second time on.
struct Usage: Sendable {
  /// Tokens of the whole input.
  let total: Int
  let read: Int
  let write: Int
  let caches: Bool

  init(_ body: JSON, model: Model, memory: Memory) {
    var prefix = ""
    var points: [(key: String, tokens: Int)] = []
    let parts = [body["toolConfig"]?["tools"]?.array ?? [], body["system"]?.array ?? []]
    let messages = (body["messages"]?.array ?? []).map { $0["content"]?.array ?? [] }
    for block in (parts + messages).joined() {
      if block["cachePoint"] != nil {
        points.append((Text.sha256(Array("\(model.id) \(prefix)".utf8)), Tokens.of(prefix)))
      } else {
        prefix += block.text
      }
    }
    total = Tokens.of(prefix)
    let minimum = model.cacheMinimum ?? Int.max
    let worth = points.filter { $0.tokens >= minimum }
    caches = !points.isEmpty
    guard let last = worth.last else {
      (read, write) = (0, 0)
      return
    }
    let known: Int = memory.with { values in
      let hit = worth.last { values.rotated["cache \($0.key)"] != nil }?.tokens ?? 0
      for point in worth { values.rotated["cache \(point.key)"] = "" }
      return hit
    }
    (read, write) = (known, last.tokens - known)
  }

  func json(output: Int) -> JSON {
    let input = total - read - write
    let plain: JSON = [
      "inputTokens": .int(input), "outputTokens": .int(output), "totalTokens": .int(total + output),
    ]
    guard caches else { return plain }
    return plain.adding("cacheReadInputTokens", .int(read)).adding("cacheWriteInputTokens", .int(write))
  }
}

/// The body of Converse's answer.
struct ConverseAnswer {
  let answer: Answer
  let usage: Usage

  var json: JSON {
    let content = answer.blocks.map { block -> JSON in
      switch block {
      case .text(let text): ["text": .string(text)]
      case .hugeText(let bytes): ["text": .string(String(repeating: "alpine ", count: bytes / 7))]
      case .toolUse(let id, let name, let input):
        ["toolUse": ["toolUseId": .string(id), "name": .string(name), "input": JSON(input) ?? [:]]]
      case .reasoning(let text, let signature):
        ["reasoningContent": ["reasoningText": ["text": .string(text), "signature": .string(signature)]]]
      }
    }
    return [
      "metrics": ["latencyMs": 42],
      "output": ["message": ["role": "assistant", "content": .array(content)]],
      "stopReason": .string(answer.stopReason), "usage": usage.json(output: answer.tokens),
    ]
  }
}
