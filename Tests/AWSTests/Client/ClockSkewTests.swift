import Core
import HTTP
import TestSupport
import Testing

@testable import AWS

/// `Date` has a resolution of one second and is as old as the response's transmission, so small differences are
/// ignored.
@Suite struct ClockSkewTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT.
  private static let date = 784_111_777.0

  @Test(
    arguments: [
      (0.33, 0), (1.99, 0), (-1.99, 0), (2.0, 2), (61.4, 61), (-61.6, -62), (1e300, nil),
    ] as [(Double, Int?)]) func clockSkew_isWholeSeconds(offset: Double, expected: Int?) throws
  {
    let environment = Environment.still(clock: TestClock(Self.date + offset))
    let url = try #require(WebURL("https://sts.amazonaws.com/"))
    let response = Response(
      status: 200, headers: ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"], body: [], url: url)
    #expect(ClockSkew.measured(response, environment) == expected)
  }
}
