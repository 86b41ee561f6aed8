import Core
import Emulator
import TestSupport
import Testing

/// Replays every recorded exchange to the real binary, in text and JSON, in pieces of several sizes.
@Suite(.enabled(if: Recordings.folder != nil, "not run: SVA_RECORDINGS names no folder of recorded exchanges"))
struct RecordingProgramTests {
  /// A run: an exchange, a format, and the number of bytes sent at once.
  private struct Case: Sendable {
    var exchange: Recordings.Exchange
    var json: Bool
    var piece: Int
  }

  /// A stream is replayed in every size and format; a whole body in both formats, and in sizes that take turns.
  private static func cases(_ exchanges: [Recordings.Exchange]) -> [Case] {
    let sizes = [1, 7, 100_000]
    return exchanges.enumerated().flatMap { number, exchange in
      let chosen = exchange.recording.isStream ? sizes + [Int.max] : [sizes[number % sizes.count]]
      return [true, false].flatMap { json in chosen.map { Case(exchange: exchange, json: json, piece: $0) } }
    }
  }

  @Test func recording_isPrintedByTheProgram() async throws {
    let cases = Self.cases(try await Recordings.exchanges())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, item) in cases.enumerated() {
        if number >= 4 { try await group.next() }
        group.addTask { try await Self.check(item) }
      }
      try await group.waitForAll()
    }
  }

  private static func check(_ item: Case) async throws {
    let (recording, expected) = (item.exchange.recording, item.exchange.judgement)
    let run = try await RealProgram.ask(recording, json: item.json, piece: item.piece)
    let comment: Comment = "\(recording.id), JSON \(item.json), pieces of \(item.piece): \(run.result)"
    if let error = expected.error {
      let code = ExpectedCode.of(error, status: recording.status)
      #expect(run.result.status == code.flatMap(status), comment)
      if item.json {
        #expect(run.document?["code"]?.string == code?.rawValue, comment)
        #expect(run.document?["hint"]?.string?.isEmpty == false, comment)
        if run.requests > 0 { #expect(run.document?["aws_message"]?.string == error.message, comment) }
      } else {
        #expect(run.result.output.isEmpty, comment)
        #expect(run.result.error.contains("\n  hint: "), comment)
      }
      return
    }
    let calls = !(expected.calls ?? []).isEmpty
    #expect(run.requests == (calls ? 2 : 1), comment)
    let said = [expected.text ?? "", calls ? RealProgram.afterTools : ""].filter { !$0.isBlank }
    guard !said.isEmpty || expected.stop_reason == "guardrail_intervened" else {
      #expect(run.result.status == 9, comment)
      if item.json { #expect(run.document?["code"] == "bad_response", comment) }
      return
    }
    #expect(run.result.status == 0, comment)
    guard item.json else {
      #expect(Self.trimmed(run.result.output) == Self.trimmed(said.joined(separator: "\n\n")), comment)
      #expect(run.result.output.hasSuffix("\n"), comment)
      return
    }
    let document = try #require(run.document, comment)
    #expect(document["raw_response"]?.string == said.joined(separator: "\n\n"), comment)
    #expect(document["response"]?.string.map(Self.trimmed) == said.last.map(Self.trimmed), comment)
    #expect(document["stop_reason"]?.string == (calls ? "end_turn" : expected.stop_reason), comment)
    let usage = try #require(expected.usage, comment)
    let figures = [
      ("input_tokens", usage.input), ("output_tokens", usage.output), ("cache_read_input_tokens", usage.cache_read),
      ("cache_write_input_tokens", usage.cache_write), ("requests", run.requests),
    ]
    for (name, figure) in figures { #expect(document["usage"]?[name]?.int == figure, comment) }
  }

  private static func trimmed(_ text: String) -> Substring {
    var text = text[...].drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// The exit status of a code (contract §3).
  private static func status(of code: Failure.Code) -> Int32? {
    switch code {
    case .invalidCredentials, .expiredCredentials: 4
    case .accessDenied: 5
    case .modelNotFound: 6
    case .throttled, .quota: 7
    case .serviceError, .badResponse: 9
    case .validation: 10
    default: nil
    }
  }
}
