/// One transcription: reads messages, checks them, and says what it hears.
struct TranscribeStream: Sendable {
  let exchange: Exchange
  let chain: ChunkChain
  let language: String?
  let rate: Int

  private enum End: Error {
    /// An exception is sent, and the stream ends.
    case exception(String, String)
    /// The stream ends in order.
    case done
    /// The connection is lost.
    case lost
  }

  private struct State {
    var chain: ChunkChain
    var parser = EventStreamParser()
    var received = ReceivedSound()
    var partialWords = 0
  }

  /// Serves the stream.
  func run(_ connection: DuplexConnection) {
    var state = State(chain: chain)
    state.received.headers = exchange.request.headers
    do throws(End) {
      while !state.received.hasEnded {
        if let fault = planned(state.received.messages.count) { throw fault }
        try receive(connection, &state)
      }
      if let fault = planned(Int.max) { throw fault }
      for frame in finals(state) { guard connection.send(frame) else { throw .lost } }
    } catch {
      switch error {
      case .exception(let name, let message):
        _ = connection.send(EventStreamWriter.exception(name, message, capital: true))
      case .done, .lost: break
      }
    }
    if exchange.scenario.transcribe.staysOpen {
      connection.finish()
      while case .bytes = connection.receive(patience: exchange.scenario.transcribe.patience) {}
    }
    let received = state.received
    exchange.memory.with { $0.transcriptions.append(received) }
  }

  /// The fault that is due after so many messages of sound.
  private func planned(_ count: Int) -> End? {
    let text = "POST \(exchange.request.target) transcribe:StartStreamTranscription"
    for fault in exchange.scenario.faults
    where fault.matching.isEmpty || text.contains(fault.matching) {
      switch fault.kind {
      case .exception(let name, let message, let after) where count >= after && fault.isDue(exchange):
        return .exception(name, message)
      case .endAfter(let messages) where count >= messages && fault.isDue(exchange): return .done
      default: continue
      }
    }
    return nil
  }

  private func receive(_ connection: DuplexConnection, _ state: inout State) throws(End) {
    while true {
      if let frame = try next(&state) { return try take(frame, connection, &state) }
      switch connection.receive(patience: exchange.scenario.transcribe.patience) {
      case .bytes(let bytes): state.parser.append(bytes)
      // A body that ends without the message that ends the sound is waited for too.
      case .nothing, .end:
        throw .exception(
          "BadRequestException", "Your request timed out because no new audio was received for 15 seconds.")
      case .lost: throw .lost
      }
    }
  }

  private func next(_ state: inout State) throws(End) -> EventStreamParser.Frame? {
    do throws(EventStreamParser.Malformed) { return try state.parser.next() } catch {
      throw .exception("SerializationException", "The frame is malformed: \(error.why)")
    }
  }

  private func take(
    _ frame: EventStreamParser.Frame, _ connection: DuplexConnection, _ state: inout State
  ) throws(End) {
    let now = (exchange.scenario.now ?? Int(Platform.epoch())) + exchange.scenario.clockOffset
    let message: [UInt8]
    do throws(ChunkChain.Refusal) { message = try state.chain.open(frame, now: now) } catch {
      switch error {
      case .malformed(let text): throw .exception("BadRequestException", text)
      case .expired(let text): throw .exception("BadRequestException", text)
      case .mismatch: throw .exception("InvalidSignatureException", STS.mismatch)
      }
    }
    guard !message.isEmpty else {
      state.received.hasEnded = true
      return
    }
    guard let inner = try? EventStreamParser.frame(message), inner.string(":message-type") == "event",
      inner.string(":event-type") == "AudioEvent", inner.string(":content-type") == "application/octet-stream",
      inner.headers.count == 3
    else { throw .exception("BadRequestException", "The message is no AudioEvent.") }
    if exchange.request.header("x-amzn-transcribe-media-encoding") == "pcm", inner.payload.count > rate * 2 {
      throw .exception(
        "BadRequestException", "Your stream is too big. Reduce the frame size and try your request again.")
    }
    state.received.messages.append((inner.payload.count, Platform.monotonic()))
    state.received.sound += inner.payload
    try speak(connection, &state)
  }

  /// Sends a partial result if a further word was heard.
  private func speak(_ connection: DuplexConnection, _ state: inout State) throws(End) {
    let world = exchange.scenario.transcribe
    guard world.sendsPartials else { return }
    let sound = state.received.sound
    let words: [Substring]
    let heard: Int
    if let known = world.recordings.first(where: { $0.sound.starts(with: sound) }), !known.segments.isEmpty {
      words = known.segments[0].split(separator: " ")
      heard = words.count * sound.count / max(1, known.sound.count)
    } else if let text = world.anything, sound.contains(where: { $0 != 0 }) {
      words = text.split(separator: " ")
      heard = min(words.count, state.received.messages.count / 3)
    } else {
      return
    }
    guard heard > state.partialWords else { return }
    state.partialWords = heard
    let text = words.prefix(heard).joined(separator: " ")
    if state.received.firstPartial == nil { state.received.firstPartial = Platform.monotonic() }
    let end = Double(sound.count) / Double(max(1, rate * 2))
    guard connection.send(result(text, 0, end, id: 0, isPartial: true)) else { throw .lost }
  }

  /// The final results; none if the sound is not exactly that of a recording.
  private func finals(_ state: State) -> [[UInt8]] {
    let world = exchange.scenario.transcribe
    let sound = state.received.sound
    var segments: [String] = []
    var spoken: String?
    let hash = Text.sha256(sound)
    if let known = world.recordings.first(where: { Text.sha256($0.sound) == hash }) {
      segments = known.segments
      spoken = known.language
    } else if let text = world.anything, sound.contains(where: { $0 != 0 }) {
      segments = [text]
    }
    let isCut = exchange.scenario.faults.contains {
      if case .noFinals = $0.kind { $0.isDue(exchange) } else { false }
    }
    let length = Double(sound.count) / Double(max(1, rate * 2)) / Double(max(1, segments.count))
    return segments.enumerated().map { index, text in
      result(
        text, Double(index) * length, Double(index + 1) * length, id: index, isPartial: isCut,
        language: language == nil ? spoken ?? "en-US" : nil)
    }
  }

  private func result(
    _ text: String, _ start: Double, _ end: Double, id: Int, isPartial: Bool, language: String? = nil
  ) -> [UInt8] {
    let items = text.split(separator: " ").map { word -> JSON in
      ["Content": .string(String(word)), "Type": "pronunciation", "Confidence": isPartial ? 0 : 0.97]
    }
    var result: JSON = [
      "ResultId": .string("\(exchange.requestID)-\(id)"),
      "StartTime": .number("\(start)"), "EndTime": .number("\(end)"),
      "IsPartial": .bool(isPartial), "Alternatives": [["Transcript": .string(text), "Items": .array(items)]],
      "ChannelId": "ch_0",
    ]
    if let language { result = result.adding("LanguageCode", .string(language)) }
    return EventStreamWriter.event("TranscriptEvent", ["Transcript": ["Results": [result]]])
  }
}

extension Fault {
  /// Whether the fault applies to this request: its pattern was counted when the request arrived.
  fileprivate func isDue(_ exchange: Exchange) -> Bool {
    let index = exchange.scenario.faults.firstIndex { $0.matching == matching && $0.name == name } ?? 0
    let count = exchange.memory.with { $0.faultMatches[index, default: 0] }
    return count > after && (times.map { count <= after + $0 } ?? true)
  }

  private var name: String { "\(kind)" }
}
