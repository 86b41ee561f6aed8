public import Core
public import HTTP

/// The meaning of AWS errors: retries, restarts of streams, repairs of requests and the messages for the user. The
/// first row that matches is used.
///
/// Services send one error under several codes, so many rows match the constant part of the message.
public enum AWSErrorTable {
  static let rules: [ErrorRule] =
    retries + credentials + access + guardrails + options + models + limits + embeddings + requests + service
    + transcribe + voice + sts + sso + signin + anyStatus

  /// Whether to retry, by status alone.
  private static let anyStatus: [ErrorRule] = [
    ErrorRule("any-429", .all, statuses: 429...429, retry: .throttled, makeFailure: nil),
    ErrorRule("any-500", .all, statuses: 500...500, retry: .transient, makeFailure: nil),
    ErrorRule("any-gateway", .all, statuses: 502...504, retry: .transient, makeFailure: nil),
  ]
}

extension AWSErrorTable {
  /// Whether to retry the call of `context` after `error`.
  static func retry(_ error: AWSServiceError, in context: AWSErrorContext) -> RetryVerdict {
    first(error, context) { $0.retry } ?? .done
  }

  /// Whether to retry after `response`.
  public static func retry(after response: Response, service: AWSService, operation: String) -> RetryVerdict {
    guard response.status >= 400 else { return .done }
    return retry(AWSServiceError(response), in: AWSErrorContext(service: service, operation: operation))
  }

  /// The HTTP status of the error `code`.
  static func status(of code: String) -> Int? {
    let code = code.lowercased()
    return rules.first { $0.status != nil && $0.codes?.contains(code) == true }?.status
  }

  /// The row with the message for `error`.
  static func rule(for error: AWSServiceError, in context: AWSErrorContext) -> ErrorRule? {
    first(error, context) { $0.makeFailure == nil ? nil : $0 }
  }

  /// The value of the first matching row that has one.
  fileprivate static func first<Value>(
    _ error: AWSServiceError, _ context: AWSErrorContext, _ value: (ErrorRule) -> Value?
  ) -> Value? {
    let message = (error.message ?? "").lowercased().replacing("\u{2019}", with: "'")
    for rule in rules {
      if let value = value(rule), rule.matches(error, message, in: context) { return value }
    }
    return nil
  }
}

extension Failure {
  /// The failure for an error of a service, by the table of error codes.
  public init(from error: AWSServiceError, in context: AWSErrorContext) {
    if let makeFailure = AWSErrorTable.first(error, context, { $0.makeFailure }) {
      self = makeFailure(context, error)
    } else {
      self.init(
        .badResponse, "\(context.service.id) answered \(context.operation) with HTTP \(error.status)",
        hint: "try again in a minute")
    }
    service = context.service.id
    awsCode = error.code
    // A stream exception has status 0 if its type has no HTTP status.
    httpStatus = error.status == 0 ? nil : error.status
    requestID = error.requestID
    attempts = error.attempts
    serviceMessage = error.message
    // A row may also give its failure a reason, which counts only if that row's sentence is used.
    reason = AWSErrorTable.first(error, context) { $0.reason }?(error) ?? reason
  }
}
