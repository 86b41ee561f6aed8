import Core

/// The failure code that a recorded error must have.
enum ExpectedCode {
  private static let byServiceCode: [String: Failure.Code] = [
    "UnrecognizedClientException": .invalidCredentials, "ExpiredTokenException": .expiredCredentials,
    "AccessDeniedException": .accessDenied, "ThrottlingException": .throttled,
    "ResourceNotFoundException": .modelNotFound, "ServiceQuotaExceededException": .quota,
    "InternalServerException": .serviceError, "ServiceUnavailableException": .serviceError,
    "ModelErrorException": .serviceError, "ModelStreamErrorException": .serviceError,
  ]

  /// The code for an error with an HTTP status.
  static func of(_ error: Judgement.ServiceError, status: Int) -> Failure.Code? {
    if error.message?.contains("model identifier is invalid") == true { return .modelNotFound }
    guard let code = error.code else { return status == 400 ? .validation : nil }
    // Exceptions of a stream begin with a small letter.
    let name = code.prefix(1).uppercased() + code.dropFirst()
    return name == "ValidationException" ? .validation : byServiceCode[name]
  }
}
