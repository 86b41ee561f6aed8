import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The difference between two clocks.
enum ClockSkew {
  /// By how many seconds the local clock is ahead of the service's; nil if `response` has no date. Differences below
  /// two seconds are reported as 0, because `Date` has whole seconds and the response takes time to arrive.
  static func measured(_ response: Response, _ environment: Environment) -> Int? {
    guard let date = response.headers["Date"].flatMap(HTTPDate.seconds) else { return nil }
    let skew = environment.clock.now().timeIntervalSince1970 - date
    return abs(skew) < 2 ? 0 : Int(exactly: skew.rounded())
  }
}
