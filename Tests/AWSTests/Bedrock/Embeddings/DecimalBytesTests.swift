import TestSupport
import Testing

@testable import AWS

@Suite struct DecimalBytesTests {
  private func value(_ text: String) -> Double { DecimalBytes.value(Array(text.utf8)[...]) }

  @Test(arguments: [
    "0", "-0", "1", "-17", "0.5", "-0.1208660751581192", "5e-1", "1E3", "1.25e+2", "123456789012345678901234567890",
    "0.00000000000000000000000000000123", "1e-320", "4.9e-324", "1.7976931348623157e308", "-2.2250738585072014e-308",
  ])
  func decimalBytes_readsWhatSwiftReads(text: String) throws {
    let expected = try #require(Double(text))
    let found = value(text)
    #expect(abs(found - expected) <= expected.magnitude * 1e-15 + 5e-324, "\(found)")
  }

  @Test func decimalBytes_readsAnyFloat() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2000 {
      let number = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      guard number.isFinite else { continue }
      #expect(Float(value("\(number)")) == number)
      #expect(Float(value("\(Double(number))")) == number)
    }
  }

  @Test(arguments: ["", "-", ".", "1e", "1e+", "1x", "1ex", "+1", "NaN", "1.2.3"])
  func decimalBytes_isNoNumber(text: String) { #expect(value(text).isNaN) }

  @Test func decimalBytes_isInfinite() {
    #expect(value("1e999") == .infinity)
    #expect(value("-1e99999999999999999999") == -.infinity)
    #expect(value("1e-99999999999999999999") == 0)
  }
}
