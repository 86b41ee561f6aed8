import Core

/// How much a model thinks and writes. Claude models since the 4.6 generation decide within it how long to think.
public enum Effort: String, Sendable, CaseIterable {
  case low, medium, high, max
}

/// The service tier of a request, by its name in the API.
public enum ServiceTier: String, Sendable, CaseIterable {
  /// The standard tier.
  case `default`
  /// Cheaper, and later when the service is busy.
  case flex
  /// Dearer, and before others.
  case priority
  /// Capacity that the account has reserved.
  case reserved
}
