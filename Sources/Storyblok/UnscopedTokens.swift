public import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Personal access tokens without scopes, which Storyblok will end (storyblok.com/cl/scim-2-0, "Scoped Personal Access
/// Tokens"). No response tells whether a token has scopes. One that may read its user may have none.
public enum UnscopedTokens {
  /// The end: 30 November 2026, UTC.
  static let end = 1_795_996_800.0
  /// The hint for such a token.
  public static let remedy: Remedy =
    "make one with the scopes it needs (read stories, strata:read): https://app.storyblok.com/#/me/account?tab=token"

  /// The notice for a token that may have no scopes, at the time of `clock`; nil after the end, because a token that
  /// still works then has scopes.
  public static func notice(_ clock: WallClock) -> String? {
    let left = end - clock.now().timeIntervalSince1970
    guard left > 0 else { return nil }
    let days = Int((left / 86_400).rounded(.up))
    return "a personal token without scopes stops working on 30 November 2026, in \(days) day\(days == 1 ? "" : "s")"
  }

  /// Whether the end is past.
  static func haveEnded(_ clock: WallClock) -> Bool { clock.now().timeIntervalSince1970 >= end }
}
