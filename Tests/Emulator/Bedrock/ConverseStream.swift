/// An answer as the events of ConverseStream.
struct ConverseStream {
  let answer: Answer
  let usage: Usage
  let world: BedrockWorld

  /// A frame, once or many times over.
  private struct Run: Sendable {
    var frame: [UInt8]
    var count = 1
  }

  /// The frames, each made before the first is sent, huge answers repeating one of them.
  var body: Reply.Body {
    var runs = [Run(frame: event("messageStart", ["role": "assistant"]))]
    if world.unknownEvents {
      runs.append(
        Run(frame: event("futureEvent", ["contentBlockIndex": 0, "unheardOf": ["deep": [1, 2.5, true]]])))
    }
    for (index, block) in answer.blocks.enumerated() { runs += self.runs(block, .int(index)) }
    runs.append(Run(frame: event("messageStop", ["stopReason": .string(answer.stopReason)])))
    var metadata: JSON = ["metrics": ["latencyMs": 42], "usage": usage.json(output: answer.tokens)]
    if let trace = answer.trace { metadata = metadata.adding("trace", trace) }
    runs.append(Run(frame: event("metadata", metadata)))
    var ends: [Int] = []
    for run in runs { ends.append((ends.last ?? 0) + run.count) }
    let all = runs
    return .pieces(ends.last ?? 0) { [ends] piece in
      var low = 0
      var high = ends.count - 1
      while low < high {
        let middle = (low + high) / 2
        if piece < ends[middle] { high = middle } else { low = middle + 1 }
      }
      return all[low].frame
    }
  }

  private func runs(_ block: Answer.Block, _ index: JSON) -> [Run] {
    func delta(_ delta: JSON) -> [UInt8] {
      event("contentBlockDelta", ["contentBlockIndex": index, "delta": delta])
    }
    var runs: [Run] = []
    switch block {
    case .text(let text):
      runs = pieces(text, world.deltaLength).map { Run(frame: delta(["text": .string($0)])) }
    case .hugeText(let bytes):
      let text = String(repeating: "alpine trails and huts ", count: 44)
      runs = [Run(frame: delta(["text": .string(text)]), count: max(1, bytes / text.utf8.count))]
    case .cited(let text, let citations):
      // Each citation has a delta of its own, before the text.
      runs = citations.map { Run(frame: delta(["citation": $0])) }
      runs += pieces(text, world.deltaLength).map { Run(frame: delta(["text": .string($0)])) }
    case .serviceResult(let id, let name, let result):
      let start: JSON = [
        "toolResult": ["toolUseId": .string(id), "type": .string("\(name)_result"), "status": "success"]
      ]
      runs = [
        Run(frame: event("contentBlockStart", ["contentBlockIndex": index, "start": start])),
        Run(frame: delta(["toolResult": [["json": result]]])),
      ]
    case .redacted(let base64): runs = [Run(frame: delta(["reasoningContent": ["redactedContent": .string(base64)]]))]
    case .toolUse(let id, let name, let input), .serviceUse(let id, let name, let input):
      let start: JSON = [
        "toolUse": ["toolUseId": .string(id), "name": .string(name), "type": .string(block.toolType)]
      ]
      runs = [Run(frame: event("contentBlockStart", ["contentBlockIndex": index, "start": start]))]
      // An empty object is sent as no text at all, as the service does.
      let fragments = input == "{}" ? [""] : pieces(input, 9)
      runs += fragments.map { Run(frame: delta(["toolUse": ["input": .string($0)]])) }
    case .reasoning(let text, let signature):
      runs = pieces(text, world.deltaLength).map {
        Run(frame: delta(["reasoningContent": ["text": .string($0)]]))
      }
      if !signature.isEmpty {
        runs.append(Run(frame: delta(["reasoningContent": ["signature": .string(signature)]])))
      }
    }
    return runs + [Run(frame: event("contentBlockStop", ["contentBlockIndex": index]))]
  }

  /// Text in pieces of at most `length` characters.
  private func pieces(_ text: String, _ length: Int) -> [String] {
    var pieces: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(max(1, length))))
      rest = rest.dropFirst(max(1, length))
    }
    return pieces
  }

  private func event(_ type: String, _ payload: JSON) -> [UInt8] {
    guard world.padding else { return EventStreamWriter.event(type, payload) }
    let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    let length = 2 + payload.bytes.count * 7 % 50
    return EventStreamWriter.event(type, payload.adding("p", .string(String(alphabet.prefix(length)))))
  }
}

/// Faults that change the frames of a stream, or a response's content type.
enum StreamFaults {
  static func apply(_ fault: Fault.Kind, to reply: Reply) -> Reply {
    var copy = reply
    if case .contentType(let type) = fault {
      copy.headers.removeAll { $0.name.lowercased() == "content-type" }
      copy.headers.insert(.init(name: "Content-Type", value: type), at: 0)
      return copy
    }
    guard case .pieces(let count, let piece) = reply.body, reply.status == 200 else { return reply }
    switch fault {
    case .exception(let name, let message, let after):
      copy.body = ending(count, piece, after, EventStreamWriter.exception(name, message))
    case .errorFrame(let code, let message, let after):
      copy.body = ending(count, piece, after, EventStreamWriter.error(code, message))
    case .noMessageStop: copy.body = .pieces(index(of: "messageStop", count, piece), piece)
    case .noMetadata: copy.body = .pieces(index(of: "metadata", count, piece), piece)
    default: break
    }
    return copy
  }

  private static func ending(
    _ count: Int, _ piece: @escaping @Sendable (Int) -> [UInt8], _ after: Int, _ last: [UInt8]
  ) -> Reply.Body {
    let kept = min(count, after)
    return .pieces(kept + 1) { $0 < kept ? piece($0) : last }
  }

  private static func index(of type: String, _ count: Int, _ piece: (Int) -> [UInt8]) -> Int {
    let sought = Array(type.utf8)
    return (max(0, count - 4)..<count).first { Platform.offset(of: sought, in: piece($0)) != nil } ?? count
  }
}
