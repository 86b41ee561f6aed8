import Core
import HTTP

/// One row of the table of error codes: which errors it matches, and their meaning.
///
/// If a row has no `retry`, `reason` or `makeFailure`, the next matching row that has it is used.
struct ErrorRule: Sendable {
  typealias MakeFailure = @Sendable (AWSErrorContext, AWSServiceError) -> Failure

  /// The calls that a row applies to.
  enum Scope: Sendable {
    /// Every call.
    case all
    /// Calls with credentials; see `AWSErrorContext.isSigned`.
    case signed
    /// Calls of these services.
    case services([AWSService])

    static let bedrock = Scope.services([.bedrock, .bedrockRuntime])
    /// Both services of voice.
    static let voice = Scope.services([.polly, .transcribe])
    /// Every service that is called with AWS credentials.
    static let keys = Scope.services(AWSService.all.filter { $0.signingName != nil })
    static let polly = Scope.services([.polly])
    static let transcribe = Scope.services([.transcribe])
    static let sts = Scope.services([.sts])
    static let sso = Scope.services([.sso])
    static let ssoOIDC = Scope.services([.ssoOIDC])
    static let signin = Scope.services([.signin])
  }

  /// The name of the row in tests.
  let name: String
  var scope: Scope
  /// The error codes, in lower case; nil for every code.
  var codes: Set<String>?
  /// The statuses; nil for every status.
  var statuses: ClosedRange<Int>?
  /// Parts of the message, in lower case; one must occur. Empty for any message.
  var fragments: [String]
  /// A further condition.
  var condition: (@Sendable (AWSErrorContext, AWSServiceError) -> Bool)?
  /// The HTTP status of this error, for stream exceptions, which have none.
  var status: Int?
  /// Whether to retry.
  var retry: RetryVerdict?
  /// A value for code that acts on this error.
  var reason: (@Sendable (AWSServiceError) -> Failure.Reason)?
  /// The failure for the user.
  var makeFailure: MakeFailure?

  init(
    _ name: String, _ scope: Scope, codes: Set<String>? = nil, statuses: ClosedRange<Int>? = nil,
    fragments: [String] = [], when condition: (@Sendable (AWSErrorContext, AWSServiceError) -> Bool)? = nil,
    status: Int? = nil, retry: RetryVerdict? = nil, reason: (@Sendable (AWSServiceError) -> Failure.Reason)? = nil,
    makeFailure: MakeFailure?
  ) {
    self.name = name
    self.scope = scope
    self.codes = codes.map { Set($0.map { $0.lowercased() }) }
    self.statuses = statuses
    self.fragments = fragments
    self.condition = condition
    self.status = status
    self.retry = retry
    self.reason = reason
    self.makeFailure = makeFailure
  }

  /// Whether the row matches `error`, whose message in lower case is `message`.
  func matches(_ error: AWSServiceError, _ message: String, in context: AWSErrorContext) -> Bool {
    switch scope {
    case .all: break
    case .signed: guard context.isSigned else { return false }
    case .services(let services): guard services.contains(context.service) else { return false }
    }
    if let codes {
      guard let code = error.code?.lowercased(), codes.contains(code) else { return false }
    }
    if let statuses, !statuses.contains(error.status) { return false }
    guard fragments.isEmpty || fragments.contains(where: { message.contains($0) }) else { return false }
    return condition?(context, error) ?? true
  }
}
