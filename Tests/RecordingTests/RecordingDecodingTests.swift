import AWS
import Core
import TestSupport
import Testing

/// Replays every recorded exchange to the client of Bedrock Runtime and compares with what botocore reads.
@Suite(.enabled(if: Recordings.folder != nil, "not run: SVA_RECORDINGS names no folder of recorded exchanges"))
struct RecordingDecodingTests {
  /// The exchanges, read and judged once.
  private static let loaded = Task { try await Recordings.exchanges() }

  @Test(arguments: [1, 7, 100_000, Int.max])
  func recording_saysWhatBotocoreReads(slice: Int) async throws {
    for exchange in try await Self.loaded.value where exchange.judgement.error == nil {
      let (recording, expected) = (exchange.recording, exchange.judgement)
      let comment: Comment = "\(recording.id)"
      let bedrock = RecordedBedrock(recording, slice: slice)
      do {
        let (response, pieces) = try await bedrock.answer(recording)
        let message = response.message
        #expect(message.text == expected.text, comment)
        #expect(pieces == expected.text, comment)
        #expect(message.toolUses.map { .init(id: $0.id, name: $0.name, input: $0.input) } == expected.calls, comment)
        #expect(message.content.compactMap(Self.reasoning) == expected.reasoning, comment)
        #expect(message.content.flatMap(Self.sources) == expected.citations, comment)
        #expect(response.stopReason.rawValue == expected.stop_reason, comment)
        #expect(response.usage.map(Self.usage) == expected.usage, comment)
      } catch { Issue.record("\(recording.id): \(error)") }
    }
  }

  /// What was received is written as a message that reads back the same: the form of a kept conversation.
  @Test func recording_isKeptAsReceived() async throws {
    for exchange in try await Self.loaded.value where exchange.judgement.error == nil {
      let message = try await RecordedBedrock(exchange.recording, slice: .max).answer(exchange.recording).response
        .message
      #expect(try JSONText.roundTrip(message) == message, "\(exchange.recording.id)")
    }
  }

  @Test(arguments: [1, 7, 100_000, Int.max])
  func recording_failsWithTheServicesWords(slice: Int) async throws {
    for exchange in try await Self.loaded.value {
      guard let expected = exchange.judgement.error else { continue }
      let recording = exchange.recording
      let failure = await failure { _ = try await RecordedBedrock(recording, slice: slice).answer(recording) }
      let found = try #require(failure, "\(recording.id)")
      #expect(found.awsCode == expected.code, "\(recording.id)")
      #expect(found.serviceMessage == expected.message, "\(recording.id)")
      #expect(found.hints.isEmpty == false, "\(recording.id)")
      #expect(found.code == ExpectedCode.of(expected, status: recording.status), "\(recording.id)")
      if recording.status != 200 { #expect(found.httpStatus == recording.status, "\(recording.id)") }
    }
  }

  private static func reasoning(_ block: ContentBlock) -> Judgement.Reasoning? {
    guard case .reasoning(.text(let text, let signature)) = block else { return nil }
    return .init(text: text, signature: signature)
  }

  private static func sources(_ block: ContentBlock) -> [Judgement.Source] {
    guard case .cited(_, let citations) = block else { return [] }
    return citations.map { .init(title: $0.title, source: $0.source, quotes: $0.quotes) }
  }

  private static func usage(_ usage: TokenUsage) -> Judgement.Usage {
    .init(input: usage.input, output: usage.output, cache_read: usage.cacheRead, cache_write: usage.cacheWrite)
  }
}
