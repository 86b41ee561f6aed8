import Emulator
import Testing

/// Requests whose signatures botocore 1.43 computed for 2026-01-02T03:04:05Z and the host 127.0.0.1:8080.
@Suite struct SignatureTests {
  struct Signed: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "POST"
    var target = "/"
    var type: String? = "application/x-www-form-urlencoded; charset=utf-8"
    var body = "Action=GetCallerIdentity&Version=2011-06-15"
    var scope: String
    var identity = Identity.user
    var signature: String
    var testDescription: String { name }

    var headers: [(String, String)] {
      let names =
        (type == nil ? "" : "content-type;") + "host;x-amz-date"
        + (identity.sessionToken == nil ? "" : ";x-amz-security-token")
      var headers = [
        ("Host", "127.0.0.1:8080"), ("X-Amz-Date", "20260102T030405Z"),
        (
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=\(identity.accessKeyID)/20260102/\(scope)/aws4_request, "
            + "SignedHeaders=\(names), Signature=\(signature)"
        ),
      ]
      if let type { headers.append(("Content-Type", type)) }
      if let token = identity.sessionToken { headers.append(("X-Amz-Security-Token", token)) }
      return headers
    }
  }

  static let hello = #"{"messages":[{"role":"user","content":[{"text":"hello"}]}]}"#
  static let all = [
    Signed(
      name: "identity", scope: "us-east-1/sts",
      signature: "391f5179feb3b87591326072e198ba8c03ba17282979617c3ee2e715c195d4c7"),
    Signed(
      name: "session", scope: "eu-central-1/sts", identity: .session,
      signature: "b3a441cb12213a37fc4e351e5eee1214f6398cf225711c6341805bf4f4ce01c7"),
    Signed(
      name: "model id with a colon", target: "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
      type: "application/json", body: hello, scope: "us-east-1/bedrock",
      signature: "73b60d567ab185b1ab1c931513bf498f8d4183de9a352c1dafe536c8f0714a58"),
    Signed(
      name: "ARN with a slash",
      target: "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aapplication-inference-profile"
        + "%2Fa1b2c3d4e5f6/converse", type: "application/json", body: hello, scope: "us-east-1/bedrock",
      signature: "ee99f97cef5f8258912ee5bec9603da67e8c4e1016c8a554f08714c9f688636f"),
    Signed(
      name: "page token", method: "GET",
      target: "/inference-profiles?nextToken=next%2Bpage%2F7%3D%26end%3D%3D&maxResults=7&type=SYSTEM_DEFINED",
      type: nil, body: "", scope: "us-east-1/bedrock",
      signature: "307fa4881081c8544f65d7043752ff3766cd9b80cd200f85267d7358fff7f1f4"),
  ]

  static func emulator(_ change: (inout Scenario) -> Void = { _ in }) throws -> Emulator {
    var scenario = Scenario()
    scenario.now = 1_767_323_045
    change(&scenario)
    return try Emulator.start(scenario)
  }

  @Test(arguments: all) func emulatorSignature_letsInWhatBotocoreSigned(_ signed: Signed) throws {
    let client = try RawClient(Self.emulator())
    let response = client.ask(signed.method, signed.target, signed.headers, body: signed.body)
    #expect(response.status == 200, "\(response.text)")
  }

  @Test(arguments: all) func emulatorSignature_refusesAnotherSecret(_ signed: Signed) throws {
    let emulator = try Self.emulator { scenario in
      for index in scenario.aws.identities.indices { scenario.aws.identities[index].secret += "x" }
    }
    let response = try RawClient(emulator).ask(
      signed.method, signed.target, signed.headers, body: signed.body)
    let sts = signed.scope.hasSuffix("sts")
    #expect(response.status == 403)
    #expect(
      response.text.contains("The request signature we calculated does not match the signature you provided.")
    )
    #expect(response.header("x-amzn-errortype") == (sts ? nil : "InvalidSignatureException"))
    #expect(response.text.contains("<Code>SignatureDoesNotMatch</Code>") == sts)
  }

  @Test func emulatorSignature_refusesAColonThatWasSignedEncodedAndSentBare() throws {
    var signed = Self.all[2]
    signed.target = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/converse"
    let response = try RawClient(Self.emulator()).ask(
      "POST", signed.target, signed.headers, body: signed.body)
    #expect(response.status == 403)
    #expect(response.header("x-amzn-errortype") == "InvalidSignatureException")
  }

  @Test func emulatorSignature_refusesAChangedBody() throws {
    let signed = Self.all[0]
    let response = try RawClient(Self.emulator()).ask("POST", "/", signed.headers, body: signed.body + "&A=b")
    #expect(response.text.contains("<Code>SignatureDoesNotMatch</Code>"))
  }

  @Test(arguments: [
    (
      301,
      "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z (20260102T030906Z - 5 min.)"
    ),
    (
      -301,
      "Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z (20260102T025904Z "
        + "+ 5 min.)"
    ),
  ]) func emulatorSignature_namesBothClocksWhenTheyDifferByMoreThanFiveMinutes(_ skew: Int, _ text: String) throws {
    let emulator = try Self.emulator { $0.clockOffset = skew }
    let sts = try RawClient(emulator).ask("POST", "/", Self.all[0].headers, body: Self.all[0].body)
    #expect(sts.status == 403)
    #expect(sts.text.contains("<Code>SignatureDoesNotMatch</Code>"))
    #expect(sts.text.contains("<Message>\(text)</Message>"))
    let date = skew > 0 ? "Fri, 02 Jan 2026 03:09:06 GMT" : "Fri, 02 Jan 2026 02:59:04 GMT"
    #expect(sts.header("date") == date)
    let bedrock = try RawClient(emulator).ask(
      "POST", Self.all[2].target, Self.all[2].headers, body: Self.hello)
    #expect(bedrock.header("x-amzn-errortype") == "InvalidSignatureException")
    #expect(bedrock.json?["message"]?.string == text)
  }

  @Test func emulatorSignature_letsInAClockThatIsFiveMinutesOff() throws {
    let emulator = try Self.emulator { $0.clockOffset = 300 }
    #expect(
      try RawClient(emulator).ask("POST", "/", Self.all[0].headers, body: Self.all[0].body).status == 200)
  }

  @Test func emulatorSignature_tellsAMissingTokenAStrayOneAndAnEndedOneApartAsTheServicesDo() throws {
    let session = Self.all[1]
    let without = session.headers.filter { $0.0 != "X-Amz-Security-Token" }
    let client = try RawClient(Self.emulator())
    #expect(
      client.ask("POST", "/", without, body: session.body).text.contains("<Code>InvalidClientTokenId</Code>"))
    let stray = Self.all[0].headers + [("X-Amz-Security-Token", "stray")]
    #expect(
      client.ask("POST", "/", stray, body: session.body).text.contains("<Code>InvalidClientTokenId</Code>"))
    let ended = try Self.emulator { scenario in
      for index in scenario.aws.identities.indices { scenario.aws.identities[index].expires = 1_767_323_045 }
    }
    let response = try RawClient(ended).ask("POST", "/", session.headers, body: session.body)
    #expect(response.status == 403)
    #expect(response.text.contains("<Code>ExpiredToken</Code>"))
  }

  @Test(arguments: [
    ("us-east-1/bedrock", "Credential should be scoped to correct service: 'sts'. "),
    ("mars-east-1/sts", "Credential should be scoped to a valid region. "),
  ]) func emulatorSignature_refusesAScopeOfElsewhere(_ scope: String, _ text: String) throws {
    var signed = Self.all[0]
    signed.scope = scope
    let response = try RawClient(Self.emulator()).ask("POST", "/", signed.headers, body: signed.body)
    #expect(response.status == 403)
    #expect(response.text.contains(Self.xml(text)))
  }

  private static func xml(_ text: String) -> String { "<Message>\(text)</Message>" }

  @Test func emulatorSignature_refusesWhatIsNotSigned() throws {
    let client = try RawClient(Self.emulator())
    let sts = client.ask("POST", "/", body: "Action=GetCallerIdentity&Version=2011-06-15")
    #expect(sts.status == 403)
    #expect(sts.text.contains("<Code>MissingAuthenticationToken</Code>"))
    let bedrock = client.ask("GET", "/foundation-models")
    #expect(bedrock.status == 403)
    #expect(bedrock.text == #"{"message":"Missing Authentication Token"}"#)
    #expect(bedrock.header("x-amzn-errortype") == "MissingAuthenticationTokenException")
  }

  @Test func emulatorSignature_answersWhoIsCalling() throws {
    let response = try RawClient(Self.emulator()).ask(
      "POST", "/", Self.all[0].headers, body: Self.all[0].body)
    #expect(response.text.contains("<Arn>arn:aws:iam::111122223333:user/ada</Arn>"))
    #expect(response.text.contains("<UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>"))
    #expect(response.text.contains("<Account>111122223333</Account>"))
  }
}
