public import Core

/// Which profile is read, and who named it.
public struct ProfileSelection: Sendable, Equatable {
  /// The name.
  public var name: String
  /// Who named it; `.default` where nobody did.
  public var origin: Origin

  /// Selects a profile.
  public init(_ name: String, from origin: Origin) {
    self.name = name
    self.origin = origin
  }

  /// The selection that `settings` make: option, `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `.env`, else `default`.
  public init(_ settings: Settings) {
    let named = settings.string(.profile)
    self.init(named?.value ?? "default", from: named?.origin ?? .default)
  }

  /// Whether somebody named it, so that it must exist.
  public var isNamed: Bool { origin != .default }

  /// Whether `--profile` named it: then keys in the environment have no say.
  public var isExplicit: Bool {
    if case .option = origin { true } else { false }
  }

  /// Whether it was named above `.env`, so that keys in that file come after it.
  public var outranksDotEnv: Bool {
    switch origin {
    case .option, .environment: true
    default: false
    }
  }
}
