/// One scripted answer of the model.
public indirect enum Turn: Sendable {
  /// Text.
  case text(String)
  /// A call of a tool.
  case toolUse(String, JSON)
  /// A call whose input is no whole JSON, as after `max_tokens`.
  case brokenToolUse(String, input: String)
  /// A call with an id of the model's own, valid or not.
  case call(id: String, name: String, input: JSON)
  /// A call that the service runs itself; its result follows in the same answer.
  case serviceCall(String, input: JSON, result: JSON)
  /// Text with its citations, in Converse's form.
  case cited(String, [JSON])
  /// A block of reasoning, with its signature; without one if it is empty.
  case reasoning(String, signature: String)
  /// Encrypted reasoning, in base64.
  case redacted(String)
  /// Text that a guardrail wrote over the model's own.
  case guarded(String, original: String)
  /// That many bytes of text in a stream of deltas.
  case hugeText(bytes: Int)
  /// Several blocks in one answer.
  case parallel([Turn])
  /// The same with another stop reason than the blocks imply.
  case stopping(Turn, reason: String)
  /// An error in place of an answer.
  case error(status: Int, code: String, message: String)
  /// No block at all.
  case nothing
}

/// The model's answer to one request.
struct Answer: Sendable {
  enum Block: Sendable {
    case text(String)
    case toolUse(id: String, name: String, input: String)
    case serviceUse(id: String, name: String, input: String)
    case serviceResult(id: String, name: String, result: JSON)
    case cited(String, [JSON])
    case reasoning(String, signature: String)
    case redacted(String)
    case hugeText(Int)
  }

  var blocks: [Block]
  var stopReason: String
  /// The trace of a guardrail that stepped in.
  var guardrailTrace: JSON?
  /// The text that a guardrail replaced.
  var guardedText: String?

  init(blocks: [Block], stopReason: String? = nil) {
    self.blocks = blocks
    let calls = blocks.contains { if case .toolUse = $0 { true } else { false } }
    self.stopReason = stopReason ?? (calls ? "tool_use" : "end_turn")
  }

  /// The answer of a turn; `seed` makes its tool call ids.
  init(_ turn: Turn, seed: String) throws(ServiceError) {
    switch turn {
    case .error(let status, let code, let message): throw ServiceError(status, code, message)
    case .stopping(let turn, let reason):
      self = try Answer(turn, seed: seed)
      stopReason = reason
    case .guarded(let text, let original):
      self.init(blocks: [.text(text)], stopReason: "guardrail_intervened")
      guardedText = original
    default:
      self.init(blocks: Self.blocks(turn, seed: seed))
    }
  }

  private static func blocks(_ turn: Turn, seed: String) -> [Block] {
    switch turn {
    case .text(let text): [.text(text)]
    case .toolUse(let name, let input): [.toolUse(id: id(seed, name), name: name, input: input.text)]
    case .brokenToolUse(let name, let input): [.toolUse(id: id(seed, name), name: name, input: input)]
    case .call(let id, let name, let input): [.toolUse(id: id, name: name, input: input.text)]
    case .serviceCall(let name, let input, let result):
      [
        .serviceUse(id: id(seed, name), name: name, input: input.text),
        .serviceResult(id: id(seed, name), name: name, result: result),
      ]
    case .cited(let text, let citations): [.cited(text, citations)]
    case .reasoning(let text, let signature): [.reasoning(text, signature: signature)]
    case .redacted(let base64): [.redacted(base64)]
    case .guarded(let text, _): [.text(text)]
    case .hugeText(let bytes): [.hugeText(bytes)]
    case .parallel(let turns): turns.enumerated().flatMap { blocks($1, seed: "\(seed).\($0)") }
    case .stopping(let turn, _): blocks(turn, seed: seed)
    case .error, .nothing: []
    }
  }

  static func id(_ seed: String, _ name: String) -> String { "tooluse_" + Text.token("\(seed) \(name)", 22) }

  /// The same, cut at `tokens` of four letters, as at the model's limit.
  func limited(to tokens: Int) -> Answer {
    var copy = self
    for (index, block) in blocks.enumerated() {
      guard case .text(let text) = block, text.count > tokens * 4 else { continue }
      copy.blocks = Array(blocks[..<index]) + [.text(String(text.prefix(tokens * 4)))]
      copy.stopReason = "max_tokens"
      return copy
    }
    return copy
  }

  /// The same, ended before the first of `sequences`.
  func stopped(by sequences: [String]) -> Answer {
    var copy = self
    for (index, block) in blocks.enumerated() {
      guard case .text(let text) = block else { continue }
      let hits = sequences.compactMap { text.firstRange(of: $0)?.lowerBound }
      guard let first = hits.min() else { continue }
      copy.blocks = Array(blocks[..<index]) + [.text(String(text[..<first]))]
      copy.stopReason = "stop_sequence"
      return copy
    }
    return copy
  }

  /// The text of its blocks.
  var plainText: String {
    blocks.reduce("") { whole, block in if case .text(let text) = block { whole + text } else { whole } }
  }

  /// Tokens it costs: a quarter of its letters.
  var tokens: Int {
    blocks.reduce(0) { sum, block in
      switch block {
      case .text(let text), .cited(let text, _): sum + Tokens.of(text)
      case .toolUse(_, let name, let input), .serviceUse(_, let name, let input):
        sum + Tokens.of(name) + Tokens.of(input)
      case .serviceResult, .redacted: sum
      case .reasoning(let text, _): sum + Tokens.of(text)
      case .hugeText(let bytes): sum + bytes / 4
      }
    }
  }
}

/// The emulator's token: four bytes, at least one.
enum Tokens {
  static func of(_ text: String) -> Int { max(1, (text.utf8.count + 3) / 4) }
}
