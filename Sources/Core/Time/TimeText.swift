#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A time as people write it in an option: a date (`2026-03-01`, its midnight, UTC), an ISO 8601 time
/// (`2026-03-01T12:00:00+02:00`, UTC without an offset), or an age (`7d`, `12h`).
public enum TimeText: Sendable, Equatable {
  /// Seconds since 1970.
  case time(Double)
  /// Seconds before now.
  case age(Double)

  /// Reads a text; nil for any other form.
  public init?(_ text: String) {
    let text = text.trimmed
    if let age = Self.age(text) {
      self = .age(age)
    } else if let date = Timestamp.parse(text.utf8.count == 10 ? text + "T00:00" : text) {
      self = .time(date.timeIntervalSince1970.rounded(.down))
    } else {
      return nil
    }
  }

  /// In whole seconds since 1970, for the time `now`.
  public func seconds(now: Double) -> Double {
    switch self {
    case .time(let time): time
    case .age(let age): (now - age).rounded(.down)
    }
  }

  /// A whole number and a unit: minutes, hours, days, weeks. At most nine digits.
  private static func age(_ text: String) -> Double? {
    guard let unit = text.utf8.last.flatMap(unit), text.utf8.count <= 10, let count = Int(text.dropLast()),
      count >= 0, text.utf8.first != UInt8(ascii: "+")
    else { return nil }
    return Double(count) * unit
  }

  /// The seconds of a unit.
  private static func unit(_ letter: UInt8) -> Double? {
    switch Unicode.Scalar(letter) {
    case "m": 60
    case "h": 3600
    case "d": 86_400
    case "w": 604_800
    default: nil
    }
  }
}
