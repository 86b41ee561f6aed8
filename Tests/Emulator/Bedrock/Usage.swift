/// What a request costs, by a rule simple enough to compute by hand: four bytes of compact JSON are a token,
/// and a prefix that ends in a cache point is read from the cache from the second time on.
struct Usage: Sendable {
  /// Tokens of the whole input.
  let total: Int
  let read: Int
  let write: Int
  let caches: Bool
  /// How long the cache keeps the last prefix: `5m` or `1h`.
  let lifetime: String

  init(_ body: JSON, model: Model, memory: Memory) {
    var prefix = ""
    var points: [(key: String, tokens: Int)] = []
    let parts = [body["toolConfig"]?["tools"]?.array ?? [], body["system"]?.array ?? []]
    let messages = (body["messages"]?.array ?? []).map { $0["content"]?.array ?? [] }
    var lifetime = "5m"
    for block in (parts + messages).joined() {
      if let point = block["cachePoint"] {
        lifetime = point["ttl"]?.string ?? "5m"
        points.append((Text.sha256(Array("\(model.id) \(prefix)".utf8)), Tokens.of(prefix)))
      } else {
        prefix += block.text
      }
    }
    total = Tokens.of(prefix)
    let minimum = model.cacheMinimum ?? Int.max
    let worth = points.filter { $0.tokens >= minimum }
    caches = !points.isEmpty
    self.lifetime = lifetime
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
      "serverToolUsage": [:],
    ]
    guard caches else { return plain }
    // The service writes the two figures under two names each.
    var usage = plain
    for (name, value) in [("cacheRead", read), ("cacheWrite", write)] {
      usage = usage.adding("\(name)InputTokens", .int(value)).adding("\(name)InputTokenCount", .int(value))
    }
    guard write > 0 else { return usage }
    return usage.adding("cacheDetails", [["ttl": .string(lifetime), "inputTokens": .int(write)]])
  }
}
