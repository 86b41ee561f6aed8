import AWS
import Assistant
import Core

/// The documents of `ask`.
enum AnswerRecord {
  /// An answer.
  static func record(_ answer: AskAnswer, _ voice: AskVoice, _ context: CommandContext) -> Record {
    [
      "status": .text("success"),
      "action": .text(answer.action.rawValue),
      "response": .text(answer.response),
      "raw_response": .text(answer.rawResponse),
      "results": .record(answer.results.map(results)),
      "analysis": .record(answer.analysis.map(analysis)),
      "clarify": .record(answer.clarify.map { ["field": .text($0.field), "options": .texts($0.options)] }),
      "sources": .records(answer.sources.map(StoryRecord.source)),
      "data": answer.data.map { text in .content(json: { data(text) }, text: { text }) } ?? .text(nil),
      "transcript": .record(voice.heard?.transcript.map(TranscriptRecord.record)),
      "speech": .record(voice.speech.map { SpeechRecord.record($0, context) }),
      "conversation_id": .text(answer.conversationID),
      "model": .record(ModelRecord.choice(answer.model)),
      "stop_reason": .text(answer.stopReason.rawValue),
      "guardrail": .record(answer.guardrail.map(GuardrailRecord.record)),
      "usage": .record(usage(answer)),
      "cost_usd": .number(answer.cost.map { ($0 * 1e7).rounded() / 1e7 }),
      "voice_cost_usd": .number(voice.cost.map { ($0 * 1e7).rounded() / 1e7 }),
    ]
  }

  /// What `--dry-run` says about the spoken answer.
  static func dryRun(_ speech: SpeechPlan?, _ context: CommandContext, _ session: AWSSession) throws(Failure) -> Record
  {
    guard let speech else { return [:] }
    let region = try session.voiceRegion(for: .polly)
    return [
      "speech": .record(
        ["operation": .text("SynthesizeSpeech"), "region": .text(region)]
          + SpeechRecord.plan(speech, context))
    ]
  }

  /// JSON that a model wrote, on one line and safe to display; the values are the same.
  static func data(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONPassThrough.append(Array(text.utf8)[...], to: &bytes)
    return bytes
  }

  /// The further fields of a failed run: the answer so far.
  static func fields(of interruption: AskInterruption, _ heard: Heard?) -> Record {
    [
      "partial_response": .text(interruption.partialResponse.isEmpty ? nil : interruption.partialResponse),
      "transcript": heard?.transcript.map { .record(TranscriptRecord.record($0)) } ?? .absent,
      "conversation_id": .text(interruption.conversationID),
    ]
  }

  /// The request that `--dry-run` prints.
  ///
  /// - Parameter model: the model that a real run would call; nil if it would be looked up.
  static func dryRun(_ request: ConverseRequest, _ model: ModelChoice?, _ region: String, _ streams: Bool) -> Record {
    [
      "operation": .text(streams ? "ConverseStream" : "Converse"),
      "region": .text(region),
      "model": .record(["requested": .text(request.model.requested), "used": .text(model?.used)]),
      "body": .content(json: { request.body() }, text: { "" }),
    ]
  }

  /// What `--dry-run` says about a recording.
  static func dryRun(_ heard: Heard?) -> Record {
    guard case .planned(let plan, let region, _) = heard else { return [:] }
    return ["transcription": .record(TranscriptRecord.plan(plan, region))]
  }

  private static func results(_ findings: Findings) -> Record {
    [
      "stories": .records(findings.stories.map(StoryRecord.kept)),
      "total": .integer(findings.total),
      "total_is_exact": .bool(findings.isExact),
    ]
  }

  private static func analysis(_ analysis: AskAnswer.Analysis) -> Record {
    [
      "description": .text(analysis.description),
      "count": .integer(analysis.count),
      "count_is_exact": .bool(analysis.isExact),
      "search_term": .text(analysis.searchTerm),
      "content_type": .text(analysis.contentType),
      "analysis_type": .text("count"),
    ]
  }

  private static func usage(_ answer: AskAnswer) -> Record {
    [
      "input_tokens": .integer(answer.usage.input),
      "output_tokens": .integer(answer.usage.output),
      "cache_read_input_tokens": .integer(answer.usage.cacheRead),
      "cache_write_input_tokens": .integer(answer.usage.cacheWrite),
      "requests": .integer(answer.requests),
    ]
  }
}
