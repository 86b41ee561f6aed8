public import Core
public import HTTP

/// What the errors of AWS mean. Retries, restarts of streams, repairs of requests and the words for the user all
/// read this one list; the first row that matches decides.
///
/// Services word one thing under changing codes, so many rows look for the part of the message that stays the same.
public enum AWSErrorTable {
  static let rules: [ErrorRule] =
    retries + credentials + access + models + limits + requests + service + sts + sso + signin + anyStatus

  /// What a status alone says of another attempt.
  private static let anyStatus: [ErrorRule] = [
    ErrorRule("any-429", .all, statuses: 429...429, retry: .throttled, words: nil),
    ErrorRule("any-500", .all, statuses: 500...500, retry: .transient, words: nil),
    ErrorRule("any-gateway", .all, statuses: 502...504, retry: .transient, words: nil),
  ]
}

extension AWSErrorTable {
  /// Whether another attempt at the call of `context` may help after `error`.
  static func retry(_ error: AWSServiceError, in context: AWSErrorContext) -> RetryVerdict {
    first(error, context) { $0.retry } ?? .done
  }

  /// Whether another attempt may help after `response`; a success needs none.
  public static func retry(after response: Response, service: AWSService, operation: String) -> RetryVerdict {
    guard response.status >= 400 else { return .done }
    return retry(AWSServiceError(response), in: AWSErrorContext(service: service, operation: operation))
  }

  /// The status that a response with the error `code` has.
  static func status(of code: String) -> Int? {
    let code = code.lowercased()
    return rules.first { $0.status != nil && $0.codes?.contains(code) == true }?.status
  }

  /// The row that words `error`.
  static func rule(for error: AWSServiceError, in context: AWSErrorContext) -> ErrorRule? {
    first(error, context) { $0.words == nil ? nil : $0 }
  }

  /// What the first matching row says that says it.
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
  /// The failure that an error of a service is, by the table of error codes.
  public init(from error: AWSServiceError, in context: AWSErrorContext) {
    if let words = AWSErrorTable.first(error, context, { $0.words }) {
      self = words(context, error)
    } else {
      self.init(
        .badResponse, "\(context.service.id) answered \(context.operation) with HTTP \(error.status)",
        hint: "try again in a minute")
    }
    service = context.service.id
    awsCode = error.code
    // An exception in a stream of a kind without a status of its own has none.
    httpStatus = error.status == 0 ? nil : error.status
    requestID = error.requestID
    attempts = error.attempts
    cause = error.message
    reason = AWSErrorTable.first(error, context) { $0.reason }?(error)
  }
}
