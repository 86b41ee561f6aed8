import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Assembles a streamed message from its events.
///
/// Blocks are stored by index and kind. Text and reasoning begin with their first delta, because the service announces
/// only tool calls. The input of a tool call arrives in fragments of JSON, which are parsed when the message is complete.
struct StreamAssembly {
  /// What arrived for one index. The service sends one block for an index. If deltas of several kinds arrive, each is a
  /// block, because text was shown and calls are answered.
  private struct Slot {
    var reasoning: Reasoning?
    /// The parts of encrypted reasoning, each in base64.
    var redacted: [String] = []
    var text = ""
    var calls: [Call] = []
  }

  /// Reasoning and its signature, which is empty if there is none.
  private struct Reasoning {
    var text = ""
    var signature = ""
  }

  /// A tool call, its input as received.
  private struct Call {
    var id: String
    var name: String
    var input = ""
  }

  /// Limits on the memory that a response may use.
  private static let maxBlocks = 10_000
  private static let maxToolInput = 4 << 20
  private static let maxAllInputs = 16 << 20
  private static let maxReasoning = 16 << 20

  private var slots: [Int: Slot] = [:]
  private var callCount = 0
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
      try open(index)
      // The same announcement again begins the call anew.
      if let last = slots[index]?.calls.last, last.id == id, !id.isEmpty { slots[index]?.calls.removeLast() }
      callCount += 1
      guard callCount <= Self.maxBlocks else { throw LimitExceeded() }
      slots[index]?.calls.append(Call(id: id, name: name))
    case .text(let index, let text):
      try open(index)
      let kept = keep(text)
      slots[index]?.text += kept
    case .toolInput(let index, let fragment):
      // Input of a call that was not announced cannot be used.
      guard let input = slots[index]?.calls.last?.input.utf8.count else { return }
      keptInput += fragment.utf8.count
      guard input + fragment.utf8.count <= Self.maxToolInput, keptInput <= Self.maxAllInputs else {
        throw LimitExceeded()
      }
      let last = (slots[index]?.calls.count ?? 0) - 1
      slots[index]?.calls[last].input += fragment
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
      try open(index)
      slots[index]?.redacted.append(base64)
    }
  }

  /// The response exceeds a limit.
  struct LimitExceeded: Error {}

  /// The message so far, blocks in order.
  func message() -> Message {
    Message(.assistant, slots.sorted { $0.key < $1.key }.flatMap { blocks(of: $0.value, at: $0.key) })
  }

  private func blocks(of slot: Slot, at index: Int) -> [ContentBlock] {
    var blocks: [ContentBlock] = []
    if let reasoning = slot.reasoning {
      let signature = reasoning.signature.isEmpty ? nil : reasoning.signature
      blocks.append(.reasoning(.text(reasoning.text, signature: signature)))
    }
    if !slot.redacted.isEmpty { blocks.append(.reasoning(.redacted(Self.joined(slot.redacted)))) }
    if !slot.text.isEmpty { blocks.append(citations[index].map { .cited(slot.text, $0) } ?? .text(slot.text)) }
    for call in slot.calls where call.id.isEmpty || !answered.contains(call.id) {
      // A call cut off by the token limit is not valid JSON. As a string it fails the tool's schema check, and the
      // model gets that error.
      let parsed = try? JSONDecoder().decode(JSONValue.self, from: Data(call.input.utf8))
      let value = call.input.isBlank ? .object([:]) : parsed ?? .string(call.input)
      var use = ToolUse(id: call.id, name: call.name, input: value)
      if parsed != nil { use.written = call.input }
      blocks.append(.toolUse(use))
    }
    return blocks
  }

  /// Begins what arrives for `index`, if nothing did before. Texts are then appended in place.
  private mutating func open(_ index: Int) throws(LimitExceeded) {
    guard slots[index] == nil else { return }
    guard slots.count < Self.maxBlocks else { throw LimitExceeded() }
    slots[index] = Slot()
  }

  private mutating func reason(at index: Int, adding text: String, signature: String) throws(LimitExceeded) {
    try count(text.utf8.count)
    try count(signature.utf8.count)
    try open(index)
    if slots[index]?.reasoning == nil { slots[index]?.reasoning = Reasoning() }
    slots[index]?.reasoning?.text += text
    slots[index]?.reasoning?.signature += signature
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
