import Testing

@testable import Emulator

/// The stand-in of Transcribe's streaming service: what it refuses before a stream and in it.
@Suite struct TranscribeTests {
  private static let payload = "STREAMING-AWS4-HMAC-SHA256-EVENTS"

  /// The fields of a request that is accepted, with changes: nil leaves a field out.
  private static func fields(_ change: [String: String?] = [:]) -> [(String, String)] {
    var fields = [
      "x-amz-content-sha256": payload, "x-amzn-transcribe-language-code": "en-US",
      "x-amzn-transcribe-sample-rate": "16000", "x-amzn-transcribe-media-encoding": "pcm",
    ]
    for (name, value) in change { fields[name] = value }
    return fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static let identifies: [String: String?] = [
    "x-amzn-transcribe-language-code": nil, "x-amzn-transcribe-identify-language": "true",
  ]

  static let refusals: [(fields: [(String, String)], message: String)] = [
    (fields(["x-amz-content-sha256": Text.sha256([])]), "The payload hash is not that of an event stream."),
    (
      fields(["x-amzn-transcribe-language-code": nil]),
      "Specify either a language code or language identification."
    ),
    (
      fields(["x-amzn-transcribe-identify-language": "true"]),
      "Specify either a language code or language identification."
    ),
    (fields(identifies), "Language identification needs at least two language options."),
    (
      fields(identifies.merging(["x-amzn-transcribe-language-options": "en-US"]) { $1 }),
      "Language identification needs at least two language options."
    ),
    (
      fields(["x-amzn-transcribe-language-code": "tlh-QO"]),
      "1 validation error detected: Value 'tlh-QO' at 'languageCode' failed to satisfy constraint: Member must satisfy "
        + "enum value set: [\(TranscribeWorld.languages.sorted().joined(separator: ", "))]"
    ),
    (fields(["x-amzn-transcribe-sample-rate": "7999"]), "The sample rate is out of range."),
    (fields(["x-amzn-transcribe-sample-rate": "48001"]), "The sample rate is out of range."),
    (fields(["x-amzn-transcribe-sample-rate": nil]), "The sample rate is out of range."),
    (fields(["x-amzn-transcribe-media-encoding": "mp3"]), "The media encoding is not supported."),
    (
      fields(["x-amzn-transcribe-vocabulary-name": "nobodys"]),
      "The requested vocabulary couldn't be found. Check the vocabulary name and try your request again."
    ),
  ]

  private func start(_ fields: [(String, String)], identity: Identity = .user) throws -> RawClient.Response {
    var scenario = Scenario()
    scenario.now = SignedRequest.now
    let payload = fields.first { $0.0 == "x-amz-content-sha256" }?.1 ?? Self.payload
    let headers = SignedRequest.headers(
      "POST", "/stream-transcription", "transcribe", fields, payload: payload, identity: identity)
    return try RawClient(Emulator.start(scenario)).ask("POST", "/stream-transcription", headers)
  }

  @Test(arguments: refusals)
  func emulatorTranscribe_refuses(fields: [(String, String)], message: String) throws {
    let response = try start(fields)
    #expect(response.status == 400)
    #expect(response.header("x-amzn-errortype") == "BadRequestException")
    #expect(response.json?["Message"]?.string == message)
  }

  @Test func emulatorTranscribe_refusesWhoMayNotListen() throws {
    let response = try start(Self.fields(), identity: .powerless)
    #expect(response.status == 403 && response.header("x-amzn-errortype") == "AccessDeniedException")
    #expect(response.text.contains("transcribe:StartStreamTranscription"))
  }

  // MARK: The chain of signatures

  private static let seed = String(repeating: "0", count: 64)

  private func message(
    _ payload: [UInt8], date: Int = SignedRequest.now, previous: String = seed, type: UInt8 = 6
  ) -> EventStreamParser.Frame {
    let milliseconds = UInt64(date * 1000)
    let stamp = (0..<8).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(56 - 8 * $0)) }
    let time = Timestamp.basic(date)
    let scope = String(time.prefix(8)) + "/us-east-1/transcribe/aws4_request"
    let text = [
      "AWS4-HMAC-SHA256-PAYLOAD", time, scope, previous, Text.sha256([5] + Array(":date".utf8) + [8] + stamp),
      Text.sha256(payload),
    ].joined(separator: "\n")
    let key = scope.split(separator: "/").reduce(Array("AWS4secret".utf8)) { Text.hmac($0, String($1)) }
    var frame = EventStreamParser.Frame()
    frame.headers = [(":date", 8, stamp), (":chunk-signature", type, Text.hmac(key, text))]
    frame.payload = payload
    return frame
  }

  private func outcome(_ chain: inout ChunkChain, _ frame: EventStreamParser.Frame) -> String {
    do throws(ChunkChain.Refusal) { return "\(try chain.open(frame, now: SignedRequest.now))" } catch {
      switch error {
      case .malformed: return "malformed"
      case .expired(let text): return text
      case .mismatch: return "mismatch"
      }
    }
  }

  /// Each message is signed over the one before: one that is left out, repeated, changed or late is refused.
  @Test func emulatorTranscribe_checksTheChainOfSignatures() {
    func chain() -> ChunkChain {
      ChunkChain(secret: "secret", region: "us-east-1", service: "transcribe", seed: Self.seed)
    }
    let first = message([1, 2, 3])
    let second = message([4], previous: Text.hex(first.headers[1].value))
    var whole = chain()
    #expect(outcome(&whole, first) == "[1, 2, 3]" && outcome(&whole, second) == "[4]")
    var skipped = chain()
    #expect(outcome(&skipped, second) == "mismatch")
    var repeated = chain()
    #expect(outcome(&repeated, first) == "[1, 2, 3]" && outcome(&repeated, first) == "mismatch")
    var changed = first
    changed.payload = [1, 2, 4]
    var other = chain()
    #expect(outcome(&other, changed) == "mismatch")
    #expect(
      outcome(&other, message([1], date: SignedRequest.now - 301))
        == "Signature expired: 20260102T025904Z is now earlier than 20260102T025905Z (20260102T030405Z - 5 min.)")
    #expect(outcome(&other, message([1], type: 7)) == "malformed")
    var bare = first
    bare.headers.removeFirst()
    #expect(outcome(&other, bare) == "malformed")
  }
}
