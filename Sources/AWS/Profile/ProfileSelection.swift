public import Core

/// The selected profile and what selected it.
public struct ProfileSelection: Sendable, Equatable {
  /// The name.
  public var name: String
  /// What selected it; `.default` if nothing did.
  public var origin: Origin

  /// Selects a profile.
  public init(_ name: String, from origin: Origin) {
    self.name = name
    self.origin = origin
  }

  /// The selection by option, `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `.env`, else `default`.
  public init(_ settings: Settings) {
    let named = settings.string(.profile)
    self.init(named?.value ?? "default", from: named?.origin ?? .default)
  }

  /// Whether it was named, so that it must exist.
  public var isNamed: Bool { origin != .default }

  /// Whether `--profile` named it. Then keys in the environment are ignored.
  public var isExplicit: Bool { origin.isOption }

  /// Whether it was named with higher precedence than `.env`, so that keys in that file come after it.
  public var outranksDotEnv: Bool {
    switch origin {
    case .option, .environment: true
    default: false
    }
  }
}
