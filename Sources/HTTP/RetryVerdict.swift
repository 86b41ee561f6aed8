/// What a whole response means for retries.
public enum RetryVerdict: Sendable, Equatable {
  /// Final, a success or an error.
  case done
  /// The service throttles; retry.
  case throttled
  /// A transient error of the service; retry.
  case transient
}
