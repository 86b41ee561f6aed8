public import Core
import HTTP

/// Errors of Transcribe's streaming service, as responses and in the stream.
extension AWSErrorTable {
  static let transcribe: [ErrorRule] = [
    // A message of the stream that is dated wrongly.
    ErrorRule("stream-clock", .transcribe, fragments: ["signature expired", "not yet current"], retry: .done) { _, _ in
      CredentialRefusal.clock(nil)
    },
    ErrorRule("no-audio", .transcribe, fragments: ["no new audio was received"], retry: .done) { _, _ in
      Failure(
        .timeout, "Amazon Transcribe received no sound for 15 seconds",
        hint: "the recorder behind \(switch: .listen) sent nothing: check that it records (arecord -l lists the "
          + "microphones)", moreHints: ["run it again"])
    },
    ErrorRule("stream-too-big", .transcribe, fragments: ["stream is too big"], retry: .done) { _, _ in
      Failure(
        .validation, "Amazon Transcribe received sound faster than it is played",
        hint: "the sample rate is not the recording's: give raw sound its own \(switch: .rate)")
    },
    ErrorRule(
      "vocabulary", .transcribe, fragments: ["vocabulary"], when: { _, error in error.status != 403 }, retry: .done
    ) { context, error in
      Failure(
        .notFound,
        "Amazon Transcribe does not use this vocabulary" + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "\(switch: .vocabulary) names a custom vocabulary of this account in \(context.region), of the language "
          + "spoken and ready to use")
    },
    ErrorRule(
      "spoken-language", .transcribe, codes: ["BadRequestException", "ValidationException"],
      fragments: ["languagecode", "language code", "language-code", "languageoptions", "enum value set"], retry: .done
    ) { _, _ in
      Failure(
        .validation, "Amazon Transcribe does not hear this language while it streams",
        hint:
          "choose another \(option: .voiceLanguage), such as en-US, de-DE or fr-FR; several are separated by commas",
        moreHints: [
          "the languages: https://docs.aws.amazon.com/transcribe/latest/dg/supported-languages.html"
        ])
    },
    ErrorRule("session", .transcribe, codes: ["ConflictException"], status: 409, retry: .done) { _, _ in
      Failure(
        .serviceError, "Amazon Transcribe ended this session, because another one took its place",
        hint: "run it again")
    },
    ErrorRule("stream-limit", .transcribe, codes: ["LimitExceededException"], status: 429, retry: .throttled) {
      context, _ in
      Failure(
        .quota, "a limit of Amazon Transcribe is reached\(context.attemptSummary)",
        hint:
          "an account has 25 streams at once, and one stream lasts 4 hours: wait and run it again, or ask for more: "
          + "https://console.aws.amazon.com/servicequotas/home/services/transcribe/quotas?region=\(context.region)")
    },
    ErrorRule(
      "bad-request-status", .transcribe, codes: ["BadRequestException", "SerializationException"], status: 400,
      makeFailure: nil),
    ErrorRule(
      "stream-failure", .transcribe, codes: ["InternalFailureException"], status: 500, retry: .transient,
      makeFailure: nil),
    ErrorRule(
      "stream-unavailable", .transcribe, codes: ["ServiceUnavailableException"], status: 503, retry: .transient,
      makeFailure: nil),
    // An exception that is not known.
    ErrorRule("stream-exception", .transcribe, statuses: 0...0, when: { _, error in !isKnown(error) }) { _, error in
      Failure(
        .serviceError,
        "Amazon Transcribe broke off (" + (error.code ?? "without a reason") + ")"
          + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "run it again; \(switch: .debug) shows how far it came")
    },
  ]
}

extension AWSErrorTable {
  /// Whether the code of an exception has rows of its own, also among the rows for all services.
  private static func isKnown(_ error: AWSServiceError) -> Bool {
    error.code == "AccessDeniedException" || error.isScopeMismatch
  }
}

extension Remedy.Switch {
  /// A recording to be heard.
  public static let listen = Remedy.Switch("listen")
  /// The sample rate of raw sound.
  public static let rate = Remedy.Switch("rate")
  /// A custom vocabulary.
  public static let vocabulary = Remedy.Switch("vocabulary")
}
