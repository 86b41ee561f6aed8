import AWS
import Core
import Foundation
import HTTP
import TestSupport
import Testing

/// AWS's published suite for Signature Version 4 (Apache-2.0). A dozen of its cases are pinned here; the whole suite
/// runs if its file is beside the project.
struct SigV4SuiteTests {
  private static let whole = URL(filePath: Fixture.project + "/../shared/vectors/sigv4-suite.json")

  @Test(arguments: try Fixture("sigv4-suite-pinned.json").json(as: PublishedSuite.self).cases)
  func signer_passesPinnedCasesOfTheSuite(_ published: PublishedSuite.Case) throws { try expectAgreement(published) }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: whole.path),
      "the published suite, ../shared/vectors/sigv4-suite.json, is not beside this project"))
  func signer_passesThePublishedSuite() throws {
    let suite = try JSONDecoder().decode(PublishedSuite.self, from: Data(contentsOf: Self.whole))
    #expect(suite.cases.count >= 38)
    for published in suite.cases { try expectAgreement(published) }
  }

  private func expectAgreement(_ published: PublishedSuite.Case) throws {
    let context = published.context
    var credentials = Credentials(
      accessKeyID: context.credentials.access_key_id,
      secretAccessKey: Secret(context.credentials.secret_access_key))
    if context.omit_session_token != true {
      credentials.sessionToken = context.credentials.token.map(Secret.init)
    }
    let date = try #require(ISO8601DateFormatter().date(from: context.timestamp))

    let signing = SigV4.signing(
      try published.parsedRequest(), with: credentials, region: context.region, service: context.service,
      at: date,
      normalizesPath: context.normalize)

    #expect(signing.canonicalRequest == published.canonical_request, "\(published.name)")
    #expect(signing.stringToSign == published.string_to_sign, "\(published.name)")
    #expect(signing.signature == published.signature, "\(published.name)")
    #expect(
      published.signed_request.contains("Authorization:\(signing.authorization)\n"), "\(published.name)")
    #expect(signing.request.headers["Authorization"] == signing.authorization, "\(published.name)")
  }
}

/// The file of the suite.
struct PublishedSuite: Decodable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var context: Context
    var request: String
    var canonical_request: String
    var string_to_sign: String
    var signature: String
    var signed_request: String
    var testDescription: String { name }

    /// The raw request of the case: request line, headers with continuation lines, body.
    func parsedRequest() throws -> Request {
      var parts = request.components(separatedBy: "\n\n")
      let body = parts.count > 1 ? parts.removeLast() : ""
      let lines = parts[0].split(separator: "\n")
      let first = try #require(lines.first)
      let method = String(first.prefix { $0 != " " })
      let target = first.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)

      var url = try #require(WebURL("https://none.invalid"))
      var headers = Headers()
      var fields: [(name: String, value: String)] = []
      for line in lines.dropFirst() {
        if line.hasPrefix(" "), !fields.isEmpty {
          fields[fields.count - 1].value += "\n" + line
        } else {
          let colon = try #require(line.firstIndex(of: ":"))
          fields.append((String(line[..<colon]), String(line[line.index(after: colon)...])))
        }
      }
      for (name, value) in fields {
        if name == "Host" { url.host = value } else { headers.add(name, value) }
      }
      url.path = String(target.prefix { $0 != "?" })
      url.query = target.contains("?") ? String(target.drop { $0 != "?" }.dropFirst()) : nil
      if context.sign_body {
        let line = try #require(canonical_request.split(separator: "\n").last)
        headers.add("x-amz-content-sha256", String(line))
      }
      return Request(method, url, headers: headers, body: Array(body.utf8))
    }
  }

  struct Context: Decodable, Sendable {
    struct Keys: Decodable, Sendable {
      var access_key_id: String
      var secret_access_key: String
      var token: String?
    }
    var credentials: Keys
    var normalize: Bool
    var region: String
    var service: String
    var sign_body: Bool
    var timestamp: String
    var omit_session_token: Bool?
  }

  var cases: [Case]
}
