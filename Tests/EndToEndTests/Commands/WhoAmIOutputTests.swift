import Emulator
import Testing

/// The output of `whoami`, in a pipe and on a terminal (contract §4).
struct WhoAmIOutputTests {
  /// A wrong setting of the space is reported beside what was found.
  @Test func whoami_theSpaceThatIsNotWhereItIsLookedFor() throws {
    let sandbox = try Sandbox()
    let arguments = ["whoami", "--service", "storyblok"]
    let elsewhere = try sandbox.sva(arguments, with: ["STORYBLOK_REGION": "eu"])
    #expect(elsewhere.status == 0)
    #expect(elsewhere.stdout.contains("\nNote: space 1023456 belongs to region us (United States), but eu is used"))
    let nowhere = try sandbox.sva(arguments, with: ["STORYBLOK_SPACE_ID": ""])
    #expect(nowhere.status == 0)
    #expect(nowhere.stdout.contains("\nNote: no space is set\n  hint: set STORYBLOK_SPACE_ID or --space"))
    #expect(!nowhere.stdout.contains("Space:"))
  }

  /// A management token without a space lists those that it reaches.
  @Test(arguments: [StoryblokToken.personal, .oauth]) func whoami_listsTheSpaces(token: StoryblokToken) throws {
    let sandbox = try Sandbox { $0.storyblok.neighbours = [(88, "Blue \u{1B}[31m", "eu"), (2_000_001, "Zoo", "ca")] }
    let value = token.kind == .oauth ? "Bearer \(token.value)" : token.value
    let changes = ["STORYBLOK_SPACE_ID": "", "STORYBLOK_TOKEN": value]
    let run = try sandbox.sva(["whoami", "--service", "storyblok"], with: changes)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(
      run.stdout.contains(
        "\nSpaces:\n  1023456  us  Alpine Trails\n  88       eu  Blue ^[[31m\n  2000001  ca  Zoo\nNote: no space is set\n"
      ),
      "\(run.stdout)")
    let json = try sandbox.sva(["whoami", "--service", "storyblok", "--json"], with: changes)
    #expect(
      json.document?["storyblok"]?["spaces"] == [
        ["id": 1_023_456, "name": "Alpine Trails", "region": "us"],
        ["id": 88, "name": "Blue \u{1B}[31m", "region": "eu"], ["id": 2_000_001, "name": "Zoo", "region": "ca"],
      ])
    // A space that is set is the only one of interest.
    let one = try sandbox.sva(["whoami", "--service", "storyblok", "--json"], with: ["STORYBLOK_TOKEN": value])
    #expect(one.document?["storyblok"]?["spaces"] == JSON.null)
    #expect(one.document?["storyblok"]?["index"] == JSON.null)
    // A scoped token may not list them.
    let scoped = try sandbox.sva(
      ["whoami", "--service", "storyblok", "--json"],
      with: ["STORYBLOK_SPACE_ID": "", "STORYBLOK_TOKEN": StoryblokToken.scoped.value])
    #expect(scoped.document?["storyblok"]?["spaces"] == JSON.null)
  }

  private static let text = """
    Account:     111122223333
    ARN:         arn:aws:iam::111122223333:user/ada
    User ID:     AIDACKCEVSQ6C2EXAMPLE
    Principal:   user ada
    Credentials: environment: AWS_ACCESS_KEY_ID
    Access key:  AKIAIOSFODNN7EXAMPLE (no session token)
    Region:      us-east-1 (default)
    Endpoint:    http://EMULATOR/ (AWS_ENDPOINT_URL)

    Storyblok:   public token (STORYBLOK_TOKEN)
    Space:       Alpine Trails (1023456)
    Region:      us (space id 1023456)
    API base:    http://EMULATOR/v2/cdn

    """

  private static let published = ["STORYBLOK_TOKEN": StoryblokToken.published.value]

  @Test func whoami_printsTextInAPipe() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["whoami"], with: Self.published)
    #expect(run.status == 0)
    #expect(run.stderr == "")
    #expect(Steady.text(run.stdout, sandbox) == Self.text)
  }

  @Test func whoami_printsTextOnATerminal() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["whoami"], with: Self.published, streams: .terminal(columns: 100))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(Steady.text(screen.text + "\n", sandbox) == Self.text)
    #expect(screen.hasColour && screen.strange.isEmpty)
  }

  @Test func whoami_withoutAStoryblokToken() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["whoami"], with: ["STORYBLOK_TOKEN": ""])
    #expect(run.status == 0)
    #expect(!run.stdout.contains("Storyblok") && !run.stdout.contains("\n\n"))
    #expect(sandbox.emulator.requests.map(\.operation) == ["GetCallerIdentity"])
  }

  @Test(arguments: [false, true]) func whoami_printsOneDocument(_ onTerminal: Bool) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["whoami", "--json", "--quiet"], with: Self.published,
      streams: onTerminal ? .terminal(columns: 80) : .pipes(input: []))
    #expect(run.status == 0)
    let screen = TerminalScreen(run.out)
    #expect(screen.lines.count == 1 && !screen.hasColour)
    let document = try #require(JSON(screen.text))
    #expect(document.keys == ["status", "aws", "storyblok", "settings"])
    #expect(document["status"] == "success")
    let aws = try #require(document["aws"])
    // Keys may be added after those of the contract, whose order is fixed.
    #expect(aws.keys.prefix(7) == ["account", "arn", "user_id", "principal", "credentials", "region", "chain"])
    #expect(aws["account"] == "111122223333")
    #expect(aws["arn"] == "arn:aws:iam::111122223333:user/ada")
    #expect(aws["user_id"] == "AIDACKCEVSQ6C2EXAMPLE")
    #expect(aws["principal"] == ["type": "user", "name": "ada", "session": .null])
    #expect(
      aws["credentials"] == [
        "source": "environment", "detail": "AWS_ACCESS_KEY_ID", "profile": .null,
        "access_key_id": "AKIAIOSFODNN7EXAMPLE", "has_session_token": false, "expires_at": .null,
      ])
    #expect(aws["region"]?.keys.prefix(2) == ["value", "source"])
    #expect(aws["chain"]?.array?.first == ["source": "environment", "outcome": "used", "reason": "AWS_ACCESS_KEY_ID"])
    for step in (aws["chain"]?.array ?? []).dropFirst() {
      #expect(step.keys == ["source", "outcome", "reason"])
      #expect(step["outcome"] == "not_reached")
    }
    let storyblok = try #require(document["storyblok"])
    #expect(storyblok.keys.prefix(6) == ["token_kind", "space", "region", "api_base", "token_source", "user"])
    #expect(storyblok["token_kind"] == "public")
    #expect(storyblok["space"] == ["id": 1_023_456, "name": "Alpine Trails"])
    #expect(storyblok["region"] == "us")
    #expect(storyblok["api_base"]?.string == sandbox.emulator.url + "/v2/cdn")
    #expect(storyblok["token_source"] == "environment")
    for row in document["settings"]?.array ?? [] { #expect(row.keys.prefix(3) == ["name", "value", "source"]) }
  }

  /// Neither text nor JSON, explained or not, shows a secret.
  @Test func whoami_noSecretIsShown() throws {
    let sandbox = try Sandbox()
    for words in [["--explain"], ["--json"], ["--explain", "--offline", "--debug"]] {
      let run = try sandbox.sva(["whoami"] + words)
      #expect(run.status == 0)
      for secret in [Identity.user.secret, StoryblokToken.personal.value] {
        #expect(!(run.stdout + run.stderr).contains(secret), "\(words)")
      }
    }
  }

  @Test(arguments: [
    (
      "env",
      """
      export AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE
      export AWS_SECRET_ACCESS_KEY=sessionSecret/K7MDENG/bPxRfiCYEXAMPLEKEY
      export AWS_SESSION_TOKEN='\(Identity.session.sessionToken ?? "")'
      unset AWS_CREDENTIAL_EXPIRATION

      """
    ),
    (
      "process",
      """
      {"Version":1,"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"sessionSecret/K7MDENG/bPxRfiCYEXAMPLEKEY",\
      "SessionToken":"\(Identity.session.sessionToken ?? "")"}

      """
    ),
  ]) func whoami_exportsKeys(_ format: String, _ expected: String) throws {
    let sandbox = try Sandbox()
    let session = Identity.session
    let run = try sandbox.sva(
      ["whoami", "--export", format],
      with: [
        "AWS_ACCESS_KEY_ID": session.accessKeyID, "AWS_SECRET_ACCESS_KEY": session.secret,
        "AWS_SESSION_TOKEN": session.sessionToken ?? "",
      ])
    #expect(run.status == 0)
    #expect(run.stdout == expected)
    #expect(run.stderr == "")
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// One identity that fails does not hide the other; the status is that of AWS unless only Storyblok was asked.
  @Test func whoami_oneIdentityFails() throws {
    let sandbox = try Sandbox()
    let badAWS = ["AWS_SECRET_ACCESS_KEY": "wrong"]
    let badToken = ["STORYBLOK_TOKEN": "wrong"]
    let aws = try sandbox.sva(["whoami"], with: badAWS)
    #expect(aws.status == 4)
    #expect(aws.stdout.contains("Space:       Alpine Trails (1023456)\n"))
    #expect(aws.stderr.hasPrefix("sva: Invalid security token"))
    let storyblok = try sandbox.sva(["whoami"], with: badToken)
    #expect(storyblok.status == 0)
    #expect(storyblok.stdout.contains("ARN:         arn:aws:iam::111122223333:user/ada\n"))
    #expect(storyblok.stdout.contains("\nFailed: Storyblok refused the token"))
    #expect(try sandbox.sva(["whoami", "--service", "storyblok"], with: badToken).status == 4)
    let json = try sandbox.sva(["whoami", "--json"], with: badAWS)
    #expect(json.status == 4)
    #expect(json.document?.keys == errorKeys + ["aws", "storyblok", "settings"])
    #expect(json.document?["storyblok"]?["space"]?["name"] == "Alpine Trails")
  }

  /// A login of the official command line is used, named, and noted where others may read it. It is never shown.
  @Test func whoami_usesALoginOfTheOfficialCommandLine() throws {
    let sandbox = try Sandbox()
    let token = "example-personal-token-0123456789-abcdefgh"
    try sandbox.write(
      "~/.storyblok/credentials.json",
      #"{"api.storyblok.com":{"login":"me","password":"\#(token)","region":"eu"},"oauth":{"password":"no"}}"#)
    let variables = ["STORYBLOK_TOKEN": "", "STORYBLOK_REGION": "eu"]
    let run = try sandbox.sva(["whoami", "--service", "storyblok", "--json"], with: variables)
    #expect(run.status == 0, "\(run.stdout)")
    #expect(run.document?["storyblok"]?["token_source"] == "storyblok-cli")
    #expect(run.document?["storyblok"]?["token_kind"] == "personal")
    let text = try sandbox.sva(["whoami", "--service", "storyblok", "--explain", "-v"], with: variables)
    #expect(text.status == 0)
    #expect((text.stdout + text.stderr).contains("~/.storyblok/credentials.json can be read by others"))
    #expect(!(run.stdout + run.stderr + text.stdout + text.stderr).contains(token))
    #expect(try sandbox.sva(["search", "boots", "--format", "slug"], with: variables).status == 0)
  }
}
