/// Counts requests over the last second, as Storyblok's limits do.
struct RateLimiter {
  let exchange: Exchange

  /// The refusal, if `limit` requests of `key` were accepted within the last second.
  func refusal(_ key: String, limit: Int) -> Reply? {
    let now = Platform.monotonic()
    let allowed: Bool = exchange.memory.with { values in
      var window = (values.windows[key] ?? []).filter { $0 > now - 1 }
      let allowed = window.count < limit
      if allowed { window.append(now) }
      values.windows[key] = window
      return allowed
    }
    if allowed { return nil }
    let reply = Reply.json(
      ["error": .string("Rate limit of \(limit) request per second has been reached. Retry later.")],
      status: 429)
    return exchange.scenario.storyblok.retryAfter.map { reply.adding("Retry-After", $0) } ?? reply
  }
}
