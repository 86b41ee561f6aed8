import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// Every refusal has its own sentence, hint and code.
@Suite struct FailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int
    var body: String
    var token = World.personal
    var variables: [String: String] = [:]
    var code: Failure.Code
    var sentence: String
    var hint: String
    var testDescription: String { name }
  }

  static let strata: [Case] = [
    Case(
      name: "malformed", status: 400, body: #"{"error":"malformed query"}"#, code: .validation,
      sentence: "Storyblok refused the request: malformed query", hint: "--debug"),
    Case(
      name: "refused token", status: 401, body: #"{"error":"Unauthorized"}"#, code: .invalidToken,
      sentence: "Storyblok refused the token: the management API (api-us.storyblok.com) does not accept it",
      hint: "STORYBLOK_TOKEN"),
    Case(
      name: "refused in the wrong region", status: 401, body: "", variables: ["STORYBLOK_REGION": "eu"],
      code: .invalidToken,
      sentence: "Storyblok refused the token: the management API (mapi.storyblok.com) does not accept it",
      hint: "space 1023456 belongs to region us"),
    Case(
      name: "scope missing", status: 403, body: "", code: .accessDenied,
      sentence: "the token may not search space 1023456 by meaning", hint: "strata:read"),
    Case(
      name: "plan without Strata", status: 403, body: #"{"error":"Your plan does not include Strata"}"#,
      code: .accessDenied,
      sentence: "the plan of space 1023456 has no Strata search: Your plan does not include Strata",
      hint: "--backend fulltext"),
    Case(
      name: "draft with a public token", status: 403, body: #"{"error":"Forbidden"}"#, token: World.delivery,
      code: .accessDenied, sentence: "the token cannot read drafts: it is a public delivery token",
      hint: "preview token"),
    Case(
      name: "no Strata, or no such space", status: 404, body: #"["This record could not be found"]"#, code: .notFound,
      sentence: "api-us.storyblok.com has no Strata search for space 1023456, or does not know the space",
      hint: "STORYBLOK_SPACE_ID"),
    Case(
      name: "no Strata", status: 404, body: #"["This record could not be found"]"#, token: World.delivery,
      code: .notFound, sentence: "space 1023456 has no Strata search at api-us.storyblok.com",
      hint: "--backend fulltext"),
    Case(
      name: "space in another region", status: 404, body: #"["This record could not be found"]"#,
      variables: ["STORYBLOK_REGION": "ca"], code: .notFound,
      sentence: "api-ca.storyblok.com has no Strata search for space 1023456, or does not know the space",
      hint: "belongs to region us: use --storyblok-region us, or leave out STORYBLOK_REGION, so that it is derived"),
    Case(
      name: "422 base", status: 422, body: #"{"error":{"base":["no such field"]}}"#, code: .validation,
      sentence: "Storyblok refused the request: no such field", hint: "--debug"),
    Case(
      name: "422 field", status: 422, body: #"{"slug":["is too long"]}"#, code: .validation,
      sentence: "Storyblok refused the request: slug: is too long", hint: "--debug"),
    Case(
      name: "throttled", status: 429,
      body: #"{"error":"Rate limit of 3 request per second has been reached."}"#,
      code: .throttled,
      sentence:
        "Storyblok still refuses requests as too many: Rate limit of 3 request per second has been reached.",
      hint: "wait"),
    Case(
      name: "gateway", status: 502, body: "<html>bad</html>", code: .serviceError,
      sentence: "Storyblok answered 502 at api-us.storyblok.com", hint: "status.storyblok.com"),
    Case(
      name: "HTML for JSON", status: 200, body: "<html>hello</html>", code: .network,
      sentence: "https://api-us.storyblok.com/v1/spaces/1023456/strata/search was answered by a page that is not "
        + "from Storyblok (HTTP 200): a proxy, a gateway or a login page stands between",
      hint: "no proxy is in use for api-us.storyblok.com"),
    Case(
      name: "cut off", status: 200, body: #"{"results":[{"excerpt":"a"#, code: .badResponse,
      sentence: "api-us.storyblok.com answered with something that is not what the Storyblok API promises",
      hint: "--debug"),
    Case(
      name: "nothing", status: 200, body: "", code: .badResponse,
      sentence: "api-us.storyblok.com answered with something that is not what the Storyblok API promises",
      hint: "--debug"),
    Case(
      name: "another shape", status: 200, body: #"{"results":{"a":1}}"#, code: .badResponse,
      sentence: "api-us.storyblok.com answered with something that is not what the Storyblok API promises",
      hint: "--debug"),
    Case(
      name: "nesting", status: 200, body: String(repeating: "[", count: 1 << 20), code: .badResponse,
      sentence: "api-us.storyblok.com answered with something that is not what the Storyblok API promises",
      hint: "--debug"),
  ]

  @Test(arguments: strata) func storyblokFailure_ofStrataNamesCauseAndRemedy(_ example: Case) async throws {
    let stub = StubTransport { request, _ in request.json(example.body, status: example.status) }
    let client = try World.client(stub, token: example.token, example.variables)
    let failed = try #require(
      await failure {
        try await client.strata("x", in: StoryScope(example.token == World.delivery ? .draft : .published), limit: 5)
      })
    #expect(failed.code == example.code)
    #expect(failed.sentence == example.sentence)
    #expect(failed.hints.map(\.description).joined(separator: "\n").contains(example.hint))
    #expect(failed.service == "storyblok")
    #expect(failed.httpStatus == example.status)
    // 429 and gateway errors are tried again, four times in all. A token with dashes is tried with and without `Bearer`.
    #expect(stub.requests.count == (example.status == 401 ? 2 : [429, 502].contains(example.status) ? 4 : 1))
  }

  @Test func storyblokFailure_aManagementTokenWithoutASpace() async throws {
    let stub = StubTransport { request, _ in request.json(#"{"user":{"id":7}}"#) }
    let client = try World.client(stub, space: nil)
    let failed = await failure { try await client.strata("x", in: StoryScope(), limit: 5) }
    #expect(failed?.code == .noToken)
    #expect(stub.requests.map(\.url.path) == ["/v1/users/me"])
    #expect(failed?.hints.first?.description.contains("STORYBLOK_SPACE_ID") == true)
  }

  @Test func storyblokFailure_legacySearchMissing() async throws {
    let stub = StubTransport { request, _ in request.json(#"["This record could not be found"]"#, status: 404)
    }
    let client = try World.client(stub)
    #expect(await failure { try await client.vsearches("x", limit: 5, offset: 0) }?.code == .notFound)
  }

  @Test func storyblokFailure_vsearchesNeedsAManagementToken() async throws {
    let stub = StubTransport { _, _ in nil }
    let client = try World.client(stub, token: World.delivery)
    #expect(await failure { try await client.vsearches("x", limit: 5, offset: 0) }?.code == .usage)
  }

  @Test(
    arguments: [
      (#"{"error":"Forbidden"}"#, nil), (#"{"message":"short and stout"}"#, "short and stout"),
      (#"["a","b"]"#, "a"),
      (#"{"error":{"field":["is  bad\nhere"]}}"#, "field: is bad here"), ("", nil), ("<html>", nil),
      ("{\"error\":\"broken", nil),
      (#"{"error":7}"#, nil),
    ] as [(String, String?)])
  func storyblokFailure_quotesTheMessage(body: String, text: String?) throws {
    let url = try #require(WebURL("https://api.storyblok.com/"))
    #expect(StoryblokMessage.text(of: Response(status: 422, body: Array(body.utf8), url: url)) == text)
  }

  /// A sentence leaves out what only repeats the status, and is cut; the error document tells all of it.
  @Test func storyblokFailure_tellsTheWholeMessage() throws {
    let url = try #require(WebURL("https://api.storyblok.com/"))
    func response(_ text: String) -> Response {
      Response(status: 403, body: Array("{\"error\":\"\(text)\"}".utf8), url: url)
    }
    #expect(StoryblokMessage.whole(of: response("Forbidden")) == "Forbidden")
    let long = String(repeating: "x", count: 800)
    #expect(StoryblokMessage.whole(of: response(long)) == long)
    #expect(StoryblokMessage.text(of: response(long)) == String(repeating: "x", count: 300) + "…")
    let secrets = KnownSecrets()
    let secret = "sEcReT-0123456789-abcdefghij"
    secrets.add([secret])
    // It would be cut in the middle of the secret.
    let shown = StoryblokMessage.text(of: response(String(repeating: "x", count: 290) + secret), without: secrets)
    #expect(shown?.contains("sEcReT") == false)
  }
}
