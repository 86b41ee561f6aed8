import Core
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS

struct SigV4Tests {
  private let credentials = Credentials(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("secret"), sessionToken: Secret("token"))

  private func request(_ url: String, headers: Headers = [:]) throws -> Request {
    Request("POST", try #require(WebURL(url)), headers: headers, body: Array("{}".utf8))
  }

  @Test func signer_addsExactlyItsThreeHeaders() throws {
    let signed = SigV4.sign(
      try request("https://sts.us-east-1.amazonaws.com/", headers: ["Accept": "*/*"]), with: credentials,
      region: "us-east-1", service: "sts", at: Date(timeIntervalSince1970: 1_440_938_160))
    #expect(
      signed.headers.fields.map(\.name) == ["Accept", "X-Amz-Date", "X-Amz-Security-Token", "Authorization"])
    #expect(signed.headers["x-amz-date"] == "20150830T123600Z")
    #expect(signed.headers["x-amz-security-token"] == "token")
  }

  @Test func signer_replacesAnOldSignature() throws {
    let fresh = try request("https://bedrock-runtime.us-east-1.amazonaws.com/model/a%3A0/converse")
    let first = SigV4.sign(
      fresh, with: credentials, region: "us-east-1", service: "bedrock", at: Date(timeIntervalSince1970: 1e9))
    let later = Date(timeIntervalSince1970: 1e9 + 60)
    let again = SigV4.sign(first, with: credentials, region: "us-east-1", service: "bedrock", at: later)
    let direct = SigV4.sign(fresh, with: credentials, region: "us-east-1", service: "bedrock", at: later)
    #expect(Set(again.headers.fields.map(\.value)) == Set(direct.headers.fields.map(\.value)))
    #expect(again.headers.fields.count == direct.headers.fields.count)
  }

  @Test func signer_keepsURLAndBody() throws {
    let before = try request("https://h/model/arn%3Aaws%3Abedrock%2Fx/../converse?b=2&a=1")
    let after = SigV4.sign(before, with: credentials, region: "r", service: "bedrock", at: Date())
    #expect(after.url == before.url)
    #expect(after.body == before.body)
  }

  @Test func signer_signsAGivenHostHeader() throws {
    let signing = SigV4.signing(
      try request("http://127.0.0.1:8080/", headers: ["Host": "sts.amazonaws.com"]), with: credentials,
      region: "us-east-1", service: "sts", at: Date(timeIntervalSince1970: 0))
    #expect(signing.canonicalRequest.contains("\nhost:sts.amazonaws.com\n"))
    #expect(!signing.canonicalRequest.contains("127.0.0.1"))
  }

  @Test func signer_ignoresAnEmptyToken() throws {
    var keys = credentials
    keys.sessionToken = Secret("")
    let signed = SigV4.sign(try request("https://h/"), with: keys, region: "r", service: "sts", at: Date())
    #expect(signed.headers["X-Amz-Security-Token"] == nil)
  }

  @Test(arguments: [
    ("", "/"), ("/", "/"), ("//", "/"), ("/.", "/"), ("/..", "/"), ("/a/..", "/"), ("/a/../", "/"),
    ("/../../a", "/a"), ("/a/./b/", "/a/b/"), ("/a//b", "/a/b"), ("/...", "/..."), ("/a/.", "/a"),
    ("/%2E%2E/a", "/%2E%2E/a"),
  ])
  func signer_normalizesPaths(_ path: String, _ expected: String) {
    #expect(CanonicalRequest.normalized(path) == expected)
  }

  @Test func sigV4Timestamp_agreesWithTheCalendar() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC") ?? .gmt
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      let epoch = Double(Int64.random(in: -2_000_000_000...253_402_300_799, using: &random))
      let date = Date(timeIntervalSince1970: epoch)
      let c = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
      let expected = String(
        format: "%04d%02d%02dT%02d%02d%02dZ", c.year ?? 0, c.month ?? 0, c.day ?? 0, c.hour ?? 0,
        c.minute ?? 0,
        c.second ?? 0)
      #expect(SigV4Timestamp(date).text == expected)
    }
  }

  @Test(arguments: [
    (-0.5, "19691231T235959Z"), (0.999, "19700101T000000Z"), (1e300, "99991231T235959Z"),
    (-Double.infinity, "00000101T000000Z"), (Double.nan, "19700101T000000Z"),
  ])
  func sigV4Timestamp_clampsExtremeDates(_ epoch: Double, _ expected: String) {
    #expect(SigV4Timestamp(Date(timeIntervalSince1970: epoch)).text == expected)
  }
}
