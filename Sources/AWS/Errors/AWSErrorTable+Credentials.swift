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
        "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidToken", "NotSignedUp",
        "OptInRequired",
      ], makeFailure: unknown),
    refusal("signature-clock", codes: signature, fragments: ["signature expired", "not yet current"]) {
      context, error in CredentialRefusal.clock(context.skew(error))
    },
    refusal("signature", codes: signature) { context, error in
      let skew = context.skew(error)
      if let skew, abs(skew) >= CredentialRefusal.tolerance { return CredentialRefusal.clock(skew) }
      return CredentialRefusal.signature(context.origin)
    },
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
    "AuthFailure", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
  ]

  private static let expired: ErrorRule.MakeFailure = { context, _ in CredentialRefusal.expired(context.origin) }
  private static let unknown: ErrorRule.MakeFailure = { context, _ in CredentialRefusal.unknown(context.origin) }

  private static func refusal(
    _ name: String, codes: Set<String>, fragments: [String] = [], makeFailure: @escaping ErrorRule.MakeFailure
  ) -> ErrorRule {
    ErrorRule(
      name, .signed, codes: codes, fragments: fragments, when: { _, error in !error.isScopeMismatch },
      makeFailure: makeFailure)
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
  fileprivate var isScopeMismatch: Bool { message?.lowercased().contains("should be scoped to") ?? false }
}

extension AWSErrorContext {
  /// By how many seconds the local clock is ahead of the service's; nil if either is unknown.
  fileprivate func skew(_ error: AWSServiceError) -> Double? {
    guard let date = error.date, let now else { return nil }
    return now - date
  }
}
