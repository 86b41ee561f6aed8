/// Reads a decimal number from the bytes of JSON, in most cases without a string. It is exact to the last place or two of
/// a `Double`, which is enough for what becomes a `Float`.
enum DecimalBytes {
  /// The value of a number that JSON's grammar allows; infinite if it is too large, NaN for other bytes.
  static func value(_ bytes: ArraySlice<UInt8>) -> Double {
    var index = bytes.startIndex
    let end = bytes.endIndex
    let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var digits: UInt64 = 0
    var exponent = 0
    var isFraction = false
    var hasDigit = false
    while index < end {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        hasDigit = true
        // Digits beyond the precision only count for the magnitude.
        if digits < 100_000_000_000_000_000 {
          digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
          if isFraction { exponent -= 1 }
        } else if !isFraction {
          exponent += 1
        }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        break
      }
      index += 1
    }
    guard hasDigit else { return .nan }
    if index < end {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"), let power = power(bytes[(index + 1)...]) else { return .nan }
      exponent += power
    }
    guard let magnitude = scaled(Double(digits), exponent) else {
      return Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    }
    return isNegative ? -magnitude : magnitude
  }

  private static func power(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var value = 0
    for byte in rest {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 100_000)
    }
    return isNegative ? -value : value
  }

  /// The value times a power of ten; nil for a power that a `Double` does not hold exactly.
  private static func scaled(_ value: Double, _ exponent: Int) -> Double? {
    guard exponent.magnitude < powers.count else { return value == 0 ? 0 : nil }
    return exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
  }

  /// The powers of ten that a `Double` holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
