import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Assembles a streamed message from its events.
///
/// Blocks are stored by index. Text and reasoning begin with their first delta, because the service announces only tool
/// calls. The input of a tool call arrives in fragments of JSON, which are parsed when the message is complete.
struct StreamAssembly {
  private enum Block {
    case text(String)
    case tool(id: String, name: String, input: String)
    /// Reasoning and its signature, which is empty if there is none.
    case reasoning(String, signature: String)
    /// The parts of encrypted reasoning, each in base64.
    case redacted([String])
  }

  /// Limits on the memory that a response may use.
  private static let maxBlocks = 10_000
  private static let maxToolInput = 4 << 20
  private static let maxAllInputs = 16 << 20
  private static let maxReasoning = 16 << 20

  private var blocks: [Int: Block] = [:]
  /// The citations of blocks of text, by index.
  private var citations: [Int: [Citation]] = [:]
  /// The ids of the calls that the service ran itself.
  private var answered: Set<String> = []
  private var keptText = 0
  private var keptReasoning = 0
  private var keptInput = 0
  private let textLimit: Int
  /// Why the model stopped; nil before that.
  private(set) var stopReason: StopReason?
  private(set) var usage: TokenUsage?
  /// The trace of a guardrail, if the request asked for it.
  private(set) var trace: GuardrailTrace?

  /// An empty message that keeps at most `textLimit` bytes of text.
  init(textLimit: Int = .max) { self.textLimit = textLimit }

  /// Adds an event.
  ///
  /// - Throws: `LimitExceeded` if the response exceeds a limit.
  mutating func add(_ event: StreamEvent) throws(LimitExceeded) {
    switch event {
    case .messageStart, .blockStop, .unknown: return
    case .messageStop(let reason): stopReason = reason
    case .metadata(let usage, let trace):
      self.usage = usage ?? self.usage
      self.trace = trace ?? self.trace
    case .toolUseStart(let index, let id, let name):
      try put(.tool(id: id, name: name, input: ""), at: index)
    case .text(let index, let text):
      let kept = keep(text)
      if case .text(var whole) = blocks.removeValue(forKey: index) {
        whole += kept  // in place: the block was removed, so its text has no other reference
        try put(.text(whole), at: index)
      } else {
        try put(.text(kept), at: index)
      }
    case .toolInput(let index, let fragment):
      guard case .tool(let id, let name, var input) = blocks.removeValue(forKey: index) else { return }
      keptInput += fragment.utf8.count
      guard input.utf8.count + fragment.utf8.count <= Self.maxToolInput, keptInput <= Self.maxAllInputs else {
        throw LimitExceeded()
      }
      input += fragment
      try put(.tool(id: id, name: name, input: input), at: index)
    case .serviceResult(let id): answered.insert(id)
    case .citation(let index, let citation):
      try count(citation.size + 64)
      citations[index, default: []].append(citation)
    case .reasoningText(let index, let text):
      try reason(at: index, adding: text, signature: "")
    case .reasoningSignature(let index, let signature):
      try reason(at: index, adding: "", signature: signature)
    case .reasoningRedacted(let index, let base64):
      try count(base64.utf8.count)
      guard case .redacted(var parts)? = blocks.removeValue(forKey: index) else {
        return try put(.redacted([base64]), at: index)
      }
      parts.append(base64)
      try put(.redacted(parts), at: index)
    }
  }

  /// The response exceeds a limit.
  struct LimitExceeded: Error {}

  /// The message so far, blocks in order.
  func message() -> Message {
    let content = blocks.sorted { $0.key < $1.key }.compactMap { block(from: $0.value, at: $0.key) }
    return Message(.assistant, content)
  }

  private func block(from block: Block, at index: Int) -> ContentBlock? {
    switch block {
    case .text(let text):
      guard !text.isEmpty else { return nil }
      return citations[index].map { .cited(text, $0) } ?? .text(text)
    case .redacted(let parts): return .reasoning(.redacted(Self.joined(parts)))
    case .reasoning(let text, let signature):
      return .reasoning(.text(text, signature: signature.isEmpty ? nil : signature))
    case .tool(let id, let name, let input):
      guard id.isEmpty || !answered.contains(id) else { return nil }
      // A call cut off by the token limit is not valid JSON. As a string it fails the tool's schema check, and the
      // model gets that error.
      let parsed = try? JSONDecoder().decode(JSONValue.self, from: Data(input.utf8))
      let value = input.isBlank ? .object([:]) : parsed ?? .string(input)
      return .toolUse(ToolUse(id: id, name: name, input: value))
    }
  }

  private mutating func put(_ block: Block, at index: Int) throws(LimitExceeded) {
    guard blocks.count < Self.maxBlocks || blocks[index] != nil else { throw LimitExceeded() }
    blocks[index] = block
  }

  private mutating func reason(at index: Int, adding text: String, signature: String) throws(LimitExceeded) {
    try count(text.utf8.count)
    try count(signature.utf8.count)
    if case .reasoning(var whole, var proof) = blocks.removeValue(forKey: index) {
      whole += text  // in place, as above
      proof += signature
      try put(.reasoning(whole, signature: proof), at: index)
    } else {
      try put(.reasoning(text, signature: signature), at: index)
    }
  }

  /// Parts in base64 as one text in base64. One part stays as it was received.
  private static func joined(_ parts: [String]) -> String {
    guard parts.count > 1 else { return parts.first ?? "" }
    return parts.reduce(into: Data()) { $0 += Data(base64Encoded: $1) ?? Data() }.base64EncodedString()
  }

  /// Reasoning and citations are sent back to the service, so they are kept whole and their size is limited.
  private mutating func count(_ bytes: Int) throws(LimitExceeded) {
    keptReasoning += bytes
    guard keptReasoning <= Self.maxReasoning else { throw LimitExceeded() }
  }

  private mutating func keep(_ text: String) -> String {
    guard keptText < textLimit else { return "" }
    keptText += text.utf8.count
    return text
  }
}
