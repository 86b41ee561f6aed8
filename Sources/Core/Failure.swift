/// `Core` owns what every room needs and nothing of the network, AWS or Storyblok: the failure every error
/// becomes, the world as a value (`Environment`), settings with their origin, secrets that do not print
/// themselves, the two file grammars (`.env`, INI) and JSON text.

/// Why a run failed, in a form that serves a person, a script and an exit code alike.
///
/// A failure is made where its cause is known, travels unchanged, and is put into words in one place (the CLI).
/// It never carries a secret: sentences name variables, files and lines, not values.
public struct Failure: Error, Sendable, Equatable {
  /// What kind of failure it is: the `code` of the JSON error document. Each code has one exit status. `interrupted` and
  /// `closedOutput` are never printed.
  public enum Code: String, Sendable, CaseIterable {
    case `internal`, io
    case usage
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
    case modelNotFound = "model_not_found"
    case notFound = "not_found"
    case throttled, quota
    case network, timeout, tls
    case serviceError = "service_error"
    case badResponse = "bad_response"
    case validation
    case interrupted
    /// The reader of standard output is gone: the run ends without a word.
    case closedOutput = "closed_output"
  }

  /// What kind of failure it is.
  public var code: Code
  /// One sentence without a trailing newline, for a person.
  public var sentence: String
  /// What to do next; never empty. Each is one line (a command, a page, a statement to add).
  public var hints: [Remedy]
  /// The service that answered or was to be asked: `sts`, `bedrock`, `bedrock-runtime`, `storyblok`, …
  public var service: String?
  /// The error code the service gave, verbatim (`ExpiredToken`).
  public var awsCode: String?
  /// The status of the HTTP response that carried the failure.
  public var httpStatus: Int?
  /// The service's id for the request, to quote to its support.
  public var requestID: String?
  /// How many requests were sent for the call that failed; nil where the failure belongs to no request.
  public var attempts: Int?
  /// What the service or the system said, cleaned of secrets; shown with `--verbose`.
  public var cause: String?

  /// What happened, as a value, where other code acts on it.
  public var reason: Reason?

  /// A cause that code compares instead of words. Each room declares the causes it tells apart.
  public struct Reason: Sendable, Hashable {
    /// The name of the cause.
    public let name: String
    /// A figure that belongs to it, such as a limit.
    public let value: Int?

    /// Names a cause.
    public init(_ name: String, value: Int? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a failure. Every failure has a next step, so the first hint is not optional.
  public init(
    _ code: Code, _ sentence: String, hint: Remedy, moreHints: [Remedy] = [], service: String? = nil,
    awsCode: String? = nil, httpStatus: Int? = nil, requestID: String? = nil, attempts: Int? = nil, cause: String? = nil
  ) {
    self.code = code
    self.sentence = sentence
    self.hints = [hint] + moreHints
    self.service = service
    self.awsCode = awsCode
    self.httpStatus = httpStatus
    self.requestID = requestID
    self.attempts = attempts
    self.cause = cause
  }
}
