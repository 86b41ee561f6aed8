import HTTP
import Testing

@Suite struct HeadersTests {
  /// Counts are added up: one that no count can have would end the program.
  @Test(
    arguments: [
      ("0", 0), ("12", 12), ("1099511627776", 1 << 40), ("1099511627777", nil), ("9223372036854775807", nil),
      ("-1", nil),
      ("", nil), ("12.5", nil), ("99999999999999999999", nil), ("x", nil),
    ] as [(String, Int?)]) func headers_readACount(value: String, count: Int?)
  {
    let headers: Headers = ["Total": value]
    #expect(headers.count("total") == count)
    #expect(headers.count("Other") == nil)
  }
}
