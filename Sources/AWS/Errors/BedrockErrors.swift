public import Core
public import HTTP

/// What Bedrock means by an error, and what to do about it.
///
/// The catalogue is a list of rules, the first that matches decides. Services word the same thing under changing
/// codes, so most rules look for the part of the message that has stayed the same.
public enum BedrockErrors {
  /// What was being done when the error came.
  public struct Context: Sendable {
    /// The service asked.
    public var service: AWSService
    /// The operation: `Converse`.
    public var operation: String
    /// The region asked.
    public var region: String
    /// The model asked for and the id it was called by.
    public var model: ModelChoice?
    /// Requests sent, where counted.
    public var attempts: Int?
    /// The time they took together.
    public var elapsed: Duration?
    /// The foundation-model ARNs a profile leads to, where they could be read.
    public var destinations: [String] = []
    /// Where the credentials came from.
    public var origin: CredentialOrigin?

    /// A context.
    public init(
      service: AWSService = .bedrock, operation: String, region: String, model: ModelChoice? = nil,
      origin: CredentialOrigin? = nil
    ) {
      self.service = service
      self.operation = operation
      self.region = region
      self.model = model
      self.origin = origin
    }

    /// The name of the model in sentences: the one asked for.
    var modelName: String { model?.requested ?? "the model" }
    /// The id the model is called by.
    var used: String { model?.used ?? "" }
    /// The console page of the region.
    func console(_ page: String) -> String {
      "https://console.aws.amazon.com/bedrock/home?region=\(region)#/\(page)"
    }
  }

  /// The failure an error response is.
  ///
  /// - Parameters:
  ///   - response: the whole response, for its `Date`; nil for an exception in mid-stream.
  ///   - now: the time here, for the clock's skew.
  public static func failure(
    _ error: AWSServiceError, in context: Context, response: Response? = nil, now: Double? = nil
  ) -> Failure {
    let date = response?.headers["Date"].flatMap(HTTPDate.seconds)
    if let now,
      let refusal = CredentialRefusal.failure(
        error, service: context.service, origin: context.origin, serverDate: date, now: now)
    {
      return refusal
    }
    let message = (error.message ?? "").lowercased().replacing("\u{2019}", with: "'")
    let rule = rules.first { $0.matches(error, message) } ?? fallback(error)
    var failure = rule.make(context, error)
    failure.service = context.service.id
    failure.awsCode = error.code
    // An exception in mid-stream of a kind without a status of its own has none.
    failure.httpStatus = error.status == 0 ? nil : error.status
    failure.requestID = error.requestID
    failure.attempts = error.attempts
    failure.cause = error.message
    return failure
  }

  /// One line of the catalogue.
  struct Rule: Sendable {
    /// What it is called in tests.
    let name: String
    /// The codes it applies to, in any case; nil for every one.
    var codes: Set<String>?
    /// What the message must contain, in lower case: one of these; empty for nothing.
    var fragments: [String] = []
    /// The failure.
    let make: @Sendable (Context, AWSServiceError) -> Failure

    init(
      _ name: String, codes: Set<String>? = nil, fragments: [String] = [],
      make: @escaping @Sendable (Context, AWSServiceError) -> Failure
    ) {
      self.name = name
      self.codes = codes.map { Set($0.map { $0.lowercased() }) }
      self.fragments = fragments
      self.make = make
    }

    func matches(_ error: AWSServiceError, _ message: String) -> Bool {
      if let codes {
        guard let code = error.code?.lowercased(), codes.contains(code) else { return false }
      }
      return fragments.isEmpty || fragments.contains { message.contains($0) }
    }
  }

  /// The rule for the name, for tests and for those who ask which one applied.
  static func ruleName(_ error: AWSServiceError) -> String {
    let message = (error.message ?? "").lowercased().replacing("\u{2019}", with: "'")
    return (rules.first { $0.matches(error, message) } ?? fallback(error)).name
  }

  /// The sentences the first users of the assistant know, word for word.
  static let denied = "Access denied to Bedrock. Please check your AWS credentials and permissions."
  static let throttled = "Request throttled. Please try again in a moment."
  static func notFound(_ model: String) -> String {
    "Model \(model) not found. Please check the model ID."
  }

  static let rules = access + models + limits + requests + service
}
