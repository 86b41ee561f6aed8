import Core

/// Errors of refused credentials: expired, unknown, wrong signature, or a wrong clock.
extension AWSErrorTable {
  static let credentials: [ErrorRule] = [
    refusal("clock", codes: ["RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"]) { context, error in
      CredentialRefusal.clock(context.skew(error))
    },
    refusal("expired", codes: ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"], makeFailure: expired),
    refusal(
      "unknown",
      codes: [
        "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidToken",
      ], makeFailure: unknown),
    refusal("signature-clock", codes: signature, fragments: ["signature expired", "not yet current"]) {
      context, error in CredentialRefusal.clock(context.skew(error))
    },
    refusal("signature-skew", codes: signature, when: { context, error in context.hasSkew(error) }) {
      context, error in CredentialRefusal.clock(context.skew(error))
    },
    refusal("signature", codes: signature, when: { _, error in error.saysMismatch }) { context, _ in
      CredentialRefusal.signature(context.origin)
    },
    // Other words about a signature do not tell that the secret access key is wrong.
    refusal("signature-form", codes: signature) { context, _ in CredentialRefusal.signatureForm(context.origin) },
    refusal("unsigned", codes: ["MissingAuthenticationToken", "MissingAuthenticationTokenException"]) { context, _ in
      CredentialRefusal.unsigned(context.origin)
    },
    refusal("unvalidated", codes: ["AuthFailure"]) { context, _ in CredentialRefusal.unvalidated(context.origin) },
    // API keys are refused with codes that have other meanings too, so only the message identifies the error.
    byMessage("words-expired", ["security token included in the request is expired"], makeFailure: expired),
    byMessage("words-unknown", ["security token included in the request is invalid"], makeFailure: unknown),
    byMessage("key-expired", ["bearer token has expired"], makeFailure: expired),
    byMessage("key-unknown", ["api key is valid", "invalid api key"]) { context, _ in
      CredentialRefusal.apiKey(context.origin)
    },
  ]

  private static let signature: Set<String> = [
    "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature", "IncompleteSignatureException",
  ]

  private static let expired: ErrorRule.MakeFailure = { context, _ in CredentialRefusal.expired(context.origin) }
  private static let unknown: ErrorRule.MakeFailure = { context, _ in CredentialRefusal.unknown(context.origin) }

  private static func refusal(
    _ name: String, codes: Set<String>, fragments: [String] = [],
    when condition: @escaping @Sendable (AWSErrorContext, AWSServiceError) -> Bool = { _, _ in true },
    makeFailure: @escaping ErrorRule.MakeFailure
  ) -> ErrorRule {
    ErrorRule(
      name, .signed, codes: codes, fragments: fragments,
      when: { context, error in !error.isScopeMismatch && condition(context, error) }, makeFailure: makeFailure)
  }

  private static func byMessage(
    _ name: String, _ fragments: [String], makeFailure: @escaping ErrorRule.MakeFailure
  ) -> ErrorRule {
    ErrorRule(
      name, .signed, statuses: 400...403, fragments: fragments,
      when: { _, error in error.status != 402 && !error.isScopeMismatch }, makeFailure: makeFailure)
  }
}

extension AWSServiceError {
  /// Whether the signature is for another region or service. The credentials themselves may be valid.
  var isScopeMismatch: Bool { message?.lowercased().contains("should be scoped to") ?? false }

  /// Whether the signature is another one than the service calculates: its words say so, or its code alone does.
  fileprivate var saysMismatch: Bool {
    guard let message, !message.isBlank else { return code?.hasPrefix("Incomplete") == false }
    return message.lowercased().contains("does not match")
  }
}

extension AWSErrorContext {
  /// Whether the local clock is so far from the service's that signatures are refused for it.
  fileprivate func hasSkew(_ error: AWSServiceError) -> Bool {
    skew(error).map { abs($0) >= CredentialRefusal.tolerance } ?? false
  }

  /// By how many seconds the local clock is ahead of the service's; nil if either is unknown.
  fileprivate func skew(_ error: AWSServiceError) -> Double? {
    guard let date = error.date, let now else { return nil }
    return now - date
  }
}
