import Core
import Testing

@testable import HTTP

@Suite struct RedactionTests {
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
      Redaction.describe(request) == """
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
      Redaction.describe(echo, to: request) == """
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
    #expect(Redaction.scrub("you sent \(form).", of: Request("GET", url)) == "you sent ‹redacted›.")
  }

  /// A combining mark after a secret, or another escape before it, does not hide it.
  @Test func redaction_findsSecretsNextToOtherText() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("GET", url, headers: ["Authorization": "Bearer SECRET<>&TOKEN"])
    #expect(
      Redaction.scrub("%53SECRET&lt;&gt;&amp;TOKEN\u{301} %4 \\u00 &#;", of: request)
        == "%53‹redacted›\u{301} %4 \\u00 &#;")
  }

  @Test func redaction_findsASecretThatTheEndOfTheShownBodyCuts() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("POST", url, headers: ["Authorization": "Bearer SECRETTOKEN"])
    let body = Array((String(repeating: "x", count: (8 << 10) - 6) + "SECRETTOKEN and more").utf8)
    let shown = Redaction.describe(Response(status: 200, headers: [:], body: body, url: url), to: request)
    #expect(!shown.contains("SECRET") && shown.hasSuffix("(14 bytes more)"), "\(shown.suffix(40))")
  }

  @Test func redaction_cleansRedirectsAndFailures() throws {
    let url = try #require(WebURL("https://api.example/"))
    let request = Request("POST", url, headers: ["Authorization": "Bearer SECRETTOKEN"])
    let redirect = Response(
      status: 302, headers: ["X": "SECRETTOKEN"], body: Array(#"{"m":"SECRETTOKEN"}"#.utf8), url: url)
    let clean = Redaction.clean(redirect, to: request)
    #expect(clean.headers["X"] == "‹redacted›" && clean.body == Array(#"{"m":"‹redacted›"}"#.utf8))
    let failure = Redaction.clean(
      Failure(
        .validation, "no SECRETTOKEN", hint: "SECRETTOKEN in \(shell: Remedy.Shell(["run", "SECRETTOKEN"]))",
        serviceMessage: "SECRETTOKEN?", cause: "c: SECRETTOKEN"),
      of: request)
    #expect(
      failure
        == Failure(
          .validation, "no ‹redacted›", hint: "‹redacted› in \(shell: Remedy.Shell(["run", "‹redacted›"]))",
          serviceMessage: "‹redacted›?", cause: "c: ‹redacted›"))
  }

  /// A secret that was set in place of the access key id.
  @Test func redaction_masksWhatIsNoAccessKeyID() throws {
    let url = try #require(WebURL("https://api.example/"))
    let value =
      "AWS4-HMAC-SHA256 Credential=wJal/rXU+nFEMI/20260101/r/s/aws4_request, SignedHeaders=h, Signature=beef00"
    let request = Request("POST", url, headers: ["Authorization": value])
    #expect(
      Redaction.describe(request) == """
        > POST https://api.example/
        > Authorization: AWS4-HMAC-SHA256 Credential=‹redacted›/20260101/r/s/aws4_request, SignedHeaders=h, Signature=‹redacted›
        """)
    #expect(Redaction.scrub("no wJal/rXU+nFEMI here", of: request) == "no ‹redacted› here")
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
      "Unsupported proxy syntax in 'http://user:pa/ss@host:1': bad",
      "Unsupported proxy syntax in 'http://‹redacted›@host:1': bad"
    ),
    ("Unsupported proxy syntax in 'user:pa ss@host'", "Unsupported proxy syntax in '‹redacted›@host'"),
    ("Unsupported proxy syntax in 'http://u@x:p#a@host'", "Unsupported proxy syntax in 'http://‹redacted›@host'"),
    ("Could not resolve host: host", "Could not resolve host: host"),
  ])
  func redaction_removesTheUserOfAProxy(_ text: String, _ expected: String) {
    #expect(Redaction.withoutUserInfo(text) == expected)
  }

  @Test func redaction_removesAnErrorTooLongToScrub() throws {
    let url = try #require(WebURL("https://sts.amazonaws.com/"))
    let request = Request("POST", url, headers: ["X-Amz-Security-Token": "SECRETTOKEN"])
    let long = Response(
      status: 400, body: Array("<Message>SECRETTOKEN</Message>".utf8) + Array(repeating: 0x20, count: 1 << 20), url: url
    )
    #expect(Redaction.clean(long, to: request).body.isEmpty)
    let short = Response(status: 400, body: Array("you sent SECRETTOKEN".utf8), url: url)
    #expect(Redaction.clean(short, to: request).body == Array("you sent ‹redacted›".utf8))
    #expect(Redaction.scrub("you sent SECRETTOKEN\u{301}.", of: request) == "you sent ‹redacted›\u{301}.")
  }

  @Test func redaction_hidesBodiesThatHoldCredentials() throws {
    let url = try #require(WebURL("https://sts.amazonaws.com/"))
    let request = Request("POST", url, body: Array("WebIdentityToken=ey.secret".utf8), hidesBodies: true)
    let response = Response(status: 200, body: Array("<SecretAccessKey>".utf8), url: url)
    #expect(Redaction.describe(request).hasSuffix("> (26 bytes, not shown: they hold credentials)"))
    #expect(
      Redaction.describe(response, to: request).hasSuffix("< (17 bytes, not shown: they hold credentials)"))
  }

  @Test func redaction_scrubsEchoedBearerTokens() throws {
    let request = Request(
      "GET", try #require(WebURL("https://h/")), headers: ["Authorization": "Bearer ABSK-long-key"])
    #expect(Redaction.scrub("bad key ABSK-long-key", of: request) == "bad key ‹redacted›")
  }
}
