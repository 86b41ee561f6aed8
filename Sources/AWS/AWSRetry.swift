import Core
public import HTTP

/// Which answers of AWS are worth another attempt (standard retry mode of the AWS SDKs).
public enum AWSRetry {
  private static let throttling: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
    "RequestThrottled",
    "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
    "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
    "EC2ThrottledException", "ModelNotReadyException",
  ]
  private static let transient: Set<String> = [
    "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete", "InternalServerException",
    "ModelErrorException", "ModelTimeoutException",
  ]

  /// What to make of a response of `service`.
  public static func verdict(_ response: Response, service: AWSService) -> RetryVerdict {
    guard response.status >= 400 else { return .done }
    let error = AWSServiceError(response)
    // A daily quota does not come back within any wait of ours.
    if error.message?.contains("per day") == true { return .done }
    if let code = error.code {
      if throttling.contains(code) { return .throttled }
      if transient.contains(code) { return .transient }
      if code == "IDPCommunicationError", service == .sts { return .transient }
    }
    switch response.status {
    case 429: return .throttled
    case 500, 502, 503, 504: return .transient
    default: return .done
    }
  }
}
