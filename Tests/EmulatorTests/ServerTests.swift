import Crypto
import Emulator
import Synchronization
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct ServerTests {
  @Test func emulatorServer_keepsConnectionsAndARecordOfWhatCameOverThem() throws {
    let emulator = try Emulator.start()
    let client = try RawClient(emulator)
    client.send(
      "POST /token HTTP/1.1\r\nHost: x\r\nX-Odd:  two  blanks \r\nTransfer-Encoding: chunked\r\n\r\n")
    client.send("3\r\n{\"g\r\n4;ext=1\r\n\":1}\r\n0\r\nTrailer: t\r\n\r\n")
    #expect(client.read().status == 400)
    _ = client.ask("GET", "/v2/cdn/x%2Fy?a=%C3%A9&b=1+2")
    let requests = emulator.requests
    #expect(requests.map(\.operation) == ["CreateToken", "Unknown"])
    #expect(requests[0].text == #"{"g":1}"#)
    #expect(requests[0].header("x-odd") == "two  blanks")
    #expect(requests[1].target == "/v2/cdn/x%2Fy?a=%C3%A9&b=1+2")
    #expect((requests[1].parameter("a"), requests[1].parameter("b")) == ("é", "1 2"))
    #expect(requests.map(\.request.connection) == [1, 1])
  }

  @Test func emulatorServer_carriesAHundredConnectionsAtOnce() async throws {
    let emulator = try Emulator.start()
    let clients = try (0..<100).map { _ in try RawClient(emulator) }
    var seen: [Int] = []
    for _ in 0..<3 { seen += clients.map { $0.ask("GET", FaultTests.path).status } }
    #expect(seen == Array(repeating: 200, count: 300))
    #expect(Set(emulator.requests.map(\.request.connection)) == Set(1...100))
  }

  @Test func emulatorServer_refusesWhatIsNoHTTPAndLetsGoWhenStopped() throws {
    let emulator = try Emulator.start()
    let client = try RawClient(emulator)
    client.send("hello\r\n\r\n")
    #expect(client.read().status == 400)
    let other = try RawClient(emulator)
    #expect(other.ask("GET", FaultTests.path).status == 200)
    emulator.stop()
    #expect(other.ask("GET", FaultTests.path).status == 0)
  }

  @Test func emulatorServer_standsBelowABasePath() throws {
    var scenario = Scenario()
    scenario.basePath = "/gateway"
    let emulator = try Emulator.start(scenario)
    #expect(emulator.url.hasSuffix("/gateway"))
    #expect(try RawClient(emulator).ask("GET", "/gateway" + FaultTests.path).status == 200)
  }
}

@Suite struct ProviderTests {
  @Test func emulatorProvider_givesSSOKeysForAGoodToken() throws {
    let client = try RawClient(Emulator.start())
    func ask(_ token: String, _ role: String = "ContentEditor", _ account: String = "111122223333")
      -> RawClient.Response
    {
      client.ask(
        "GET", "/federation/credentials?role_name=\(role)&account_id=\(account)",
        [("x-amz-sso_bearer_token", token)])
    }
    let good = ask(SSOToken.good.accessToken).json?["roleCredentials"]
    #expect(good?["accessKeyId"]?.string == Identity.sso.accessKeyID)
    #expect((good?["expiration"]?.int ?? 0) > 1_700_000_000_000)
    let expired = ask(SSOToken.expired.accessToken)
    #expect((expired.status, expired.header("x-amzn-errortype")) == (401, "UnauthorizedException"))
    #expect(ask(SSOToken.good.accessToken, "Admin").status == 403)
    #expect(ask(SSOToken.good.accessToken, "ContentEditor", "1").status == 404)
  }

  @Test func emulatorProvider_aRefreshTokenWorksOnce() throws {
    let client = try RawClient(Emulator.start())
    func refresh(_ token: String, secret: String = "example-client-secret") -> RawClient.Response {
      client.ask(
        "POST", "/token", [("Content-Type", "application/json")],
        body:
          #"{"grantType":"refresh_token","clientId":"example-client-id","clientSecret":"\#(secret)","refreshToken":"\#(token)"}"#
      )
    }
    #expect(refresh("aorAAAAAGexample-refresh-token", secret: "x").json?["error"]?.string == "invalid_client")
    let first = refresh("aorAAAAAGexample-refresh-token").json
    #expect(first?["accessToken"]?.string == "aoaAAAAAGexample-refreshed-token")
    let again = refresh("aorAAAAAGexample-refresh-token")
    #expect((again.status, again.json?["error"]?.string) == (400, "invalid_grant"))
    #expect(refresh(first?["refreshToken"]?.string ?? "").status == 200)
    let portal = client.ask(
      "GET", "/federation/credentials?role_name=ContentEditor&account_id=111122223333",
      [("x-amz-sso_bearer_token", "aoaAAAAAGexample-refreshed-token")])
    #expect(portal.status == 200)
  }

  @Test func emulatorProvider_signInBelievesOnlyAProofSignedWithItsKey() throws {
    let client = try RawClient(Emulator.start())
    let key = P256.Signing.PrivateKey()
    func base64url(_ bytes: some Sequence<UInt8>) -> String {
      String(
        Data(bytes).base64EncodedString().compactMap {
          $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0
        })
    }
    func ask(url: String = "http://127.0.0.1/v1/token", spoil: Bool = false) throws -> RawClient.Response {
      let point = key.publicKey.rawRepresentation
      let header =
        #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"\#(base64url(point.prefix(32)))","#
        + #""y":"\#(base64url(point.suffix(32)))","crv":"P-256"}}"#
      let now = Int(Date().timeIntervalSince1970)
      let claims =
        #"{"htm":"POST","htu":"\#(url)","iat":\#(now),"jti":"0f2d7c1e-aaaa-bbbb-cccc-111122223333"}"#
      let signed = base64url(header.utf8) + "." + base64url(claims.utf8)
      let signature = try key.signature(for: Data((spoil ? "x" + signed : signed).utf8)).rawRepresentation
      return client.ask(
        "POST", "/v1/token",
        [("Content-Type", "application/json"), ("DPoP", signed + "." + base64url(signature))],
        body: #"{"grantType":"refresh_token","clientId":"arn:aws:signin:::devtools/same-device","#
          + #""refreshToken":"example-login-refresh-token"}"#)
    }
    #expect(try ask(spoil: true).json?["message"]?.string == "DPoP signature does not verify")
    #expect(
      try ask(url: "http://other/v1/token").json?["message"]?.string == "DPoP proof is for another request")
    let good = try ask()
    #expect(good.status == 200)
    #expect(good.json?["accessToken"]?["accessKeyId"]?.string == Identity.session.accessKeyID)
    #expect(try ask().json?["error"]?.string == "TOKEN_EXPIRED")
  }

  @Test func emulatorProvider_instanceMetadataAsksForATokenUnlessVersion1IsAllowed() throws {
    let path = "/latest/meta-data/iam/security-credentials/"
    let client = try RawClient(Emulator.start())
    #expect(client.ask("GET", path).status == 401)
    #expect(client.ask("PUT", "/latest/api/token").status == 400)
    let token = client.ask("PUT", "/latest/api/token", [("x-aws-ec2-metadata-token-ttl-seconds", "21600")])
      .text
    let header = [("x-aws-ec2-metadata-token", token)]
    #expect(client.ask("GET", path, header).text == "instance-role")
    #expect(
      client.ask("GET", path + "instance-role", header).json?["AccessKeyId"]?.string
        == Identity.session.accessKeyID)
    #expect(client.ask("GET", path, [("x-aws-ec2-metadata-token", "other")]).status == 401)
    var old = Scenario()
    old.aws.metadata?.tokenStatus = 404
    old.aws.metadata?.allowsV1 = true
    let second = try RawClient(Emulator.start(old))
    #expect(
      second.ask("PUT", "/latest/api/token", [("x-aws-ec2-metadata-token-ttl-seconds", "1")]).status == 404)
    #expect(second.ask("GET", path).text == "instance-role")
  }

  @Test func emulatorProvider_aContainersKeysNeedItsToken() throws {
    let client = try RawClient(Emulator.start())
    let path = ContainerService().path
    #expect(client.ask("GET", path).status == 401)
    let keys = client.ask("GET", path, [("Authorization", "container-example-token")]).json
    #expect(keys?["SecretAccessKey"]?.string == Identity.session.secret)
    #expect(keys?["AccountId"]?.string == "111122223333")
  }

  @Test(
    arguments: [
      ("good", 200, nil), ("expired", 400, "ExpiredTokenException"), ("rejected", 403, "IDPRejectedClaim"),
      ("unreachable", 400, "IDPCommunicationError"), ("untrusted", 403, "AccessDenied"),
      ("unknown", 400, "InvalidIdentityToken"),
    ] as [(String, Int, String?)]) func emulatorProvider_webIdentityTakesGoodTokensOnly(
      _ token: String, _ status: Int, _ code: String?
    ) throws
  {
    let response = try RawClient(Emulator.start()).ask(
      "POST", "/",
      body:
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Feditor"
        + "&RoleSessionName=ci&WebIdentityToken=eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXBvOmFscGluZSJ9.\(token)")
    #expect(response.status == status)
    if let code { #expect(response.text.contains("<Code>\(code)</Code>")) }
  }
}
