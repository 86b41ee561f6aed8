/// Why a run failed. The CLI writes it as text for a person, as JSON for a script, and as an exit code.
///
/// A failure is made where its cause is known and is not changed on the way. It contains no secret: sentences name
/// variables, files and lines, not values.
public struct Failure: Error, Sendable, Equatable {
  /// The kind of failure, which is the `code` of the JSON error document. Each code has one exit status. `interrupted`
  /// and `closedOutput` are never printed.
  public enum Code: String, Sendable, CaseIterable {
    case `internal`, io
    case usage
    /// A recording in which nothing was said.
    case noSpeech = "no_speech"
    case noCredentials = "no_credentials"
    case partialCredentials = "partial_credentials"
    case badConfig = "bad_config"
    case providerFailed = "provider_failed"
    case noToken = "no_token"
    case expiredCredentials = "expired_credentials"
    case invalidCredentials = "invalid_credentials"
    case clockSkew = "clock_skew"
    case invalidToken = "invalid_token"
    case accessDenied = "access_denied"
    case modelAccess = "model_access"
    /// The account itself is not ready: payment, verification, data retention, subscription.
    case accountRestricted = "account_restricted"
    case modelNotFound = "model_not_found"
    case notFound = "not_found"
    case throttled, quota
    case network, timeout, tls
    case serviceError = "service_error"
    case badResponse = "bad_response"
    case validation
    case interrupted
    /// The reader of standard output closed it. The run ends without a message.
    case closedOutput = "closed_output"
  }

  /// The kind of failure.
  public var code: Code
  /// One sentence without a trailing newline, for a person.
  public var sentence: String
  /// What to do next, one line each (a command, a page, a statement to add). Never empty.
  public var hints: [Remedy]
  /// The service that was called: `sts`, `bedrock`, `bedrock-runtime`, `storyblok`, …
  public var service: String?
  /// The error code the service gave, verbatim (`ExpiredToken`).
  public var awsCode: String?
  /// The status of the HTTP response that carried the failure.
  public var httpStatus: Int?
  /// The service's request id, for its support.
  public var requestID: String?
  /// How many requests were sent for the call that failed; nil if the failure has no request.
  public var attempts: Int?
  /// What the service itself said, without secrets: `aws_message` of the JSON error document.
  public var serviceMessage: String?
  /// The message of the system or of libcurl without secrets; shown with `--verbose`.
  public var cause: String?

  /// The cause as a value, for code that acts on it.
  public var reason: Reason?

  /// A cause that code compares instead of text. Each module declares the causes it distinguishes.
  public struct Reason: Sendable, Hashable {
    /// The name of the cause.
    public let name: String
    /// A number that belongs to the cause, such as a limit.
    public let value: Int?

    /// Makes a cause.
    public init(_ name: String, value: Int? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a failure. Every failure has at least one hint.
  public init(
    _ code: Code, _ sentence: String, hint: Remedy, moreHints: [Remedy] = [], service: String? = nil,
    awsCode: String? = nil, httpStatus: Int? = nil, requestID: String? = nil, attempts: Int? = nil,
    serviceMessage: String? = nil,
    cause: String? = nil
  ) {
    self.code = code
    self.sentence = sentence
    self.hints = [hint] + moreHints
    self.service = service
    self.awsCode = awsCode
    self.httpStatus = httpStatus
    self.requestID = requestID
    self.attempts = attempts
    self.serviceMessage = serviceMessage
    self.cause = cause
  }
}
