/// An engine of Polly. The raw value is Polly's name.
public enum SpeechEngine: String, Sendable, CaseIterable {
  case neural, generative, standard
  case longForm = "long-form"

  /// How many requests a second Polly takes from an account at least (its quotas of 2026).
  public var requestsPerSecond: Int { self == .standard ? 80 : 8 }

  /// US dollars for a million characters. An estimate: Polly's list price in most regions, 2026.
  public var price: Double {
    switch self {
    case .standard: 4
    case .neural: 16
    case .generative: 30
    case .longForm: 100
    }
  }
}
