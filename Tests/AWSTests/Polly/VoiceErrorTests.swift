import Core
import TestSupport
import Testing

@testable import AWS

/// The errors of Polly, and what both voice services share. The wording of real answers is that of public reports: no
/// recording shows it.
@Suite struct VoiceErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let status: Int
    let awsCode: String?
    let message: String?
    let code: Failure.Code
    let sentence: String
    let hint: String
    var testDescription: String { rule }

    init(
      _ rule: String, _ status: Int, _ awsCode: String?, _ message: String?, _ code: Failure.Code, _ sentence: String,
      _ hint: String
    ) {
      self.rule = rule
      self.status = status
      self.awsCode = awsCode
      self.message = message
      self.code = code
      self.sentence = sentence
      self.hint = hint
    }
  }

  static let cases = [
    Case(
      "engine-region", 400, "ValidationException", "The selected engine is not supported in this region: generative",
      .validation, "Amazon Polly does not offer this engine in us-east-1", "--speech-engine standard"),
    Case(
      "engine", 400, "ValidationException", "This voice does not support the selected engine: neural", .validation,
      "Amazon Polly refuses the voice Hans with the engine neural: the voice has no such engine", "--speech-engine"),
    Case(
      "engine-code", 400, "EngineNotSupportedException", "Something new.", .validation,
      "Amazon Polly refuses the voice Hans with the engine neural: the voice has no such engine", "--voice"),
    Case(
      "voice", 400, "ValidationException",
      "1 validation error detected: Value 'Hans' at 'voiceId' failed to satisfy constraint: Member must satisfy enum "
        + "value set: [Joanna]", .validation, "Amazon Polly does not know the voice Hans with the engine neural",
      "--voice"),
    Case(
      "speech-language", 400, "LanguageNotSupportedException", "No.", .validation,
      "the voice Hans with the engine neural of Amazon Polly does not speak this language", "--voice-language"),
    Case(
      "speech-length", 400, "TextLengthExceededException", "Maximum text length has been exceeded", .validation,
      "the text is too long for one request to Amazon Polly", "fault"),
    Case(
      "voice-policy", 403, "AccessDeniedException",
      "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: polly:SynthesizeSpeech because no "
        + "identity-based policy allows the polly:SynthesizeSpeech action", .accessDenied,
      "not allowed to use Amazon Polly (polly:SynthesizeSpeech)",
      #"{"Effect":"Allow","Action":["polly:SynthesizeSpeech"],"Resource":["*"]}"#),
    Case(
      "voice-policy", 403, "AccessDeniedException",
      "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: polly:SynthesizeSpeech with an explicit "
        + "deny in a service control policy", .accessDenied, "not allowed to use Amazon Polly (polly:SynthesizeSpeech)",
      "service control policy"),
    Case(
      "voice-denied", 403, nil, nil, .accessDenied, "not allowed to use Amazon Polly (polly:SynthesizeSpeech)",
      #"{"Effect":"Allow","Action":["polly:SynthesizeSpeech"],"Resource":["*"]}"#),
    Case(
      "voice-scope", 403, "InvalidSignatureException", "Credential should be scoped to a valid region. ", .badConfig,
      "the endpoint serves another region or service than was signed for", "make --voice-region (us-east-1)"),
    Case(
      "voice-refused", 403, "InvalidAction", "No such action.", .accessDenied,
      "Amazon Polly refuses SynthesizeSpeech (InvalidAction)", "the service's own words tell why"),
    Case(
      "subscription", 403, "OptInRequired", "x", .accountRestricted,
      "this AWS account is not subscribed to Amazon Polly", "signup"),
    Case(
      "subscription", 400, "SubscriptionRequiredException", "Sign up.", .accountRestricted,
      "this AWS account is not subscribed to Amazon Polly", "signup"),
    Case(
      "voice-quota", 402, "ServiceQuotaExceededException", "Quota.", .quota,
      "a quota of Amazon Polly in this account is used up", "services/polly/quotas"),
    Case(
      "voice-throttled", 400, "ThrottlingException", "Rate exceeded", .throttled,
      "Request throttled. Please try again in a moment.", "--max-attempts"),
    Case(
      "voice-429", 429, nil, nil, .throttled, "Request throttled. Please try again in a moment.", "Amazon Polly"),
    Case("voice-5xx", 500, "ServiceFailureException", "Sorry.", .serviceError, "Amazon Polly failed", "health"),
    Case("voice-5xx", 503, nil, nil, .serviceError, "Amazon Polly failed", "health"),
    Case(
      "voice-404", 404, nil, nil, .badResponse,
      "nothing that speaks for Amazon Polly answered (HTTP 404 without an error of its own)", "AWS_ENDPOINT_URL_POLLY"),
    Case(
      "voice-4xx", 400, "InvalidSampleRateException", "Bad rate.", .validation,
      "Amazon Polly refused the request (InvalidSampleRateException): Bad rate.", "--debug"),
    Case(
      "voice-4xx", 404, "LexiconNotFoundException", nil, .validation,
      "Amazon Polly refused the request (LexiconNotFoundException)", "--debug"),
    Case(
      "voice-other", 302, nil, nil, .badResponse,
      "Amazon Polly answered with HTTP 302, which its API does not promise", "--endpoint-url"),
    Case(
      "expired", 403, "ExpiredTokenException", "The security token included in the request is expired",
      .expiredCredentials, "the AWS credentials have expired (ExpiredToken)", "explain-credentials"),
    Case(
      "unknown", 403, "UnrecognizedClientException", "The security token included in the request is invalid.",
      .invalidCredentials, "Invalid security token: AWS does not know the credentials", "explain-credentials"),
  ]

  private var context: AWSErrorContext {
    var context = AWSErrorContext(service: .polly, operation: "SynthesizeSpeech", region: "us-east-1")
    context.speaker = SpeechVoice(id: "Hans", engine: .neural).description
    return context
  }

  @Test(arguments: cases) func voiceError_unrecordedHasSentenceAndHint(sample: Case) {
    let error = AWSServiceError(status: sample.status, code: sample.awsCode, message: sample.message)
    #expect(AWSErrorTable.rule(for: error, in: context)?.name == sample.rule)
    let failure = Failure(from: error, in: context)
    #expect(failure.code == sample.code)
    #expect(failure.sentence == sample.sentence)
    let hints = failure.hints.map(\.description).joined(separator: "\n")
    #expect(hints.contains(sample.hint), "\(hints)")
    #expect(failure.service == "polly" && failure.httpStatus == sample.status)
  }

  /// Every rule has a case, and only refusals of a voice lead to other voices.
  @Test func voiceError_hasACaseForEveryRule() {
    let names = Set(AWSErrorTable.voice.map(\.name))
    #expect(names.subtracting(Self.cases.map(\.rule)).isEmpty)
    for sample in Self.cases {
      let error = AWSServiceError(status: sample.status, code: sample.awsCode, message: sample.message)
      let isRefusal = ["engine-region", "engine", "engine-code", "voice", "speech-language"].contains(sample.rule)
      #expect((Failure(from: error, in: context).reason == .voiceRefused) == isRefusal, "\(sample.rule)")
    }
  }

  @Test(
    arguments: [
      (400, "ThrottlingException", RetryKind.throttled), (429, nil, .throttled),
      (500, "ServiceFailureException", .transient),
      (503, nil, .transient), (400, "ValidationException", .done), (402, "ServiceQuotaExceededException", .done),
      (403, "AccessDeniedException", .done),
    ] as [(Int, String?, RetryKind)]) func voiceError_isRetriedByName(status: Int, code: String?, kind: RetryKind)
  {
    let verdict = AWSErrorTable.retry(AWSServiceError(status: status, code: code, message: nil), in: context)
    #expect("\(verdict)" == kind.rawValue)
  }

  enum RetryKind: String { case done, throttled, transient }

  /// The other service's name, action and page.
  @Test func voiceError_namesTheServiceThatRefuses() {
    let context = AWSErrorContext(service: .transcribe, operation: "StartStreamTranscription", region: "eu-west-1")
    let denied = Failure(from: AWSServiceError(status: 403, code: "AccessDeniedException", message: nil), in: context)
    #expect(denied.sentence == "not allowed to use Amazon Transcribe (transcribe:StartStreamTranscription)")
    #expect(denied.service == "transcribe-streaming")
    let failed = Failure(from: AWSServiceError(status: 418, code: nil, message: nil), in: context)
    #expect(failed.sentence == "Amazon Transcribe refused the request (status 418)")
  }
}
