#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A time in SigV4's form, UTC. One value gives both the header and the day of the scope, so both have the same day at
/// midnight.
public struct SigV4Timestamp: Sendable {
  /// `YYYYMMDDTHHMMSSZ`.
  public let text: String
  /// `YYYYMMDD`.
  public var day: String { String(text.prefix(8)) }

  /// Makes a timestamp. Fractions of a second are cut off; years outside 0 to 9999 are clamped.
  public init(_ date: Date) {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    let held = seconds.isNaN ? 0 : Int64(min(max(seconds, -62_167_219_200), 253_402_300_799))
    text = CivilTime(secondsSince1970: held).digits(between: "T", end: "Z")
  }
}
