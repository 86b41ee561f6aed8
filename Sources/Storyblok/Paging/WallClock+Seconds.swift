import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension WallClock {
  /// The time now in seconds since 1970.
  var seconds: Double { now().timeIntervalSince1970 }
}
