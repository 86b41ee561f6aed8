public import Core
import HTTP

/// Errors of Polly and Transcribe.
extension AWSErrorTable {
  static let voice: [ErrorRule] = polly + voiceServices

  /// Errors of Polly alone.
  private static let polly: [ErrorRule] = [
    ErrorRule(
      "engine-region", .polly, codes: voiceRefusals, fragments: ["engine is not supported in this region"],
      reason: { _ in .voiceRefused }
    ) { context, _ in
      let near = nearRegions(context)
      return Failure(
        .validation, "Amazon Polly does not offer this engine in \(context.region)",
        hint: "use \(option: .speechEngine, to: "standard"), or another \(option: .voiceRegion)"
          + (near.isEmpty ? "" : " such as \(near)"))
    },
    ErrorRule(
      "engine", .polly, codes: voiceRefusals,
      fragments: ["engine is not compatible", "does not support the selected engine", "selected engine"],
      reason: { _ in .voiceRefused }
    ) { context, _ in withoutEngine(context) },
    ErrorRule(
      "engine-code", .polly, codes: ["EngineNotSupportedException"], reason: { _ in .voiceRefused }
    ) { context, _ in withoutEngine(context) },
    ErrorRule(
      "voice", .polly, codes: ["ValidationException"], fragments: ["voiceid", "voice id", "invalid voice"],
      reason: { _ in .voiceRefused }
    ) { context, _ in
      Failure(
        .validation, "Amazon Polly does not know \(context.speaker ?? "this voice")",
        hint: "choose another \(option: .voice), as Polly spells it, such as Joanna or Vicki")
    },
    ErrorRule(
      "speech-language", .polly, codes: ["LanguageNotSupportedException"], reason: { _ in .voiceRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.speaker ?? "this voice") of Amazon Polly does not speak this language",
        hint: "choose another \(option: .voice), or another \(option: .voiceLanguage)")
    },
    ErrorRule("speech-length", .polly, codes: ["TextLengthExceededException"]) { _, _ in
      Failure(
        .validation, "the text is too long for one request to Amazon Polly",
        hint: "this is a fault of the program: please report it with the output of \(switch: .debug)")
    },
  ]

  private static func withoutEngine(_ context: AWSErrorContext) -> Failure {
    Failure(
      .validation, "Amazon Polly refuses \(context.speaker ?? "this voice"): the voice has no such engine",
      hint: "choose another \(option: .speechEngine), or another \(option: .voice)")
  }

  private static let voiceRefusals: Set<String> = ["EngineNotSupportedException", "ValidationException"]

  /// Errors that both services have.
  private static let voiceServices: [ErrorRule] = [
    ErrorRule("voice-policy", .voice, fragments: ["is not authorized to perform"]) { context, error in
      guard let denial = IAMDenial(error.message) else { return voiceDenied(context) }
      return policyDenial(denial, context, sentence: deniedVoice(context))
    },
    ErrorRule("voice-scope", .voice, fragments: ["credential should be scoped"]) { context, _ in
      Failure(
        .badConfig, otherScope,
        hint: "make \(option: .voiceRegion) (\(context.region)) and the endpoint URL name the same region",
        moreHints: voiceRegions(context) + [
          "AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_\(context.service.endpointName) and \(option: .endpoint) set endpoints"
        ])
    },
    ErrorRule(
      "voice-denied", .voice, statuses: 401...403,
      when: { _, error in error.status != 402 && (error.code.map(denialCodes.contains) ?? true) }
    ) { context, _ in voiceDenied(context) },
    // A code that does not say that a permission is missing.
    ErrorRule("voice-refused", .voice, statuses: 401...403, when: { _, error in error.status != 402 }) {
      context, error in
      Failure(
        .accessDenied, "\(context.service.title) refuses \(context.operation) (\(error.name))",
        hint: "the service's own words tell why; the call needs \(IAMDenial.action(of: context.operation))",
        moreHints: ["`\(command: .identity)` names the identity"])
    },
    ErrorRule("voice-quota", .voice, codes: ["ServiceQuotaExceededException", "LimitExceededException"]) { context, _ in
      Failure(
        .quota, "a quota of \(context.service.title) in this account is used up\(context.attemptSummary)",
        hint: "wait and run it again, or ask for more: \(context.voiceQuotas)")
    },
    ErrorRule("voice-throttled", .voice, codes: throttling, makeFailure: voiceThrottled),
    ErrorRule("voice-429", .voice, statuses: 429...429, makeFailure: voiceThrottled),
    ErrorRule("voice-5xx", .voice, statuses: 500...599) { context, _ in
      Failure(
        .serviceError, "\(context.service.title) failed" + context.attemptSummary,
        hint: "run it again; https://health.aws.amazon.com shows outages")
    },
    ErrorRule("voice-404", .voice, statuses: 404...404, when: { _, error in error.code == nil }) { context, _ in
      Failure(
        .badResponse,
        "nothing that speaks for \(context.service.title) answered (HTTP 404 without an error of its own)",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_\(context.service.endpointName)")
    },
    ErrorRule("voice-4xx", .voice, statuses: 400...499) { context, error in
      Failure(
        .validation,
        "\(context.service.title) refused the request (" + error.name + ")"
          + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "\(switch: .debug) shows the request and the answer")
    },
    ErrorRule("voice-other", .voice) { context, error in
      Failure(
        .badResponse,
        "\(context.service.title) answered with HTTP \(error.status), which its API does not promise",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_\(context.service.endpointName)")
    },
  ]

  private static let denialCodes: Set<String> = ["AccessDeniedException", "AccessDenied", "UnauthorizedException"]

  private static func deniedVoice(_ context: AWSErrorContext) -> String {
    "not allowed to use \(context.service.title) (\(IAMDenial.action(of: context.operation)))"
  }

  private static func voiceDenied(_ context: AWSErrorContext) -> Failure {
    let action = IAMDenial.action(of: context.operation)
    return Failure(
      .accessDenied, deniedVoice(context),
      hint: #"add to the identity's IAM policy: {"Effect":"Allow","Action":["\#(action)"],"Resource":["*"]}"#,
      moreHints: ["`\(command: .identity)` names the identity"])
  }

  private static let voiceThrottled: ErrorRule.MakeFailure = { context, _ in
    Failure(
      .throttled, requestThrottled,
      hint:
        "too many requests to \(context.service.title) for this account\(context.attemptSummary); wait, or raise "
        + "\(option: .attempts)",
      moreHints: ["a higher quota: \(context.voiceQuotas)"])
  }

  /// The regions with the service, if the one that was called is not known to have it.
  private static func voiceRegions(_ context: AWSErrorContext) -> [Remedy] {
    guard let region = AWSRegion(context.region), !VoiceRegions.contains(region, context.service) else { return [] }
    let near = nearRegions(context)
    return [
      "\(region.name) is not known to have \(context.service.title): try \(option: .voiceRegion) "
        + "\(near.isEmpty ? "us-east-1" : near)"
    ]
  }

  private static func nearRegions(_ context: AWSErrorContext) -> String {
    guard let region = AWSRegion(context.region) else { return "" }
    return VoiceRegions.nearest(to: region, with: context.service).map(\.name).joined(separator: ", ")
  }
}

extension AWSErrorContext {
  /// The URL of the page of a voice service's quotas.
  fileprivate var voiceQuotas: String {
    let name = service == .polly ? "polly" : "transcribe"
    return "https://console.aws.amazon.com/servicequotas/home/services/\(name)/quotas?region=\(region)"
  }
}

extension Failure.Reason {
  /// Polly refuses the voice, its engine or its language. Another one may be spoken with.
  public static let voiceRefused = Failure.Reason("voice-refused")
}
