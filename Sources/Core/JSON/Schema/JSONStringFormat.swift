/// The formats of strings that Bedrock documents for structured outputs, checked as JSON Schema 2020-12 defines them.
enum JSONStringFormat: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case time, date, duration, email, hostname, uri, ipv4, ipv6, uuid

  /// Whether a text has the format.
  func accepts(_ text: String) -> Bool {
    var scan = FormatScan(text)
    guard text.utf8.count <= 4096 else { return false }
    switch self {
    case .date: return scan.date() && scan.isAtEnd
    case .time: return scan.time() && scan.isAtEnd
    case .dateTime: return scan.date() && (scan.take("T") || scan.take("t")) && scan.time() && scan.isAtEnd
    case .duration: return Self.isDuration(text)
    case .uuid: return Self.isUUID(text)
    case .ipv4: return Self.isIPv4(text[...])
    case .ipv6: return Self.isIPv6(text)
    case .hostname: return Self.isHostname(text[...])
    case .email: return Self.isEmail(text)
    case .uri: return Self.isURI(text)
    }
  }

  /// ISO 8601: `P1Y2M3DT4H5M6S`, `P2W`.
  private static func isDuration(_ text: String) -> Bool {
    var scan = FormatScan(text)
    guard scan.take("P") else { return false }
    func units(_ letters: String) -> Int? {
      var (left, count) = (letters[...], 0)
      while let number = scan.digits(1...9), !number.isEmpty {
        guard let unit = scan.next(), let found = left.firstIndex(of: Character(unit)) else { return nil }
        left = left[left.index(after: found)...]
        count += 1
      }
      return count
    }
    if text.utf8.last == UInt8(ascii: "W") { return units("W") == 1 && scan.isAtEnd }
    guard let days = units("YMD") else { return false }
    guard scan.take("T") else { return days > 0 && scan.isAtEnd }
    return (units("HMS") ?? 0) > 0 && scan.isAtEnd
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.utf8.allSatisfy(FormatScan.isHex) }
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy(FormatScan.isDigit)
          && (part == "0" || part.first != "0") && (Int(part) ?? 256) < 256
      }
  }

  private static func isIPv6(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ FormatScan.isHex($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
    else { return false }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, !text.contains(":::") else { return false }
    var groups = 0
    for (index, half) in halves.enumerated() where !half.isEmpty {
      let parts = half.split(separator: ":", omittingEmptySubsequences: false)
      for (number, part) in parts.enumerated() {
        if part.contains(".") {
          guard index == halves.count - 1, number == parts.count - 1, isIPv4(part) else { return false }
          groups += 2
        } else {
          guard (1...4).contains(part.utf8.count) else { return false }
          groups += 1
        }
      }
    }
    return halves.count == 2 ? groups < 8 : groups == 8
  }

  private static func isHostname(_ text: Substring) -> Bool {
    (1...253).contains(text.utf8.count)
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { FormatScan.isLetter($0) || FormatScan.isDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isEmail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let (local, domain) = (text[..<at], text[text.index(after: at)...])
    guard (1...64).contains(local.utf8.count), isHostname(domain) else { return false }
    if local.first == "\"" { return local.utf8.count > 2 && local.last == "\"" }
    return local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          FormatScan.isLetter(byte) || FormatScan.isDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
  }

  /// An absolute URI of RFC 3986: a scheme, and characters that a URI may hold.
  private static func isURI(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, FormatScan.isLetter(first),
      scheme.allSatisfy({ FormatScan.isLetter($0) || FormatScan.isDigit($0) || "+-.".utf8.contains($0) })
    else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
  }
}

/// Reads dates and times of RFC 3339 byte by byte.
struct FormatScan {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  /// Whether everything was read.
  var isAtEnd: Bool { rest.isEmpty }

  /// Reads one ASCII character.
  mutating func next() -> Unicode.Scalar? { rest.popFirst().map(Unicode.Scalar.init) }

  /// Reads that character, if it is next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == scalar.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads digits, as many as there are and are allowed; nil if there are fewer.
  mutating func digits(_ count: ClosedRange<Int>) -> String? {
    let found = rest.prefix(count.upperBound).prefix(while: Self.isDigit)
    guard found.count >= count.lowerBound else { return nil }
    rest = rest.dropFirst(found.count)
    return String(decoding: found, as: UTF8.self)
  }

  private mutating func number(_ length: Int) -> Int? { digits(length...length).flatMap { Int($0) } }

  /// Reads `2026-03-01`.
  mutating func date() -> Bool {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// Reads `12:30:00Z`, with a fraction and an offset. A leap second is accepted.
  mutating func time() -> Bool {
    guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2),
      hour < 24, minute < 60, second <= 60
    else { return false }
    if take("."), digits(1...18) == nil { return false }
    if take("Z") || take("z") { return true }
    guard take("+") || take("-"), let hours = number(2), take(":"), let minutes = number(2) else { return false }
    return hours < 24 && minutes < 60
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
  static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
