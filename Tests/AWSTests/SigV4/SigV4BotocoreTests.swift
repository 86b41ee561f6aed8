import AWS
import Core
import Foundation
import HTTP
import TestSupport
import Testing

/// Random requests with the canonical request, string to sign and header that botocore computed
/// (`Scripts/make_sigv4_cases.py`).
struct SigV4BotocoreTests {
  struct Case: Decodable {
    var method: String
    var url: String
    var headers: [[String]]
    var body: String
    var access_key: String
    var secret_key: String
    var token: String?
    var region: String
    var service: String
    var epoch: Double
    var canonical_request: String
    var string_to_sign: String
    var authorization: String
  }

  @Test func signer_agreesWithBotocore() throws {
    let cases = try Fixture("sigv4-cases.json").json(as: [Case].self)
    #expect(cases.count >= 300)
    #expect(cases.contains { $0.url.contains("%3A0/converse") })
    #expect(cases.contains { $0.url.contains("arn%3Aaws") && $0.url.contains("%2F") })
    for known in cases {
      let url = try #require(WebURL(known.url), "\(known.url)")
      var headers = Headers()
      for field in known.headers { headers.add(field[0], field[1]) }
      let credentials = Credentials(
        accessKeyID: known.access_key, secretAccessKey: Secret(known.secret_key),
        sessionToken: known.token.map(Secret.init))
      let signing = SigV4.signing(
        Request(known.method, url, headers: headers, body: Array(known.body.utf8)), with: credentials,
        region: known.region, service: known.service, at: Date(timeIntervalSince1970: known.epoch))
      #expect(signing.canonicalRequest == known.canonical_request, "\(known.url)")
      #expect(signing.stringToSign == known.string_to_sign, "\(known.url)")
      #expect(signing.authorization == known.authorization, "\(known.url)")
    }
  }
}
