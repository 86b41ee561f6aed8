import AWS
import Core

/// Names what can be spoken with where Polly refuses a voice or its engine.
struct SpeechCandidates: Sendable {
  let plan: SpeechPlan
  let polly: Polly
  let log: Log
  /// The most voices that are named.
  private static let most = 8

  /// The failure with the engines of the voice, or the voices of the language, as Polly lists them. Who is not allowed to
  /// list them gets the failure as it is.
  func added(to failure: Failure) async -> Failure {
    let voices: [PollyVoice]
    do throws(Failure) { voices = try await polly.voices() } catch {
      log.note("the voices of Amazon Polly cannot be listed: \(error.sentence)")
      return failure
    }
    var failure = failure
    if let hint = hint(voices) { failure.hints.append(hint) }
    return failure
  }

  /// The hint for the voices that exist.
  func hint(_ voices: [PollyVoice]) -> Remedy? {
    if let voice = voices.first(where: { $0.id == plan.voice.id }), !voice.engines.contains(plan.voice.engine.rawValue)
    {
      return "\(voice.id) has the engines: \(voice.engines.joined(separator: ", ")) (\(option: .speechEngine))"
    }
    let engine = plan.voice.engine.rawValue
    let fitting = voices.filter { voice in
      voice.engines.contains(engine)
        && (plan.polly == nil || voice.language == plan.polly || voice.otherLanguages.contains(plan.polly ?? ""))
    }
    let names = fitting.map(\.id).sorted().prefix(Self.most).joined(separator: ", ")
    guard !names.isEmpty else { return nil }
    let language = plan.polly.map { " of \($0)" } ?? ""
    return "voices\(language) with the engine \(engine): \(names) (\(option: .voice))"
  }
}
