import Core
import Testing

@testable import HTTP

@Suite struct RedactionTests {
  private func known(_ request: Request) -> KnownSecrets {
    let secrets = KnownSecrets(Redaction.secrets(of: request))
    secrets.add(passing: [Redaction.signature(of: request)].compactMap { $0 })
    return secrets
  }

  @Test func redaction_showsAllButSecrets() throws {
    let url = try #require(WebURL("https://api.storyblok.com/v2/cdn/stories?token=SECRETTOKENtt&page=1"))
    let signature =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/r/s/aws4_request, SignedHeaders=host, Signature=deadbeef"
    let request = Request(
      "POST", url,
      headers: [
        "Authorization": signature, "X-Amz-Security-Token": "session-token-value", "Cookie": "c=cookievalue",
        "Content-Type": "application/json",
      ], body: Array(#"{"a":"session-token-value"}"#.utf8))
    #expect(
      Redaction.describe(request, without: known(request)) == """
        > POST https://api.storyblok.com/v2/cdn/stories?token=‹redacted›&page=1
        > Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/r/s/aws4_request, SignedHeaders=host, Signature=‹redacted›
        > X-Amz-Security-Token: ‹redacted›
        > Cookie: ‹redacted›
        > Content-Type: application/json
        >\u{20}
        {"a":"‹redacted›"}
        """)
    let echo = Response(
      status: 301,
      headers: [
        "Location": "/v2/cdn/stories?cv=1&token=SECRETTOKENtt", "Set-Cookie": "x=y",
        "X-Echo": "SECRETTOKENtt",
      ],
      body: Array("you sent SECRETTOKENtt".utf8), url: url)
    #expect(
      Redaction.describe(echo, to: request, without: known(request)) == """
        < 301 https://api.storyblok.com/v2/cdn/stories?token=‹redacted›&page=1
        < Location: /v2/cdn/stories?cv=1&token=‹redacted›
        < Set-Cookie: ‹redacted›
        < X-Echo: ‹redacted›
        <\u{20}
        you sent ‹redacted›
        """)
  }

  /// A service may repeat a secret in another encoding.
  @Test(arguments: [
    "SEC%2FRET%20TOKEN%zz", "SEC/RET TOKEN%zz", #"SEC\/RET TOKEN%zz"#, "SEC%252FRET%2520TOKEN%25zz",
    "SEC%2fRET%20TOKEN%zz", #"SEC\u002FRET\u0020TOKEN\u0025zz"#, #"SEC\u002fRET TOKEN%zz"#, "SEC&#47;RET TOKEN%zz",
    "SEC&#x2F;RET&#X20;TOKEN%zz", #"\u0053EC/RET TOKEN%zz"#, "U0VDL1JFVCBUT0tFTiV6eg",
  ])
  func redaction_findsSecretsInOtherEncodings(_ form: String) throws {
    let url = try #require(WebURL("https://api.example/?token=SEC%2FRET%20TOKEN%zz"))
    #expect(known(Request("GET", url)).scrub("you sent \(form).") == "you sent ‹redacted›.")
  }

  /// A combining mark after a secret, or another escape before it, does not hide it.
  @Test func redaction_findsSecretsNextToOtherText() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("GET", url, headers: ["Authorization": "Bearer SECRET<>&TOKEN"])
    #expect(
      known(request).scrub("%53SECRET&lt;&gt;&amp;TOKEN\u{301} %4 \\u00 &#;")
        == "%53‹redacted›\u{301} %4 \\u00 &#;")
  }

  @Test func redaction_findsASecretThatTheEndOfTheShownBodyCuts() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("POST", url, headers: ["Authorization": "Bearer SECRETTOKEN"])
    let body = Array((String(repeating: "x", count: (8 << 10) - 6) + "SECRETTOKEN and more").utf8)
    let answer = Response(status: 200, headers: [:], body: body, url: url)
    let shown = Redaction.describe(answer, to: request, without: known(request))
    #expect(!shown.contains("SECRET") && shown.hasSuffix("(14 bytes more)"), "\(shown.suffix(40))")
  }

  @Test func redaction_cleansRedirectsAndFailures() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("POST", url, headers: ["Authorization": "Bearer SECRETTOKEN"])
    let redirect = Response(
      status: 302, headers: ["X": "SECRETTOKEN"], body: Array(#"{"m":"SECRETTOKEN"}"#.utf8), url: url)
    let clean = Redaction.clean(redirect, without: known(request))
    #expect(clean.headers["X"] == "‹redacted›" && clean.body == Array(#"{"m":"‹redacted›"}"#.utf8))
    let failure = Failure(
      .validation, "no SECRETTOKEN", hint: "SECRETTOKEN in \(shell: Remedy.Shell(["run", "SECRETTOKEN"]))",
      awsCode: "No.SECRETTOKEN", requestID: "r-SECRETTOKEN", serviceMessage: "SECRETTOKEN?", cause: "c: SECRETTOKEN"
    ).without(known(request))
    #expect(
      failure
        == Failure(
          .validation, "no ‹redacted›", hint: "‹redacted› in \(shell: Remedy.Shell(["run", "‹redacted›"]))",
          awsCode: "No.‹redacted›", requestID: "r-‹redacted›", serviceMessage: "‹redacted›?", cause: "c: ‹redacted›"))
  }

  /// A secret that was set in place of the access key id.
  @Test func redaction_masksWhatIsNoAccessKeyID() throws {
    let url = try #require(WebURL("https://api.example/"))
    let value =
      "AWS4-HMAC-SHA256 Credential=wJal/rXU+nFEMI/20260101/r/s/aws4_request, SignedHeaders=h, Signature=beef00"
    let request = Request("POST", url, headers: ["Authorization": value])
    #expect(
      Redaction.describe(request, without: known(request)) == """
        > POST https://api.example/
        > Authorization: AWS4-HMAC-SHA256 Credential=‹redacted›/20260101/r/s/aws4_request, SignedHeaders=h, Signature=‹redacted›
        """)
    #expect(known(request).scrub("no wJal/rXU+nFEMI here") == "no ‹redacted› here")
  }

  @Test(arguments: [
    ("AKIAIOSFODNN7EXAMPLE", true), ("ABCDEFGHIJKLMNO", false), ("AKIAiOSFODNN7EXAMPLE", false),
    ("AKIA/OSFODNN7EXAMPLE", false), ("", false), (String(repeating: "A", count: 128), true),
    (String(repeating: "A", count: 129), false),
  ])
  func accessKeyID_hasAForm(_ text: String, _ isPlausible: Bool) {
    #expect(AccessKeyID.isPlausible(text) == isPlausible)
    #expect(AccessKeyID.shown(text) == (isPlausible ? text : "‹redacted›"))
  }

  /// libcurl repeats a proxy URL that it cannot read.
  @Test(arguments: [
    (
      "Unsupported proxy syntax in 'http://user:pa/ss@host:1': bad", "Unsupported proxy syntax in '‹redacted›': bad"
    ),
    ("Unsupported proxy syntax in 'user:pa ss@host'", "Unsupported proxy syntax in '‹redacted›'"),
    ("Unsupported proxy syntax in 'http://user:pa'ss'", "Unsupported proxy syntax in '‹redacted›'"),
    ("Unsupported proxy scheme for 'ftp://u:p@h'", "Unsupported proxy scheme for '‹redacted›'"),
    ("bad http://u@x:p#a@host", "bad http://‹redacted›@host"),
    ("Could not resolve host: host", "Could not resolve host: host"),
    ("certificate subject name 'x' does not match", "certificate subject name 'x' does not match"),
  ])
  func redaction_removesTheUserOfAProxy(_ text: String, _ expected: String) {
    #expect(Redaction.withoutUserInfo(text) == expected)
  }

  /// A query that may hold secrets under any name.
  @Test func redaction_hidesAWholeQuery() throws {
    let url = try #require(WebURL("http://127.0.0.1/v1/creds?whatever=SECRET%2Fvalue&id=4"))
    var request = Request("GET", url)
    request.hidesQuery = true
    #expect(Redaction.withoutQuery(url) == "http://127.0.0.1/v1/creds?‹redacted›")
    #expect(Redaction.describe(request, without: known(request)) == "> GET http://127.0.0.1/v1/creds?‹redacted›")
    let echo = Response(status: 200, headers: ["X": "SECRET/value"], url: url)
    #expect(
      Redaction.describe(echo, to: request, without: known(request))
        == "< 200 http://127.0.0.1/v1/creds?‹redacted›\n< X: ‹redacted›")
  }

  @Test func redaction_removesAnErrorTooLongToScrub() throws {
    let url = try #require(WebURL("https://sts.amazonaws.com/"))
    let request = Request("POST", url, headers: ["X-Amz-Security-Token": "SECRETTOKEN"])
    let long = Response(
      status: 400, body: Array("<Message>SECRETTOKEN</Message>".utf8) + Array(repeating: 0x20, count: 1 << 20), url: url
    )
    #expect(Redaction.clean(long, without: known(request)).body.isEmpty)
    let short = Response(status: 400, body: Array("you sent SECRETTOKEN".utf8), url: url)
    #expect(Redaction.clean(short, without: known(request)).body == Array("you sent ‹redacted›".utf8))
    #expect(known(request).scrub("you sent SECRETTOKEN\u{301}.") == "you sent ‹redacted›\u{301}.")
  }

  @Test func redaction_hidesBodiesThatHoldCredentials() throws {
    let url = try #require(WebURL("https://sts.amazonaws.com/"))
    let request = Request("POST", url, body: Array("WebIdentityToken=ey.secret".utf8), hidesBodies: true)
    let response = Response(status: 200, body: Array("<SecretAccessKey>".utf8), url: url)
    #expect(
      Redaction.describe(request, without: known(request)).hasSuffix("> (26 bytes, not shown: they hold credentials)"))
    #expect(
      Redaction.describe(response, to: request, without: known(request)).hasSuffix(
        "< (17 bytes, not shown: they hold credentials)"))
  }

  @Test func redaction_scrubsEchoedBearerTokens() throws {
    let request = Request(
      "GET", try #require(WebURL("https://h/")), headers: ["Authorization": "Bearer ABSK-long-key"])
    #expect(known(request).scrub("bad key ABSK-long-key") == "bad key ‹redacted›")
  }
}
