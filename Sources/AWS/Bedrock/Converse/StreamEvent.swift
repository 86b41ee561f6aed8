#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One event of a ConverseStream response, decoded from one event-stream message.
enum StreamEvent: Sendable, Equatable {
  case messageStart(role: String)
  case toolUseStart(index: Int, id: String, name: String)
  /// The result of a call that the service ran itself.
  case serviceResult(id: String)
  case text(index: Int, String)
  case toolInput(index: Int, String)
  case citation(index: Int, Citation)
  case reasoningText(index: Int, String)
  case reasoningSignature(index: Int, String)
  case reasoningRedacted(index: Int, String)
  case blockStop(index: Int)
  case messageStop(StopReason)
  case metadata(TokenUsage?, GuardrailTrace?)
  /// An event that this client ignores: a new type, an image, a call that the service runs.
  case unknown

  /// Decodes the event of type `name`.
  ///
  /// - Throws: `DecodingError` if the payload of a known event is invalid.
  init(name: String, payload: some Sequence<UInt8>) throws {
    switch name {
    case "messageStart":
      self = .messageStart(role: try Self.decode(Start.self, payload).role)
    case "contentBlockStart":
      let start = try Self.decode(BlockStart.self, payload)
      if let use = start.start?.toolUse, use.type != ToolUse.serviceType {
        self = .toolUseStart(index: start.contentBlockIndex ?? 0, id: use.toolUseId ?? "", name: use.name ?? "")
      } else if let result = start.start?.toolResult {
        self = .serviceResult(id: result.toolUseId ?? "")
      } else {
        self = .unknown
      }
    case "contentBlockDelta":
      let event = try Self.decode(BlockDelta.self, payload)
      self = Self.delta(event.delta, at: event.contentBlockIndex ?? 0)
    case "contentBlockStop":
      self = .blockStop(index: try Self.decode(BlockStop.self, payload).contentBlockIndex ?? 0)
    case "messageStop":
      self = .messageStop(StopReason(rawValue: try Self.decode(Stop.self, payload).stopReason))
    case "metadata":
      let metadata = try Self.decode(Metadata.self, payload)
      self = .metadata(metadata.usage?.value, metadata.trace)
    default:
      self = .unknown
    }
  }

  private static func delta(_ delta: Delta?, at index: Int) -> StreamEvent {
    guard let delta else { return .unknown }
    if let text = delta.text { return .text(index: index, text) }
    if let input = delta.toolUse?.input { return .toolInput(index: index, input) }
    if let citation = delta.citation?.value { return .citation(index: index, citation) }
    guard let reasoning = delta.reasoningContent else { return .unknown }
    if let text = reasoning.text { return .reasoningText(index: index, text) }
    if let signature = reasoning.signature { return .reasoningSignature(index: index, signature) }
    if let base64 = reasoning.redactedContent { return .reasoningRedacted(index: index, base64) }
    return .unknown
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ payload: some Sequence<UInt8>
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(payload))
  }

  private struct Start: Decodable { var role: String }
  private struct BlockStart: Decodable {
    struct Kind: Decodable {
      var toolUse: Tool?
      var toolResult: Tool?
    }
    struct Tool: Decodable {
      var toolUseId: String?
      var name: String?
      var type: String?
    }
    var contentBlockIndex: Int?
    var start: Kind?
  }
  private struct BlockDelta: Decodable {
    var contentBlockIndex: Int?
    var delta: Delta?
  }
  private struct Delta: Decodable {
    struct Input: Decodable { var input: String? }
    struct Reasoning: Decodable {
      var text: String?
      var signature: String?
      var redactedContent: String?
    }
    var text: String?
    var toolUse: Input?
    var citation: Lenient<Citation>?
    var reasoningContent: Reasoning?
  }
  private struct BlockStop: Decodable { var contentBlockIndex: Int? }
  private struct Stop: Decodable { var stopReason: String }
  private struct Metadata: Decodable {
    var usage: Lenient<TokenUsage>?
    var trace: GuardrailTrace?
  }
}
