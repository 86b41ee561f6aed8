import CTestSupport
import Emulator
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Attacks by a working folder, a server or a story.
@Suite struct AttackTests {
  // MARK: - A .env file of another user

  @Test func dotEnvCannotSendKeysElsewhere() throws {
    let sandbox = try Sandbox()
    let evil = try Emulator.start()
    for name in [
      "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_BEDROCK", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
    ] {
      try sandbox.write(
        ".env", "\(name)=\(evil.url)\nHTTPS_PROXY=\(evil.url)\nhttp_proxy=\(evil.url)\nALL_PROXY=\(evil.url)\n")
      for command in [["whoami"], ["models"], ["test-bedrock"]] {
        let run = try sandbox.sva(command)
        #expect(run.status == 0, "\(name) \(command): \(run.stderr)")
      }
    }
    #expect(evil.requestCount == 0)
  }

  @Test func dotEnvCannotRunAProgramOrNameFiles() throws {
    let sandbox = try Sandbox()
    let mark = sandbox.work + "/ran"
    try sandbox.write("evil-config", "[default]\ncredential_process = /usr/bin/touch \(mark)\nregion = eu-west-1\n")
    try sandbox.write(
      ".env",
      """
      AWS_CONFIG_FILE=\(sandbox.work)/evil-config
      AWS_SHARED_CREDENTIALS_FILE=\(sandbox.work)/evil-config
      AWS_CONTAINER_CREDENTIALS_FULL_URI=\(sandbox.emulator.url)/v2/credentials/6f0a4ae8-example
      AWS_WEB_IDENTITY_TOKEN_FILE=\(sandbox.work)/evil-config
      AWS_ROLE_ARN=arn:aws:iam::111122223333:role/editor
      AWS_EC2_METADATA_SERVICE_ENDPOINT=\(sandbox.emulator.url)
      credential_process=/usr/bin/touch \(mark)
      HOME=\(sandbox.work)
      PATH=\(sandbox.work)
      SVA_STATE_HOME=\(sandbox.work)/state
      """)
    let run = try sandbox.sva(
      ["whoami", "--service", "aws", "--json"], with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(try ErrorOutput(json: run).code == "no_credentials")
    #expect(access(mark, F_OK) != 0)
    #expect(sandbox.emulator.requestCount == 0)
  }

  @Test(arguments: [
    "https://evil.example", "http://evil.example", "evil.example", "https://storyblok.com.evil.example",
    "https://evilstoryblok.com", "https://api.storyblok.com@evil.example", "https://evil.example#.storyblok.com",
    "https://evil.example/.storyblok.com", "https://evil.example?.storyblok.com", "https://127.0.0.1.evil.example",
    "http://api.storyblok.com", "http://localhost.evil.example",
  ])
  func dotEnvCannotTakeTheTokenAway(_ base: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "STORYBLOK_API_BASE='\(base)'\n")
    // A proxy would see any attempt to reach it.
    let proxy = ["STORYBLOK_API_BASE": "", "HTTPS_PROXY": sandbox.emulator.url, "http_proxy": sandbox.emulator.url]
    for command in [["search", "hut"], ["whoami", "--service", "storyblok"], ["ask", "hello"]] {
      let run = try sandbox.sva(command + ["--json", "--max-attempts", "1"], with: proxy)
      let error = try ErrorOutput(json: run)
      #expect(error.code == "bad_config", "\(command) \(error.text)")
    }
    #expect(sandbox.emulator.requests.filter { $0.service != .sts }.isEmpty)
  }

  @Test func ownHandMaySendTheTokenElsewhere() throws {
    // By option or environment it is the user's own wish: the request is made (and the proxy sees it).
    let sandbox = try Sandbox()
    let proxy = ["HTTPS_PROXY": sandbox.emulator.url, "STORYBLOK_API_BASE": ""]
    let run = try sandbox.sva(
      ["search", "hut", "--json", "--max-attempts", "1", "--api-base", "https://proxy.example"], with: proxy)
    #expect(try ErrorOutput(json: run).code == "network")
  }

  @Test func oversizedFilesAreRefusedOrCutNotRead() throws {
    let sandbox = try Sandbox()
    let large = String(repeating: "# a long comment, and more of it\n", count: 1_000_000)
    try sandbox.write(".env", large + "AWS_REGION=eu-west-1\n")
    let env = try sandbox.sva(["whoami", "--json"])
    #expect([0, 2, 3].contains(env.status), "\(env.stderr)")
    if env.status != 0 { _ = try ErrorOutput(json: env) }
    let other = try Sandbox()
    try other.write("~/.aws/credentials", large + "[default]\naws_access_key_id=AKIA\n")
    let run = try other.sva(["whoami", "--json"], with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(try ErrorOutput(json: run).code == "bad_config")
  }

  // MARK: - Servers

  @Test(arguments: [301, 302, 303, 307, 308])
  func nothingFollowsARedirectToAnotherHost(_ status: Int) throws {
    let elsewhere = try Emulator.start()
    for endpoint in Endpoint.all {
      let sandbox = try Sandbox { scenario in
        scenario.faults = [
          Fault(.redirect(status: status, to: elsewhere.url + "/v2/cdn/stories?token=x"), on: endpoint.pattern)
        ]
      }
      try endpoint.prepare(sandbox)
      let run = try sandbox.sva(
        endpoint.arguments + ["--json", "--timeout", "20", "--max-attempts", "1"], with: endpoint.variables(sandbox))
      if endpoint.family == .optional { continue }
      let error = try ErrorOutput(json: run)
      #expect(run.status == 9 || run.status == 3 || run.status == 10, "\(endpoint): \(run.status) \(error.text)")
    }
    #expect(elsewhere.requestCount == 0)
  }

  @Test(arguments: [407, 200, 302, 403])
  func aProxyThatAnswersIsNotTheService(_ status: Int) throws {
    let proxy = try Emulator.start()
    proxy.setFaults([
      status == 302 ? Fault(.redirect(status: 302, to: "https://login.proxy.example/")) : Fault(.html(status: status))
    ])
    let sandbox = try Sandbox()
    let through = ["HTTPS_PROXY": proxy.url, "AWS_ENDPOINT_URL": "", "STORYBLOK_API_BASE": ""]
    for command in [
      ["whoami", "--service", "aws"], ["models"], ["search", "hut"], ["test-bedrock", "--no-identity"],
    ] {
      let run = try sandbox.sva(command + ["--json", "--timeout", "20", "--max-attempts", "1"], with: through)
      let error = try ErrorOutput(json: run)
      #expect(run.status == 8 || run.status == 9, "\(command): \(run.status) \(error.text)")
      #expect(error.text.lowercased().contains("proxy") || error.code == "tls", "\(command): \(error.text)")
    }
    // The proxy receives only the target, none of our headers.
    for request in proxy.requests {
      #expect(request.header("authorization") == nil)
      #expect(request.header("x-amz-security-token") == nil)
      #expect(!request.target.contains("token"))
    }
  }

  @Test(arguments: ["http://192.0.2.1:9", "http://evil.example", "http://localhost.evil.example", "http://0.0.0.0:9"])
  func credentialsDoNotCrossANetworkInTheClear(_ endpoint: String) throws {
    let sandbox = try Sandbox()
    for extra in [[:], ["AWS_BEARER_TOKEN_BEDROCK": BearerToken.good.value]] {
      let run = try sandbox.sva(
        ["models", "--json", "--max-attempts", "1", "--timeout", "5", "--endpoint-url", endpoint],
        with: extra.merging(["http_proxy": sandbox.emulator.url]) { $1 })
      #expect(try ErrorOutput(json: run).code == "bad_config")
    }
    #expect(sandbox.emulator.requestCount == 0)
  }

  @Test func tokensDoNotCrossANetworkInTheClear() throws {
    let sandbox = try Sandbox()
    let proxy = ["http_proxy": sandbox.emulator.url]
    try sandbox.writeSSO()
    let sso = try sandbox.sva(
      ["whoami", "--service", "aws", "--json", "--max-attempts", "1", "--timeout", "5"],
      with: proxy.merging([
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": "corp",
        "AWS_ENDPOINT_URL_SSO": "http://evil.example",
      ]) { $1 })
    #expect(try ErrorOutput(json: sso).code == "bad_config")
    let container = try sandbox.sva(
      ["whoami", "--service", "aws", "--json", "--timeout", "5"],
      with: proxy.merging([
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://evil.example/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a-token-for-nobody",
      ]) { $1 })
    #expect(try ErrorOutput(json: container).code == "bad_config")
    let storyblok = try sandbox.sva(
      ["search", "hut", "--json", "--timeout", "5", "--api-base", "http://evil.example"], with: proxy)
    #expect(["bad_config", "usage"].contains(try ErrorOutput(json: storyblok).code))
    #expect(sandbox.emulator.requestCount == 0)
  }

  // MARK: - Words

  /// A line break in a value must not become a header field, a request or a line of a file.
  @Test func lineBreaksSmuggleNothing() throws {
    let sandbox = try Sandbox()
    let smuggled = "x\r\nX-Smuggled: yes\r\n\r\nGET /smuggled HTTP/1.1\r\n"
    let runs: [([String], [String: String])] = [
      (["ask", "--no-search", "-m", smuggled, "hello"], [:]),
      (["test-bedrock", "-m", "arn:aws:bedrock:us-east-1::foundation-model/" + smuggled], [:]),
      (["search", "--slug", smuggled], [:]), (["search", "--starts-with", smuggled], [:]),
      (["search", "--content-type", smuggled], [:]), (["search", smuggled], [:]),
      (["search", "--space", smuggled, "hut"], [:]), (["search", "hut"], ["STORYBLOK_SPACE_ID": smuggled]),
      (["search", "hut"], ["STORYBLOK_TOKEN": smuggled]),
      (["models"], ["AWS_BEARER_TOKEN_BEDROCK": "ABSK" + smuggled]),
      (["models"], ["AWS_SESSION_TOKEN": smuggled]), (["models"], ["AWS_ACCESS_KEY_ID": "AKIA" + smuggled]),
      (["models", "--region", smuggled], [:]), (["whoami", "--profile", smuggled], [:]),
      (["models", "--regions", smuggled], [:]), (["models"], ["AWS_ENDPOINT_URL": "http://127.0.0.1:1/\(smuggled)"]),
      (["search", "hut", "--api-base", sandbox.emulator.url + "/" + smuggled], [:]),
      (
        ["whoami", "--service", "aws"],
        [
          "AWS_ACCESS_KEY_ID": "", "AWS_CONTAINER_CREDENTIALS_FULL_URI": sandbox.emulator.url + "/v2/credentials/x",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": smuggled,
        ]
      ),
      (["whoami", "--service", "aws"], ["AWS_PROFILE": smuggled]),
    ]
    for (words, variables) in runs {
      let run = try sandbox.sva(words + ["--json", "--timeout", "20", "--max-attempts", "1"], with: variables)
      #expect(run.status != 137 && run.status != 139 && run.status != 132, "\(words)")
      #expect(JSON(parsing: run.out) != nil, "\(words): \(run.stdout)")
    }
    for request in sandbox.emulator.requests {
      #expect(request.header("x-smuggled") == nil, "\(request.target)")
      #expect(!request.target.hasPrefix("/smuggled"))
    }
  }

  @Test(arguments: [
    "../../../etc/passwd", "..", ".", "/etc/passwd", "a/b", "a%2Fb", "x\u{0}y", "x.jsonl/..", "~", "", " ",
    String(repeating: "a", count: 5000),
  ])
  func conversationIDsStayInTheirFolder(_ id: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.local/state/sva/passwd.jsonl", "{}\n")
    let before = sandbox.files
    let run = try sandbox.sva(["ask", "--no-search", "--json", "--conversation", id, "hello"])
    let error = try ErrorOutput(json: run)
    #expect(error.code == "not_found" || error.code == "usage", "\(error.text)")
    #expect(sandbox.files == before)
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
  }

  // MARK: - Files

  @Test func stateIsPrivate() throws {
    let sandbox = try Sandbox()
    // Whatever the shell's mask would allow.
    let asked = try Program.run(
      "/bin/sh", ["-c", "umask 0; exec \"$0\" ask --no-search hello", Sandbox.binary], environment: sandbox.ready,
      folder: sandbox.work)
    #expect(asked.status == 0)
    let state = sandbox.home + "/.local/state/sva"
    #expect(Self.mode(state) == 0o700)
    #expect(Self.mode(state + "/conversations") == 0o700)
    let files = sandbox.files.keys.filter { $0.hasPrefix(state) }
    #expect(files.count == 1)
    for path in files { #expect(Self.mode(path) == 0o600) }
    // The caches as well.
    try sandbox.writeSSO()
    let sso = try sandbox.sva(
      ["whoami", "--service", "aws"],
      with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": "corp"])
    #expect(sso.status == 0)
    let cached = sandbox.files.keys.filter { $0.contains("/.aws/cli/cache/") }
    #expect(cached.count == 1)
    for path in cached { #expect(Self.mode(path) == 0o600) }
  }

  @Test func linksAreNotFollowed() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.sva(["ask", "--no-search", "hello"]).status == 0)
    let folder = sandbox.home + "/.local/state/sva/conversations"
    let file = try #require(sandbox.files.keys.first { $0.hasPrefix(folder) })
    let id = try #require(file.split(separator: "/").last?.dropLast(6))
    // The file is replaced by a link to another user's file.
    try sandbox.write("precious", "precious\n")
    unlink(file)
    symlink(sandbox.work + "/precious", file)
    let go = try sandbox.sva(["ask", "--no-search", "--json", "--conversation", String(id), "again"])
    #expect(try ErrorOutput(json: go).hints.isEmpty == false)
    #expect(sandbox.files[sandbox.work + "/precious"] == "precious\n")
    // The folder becomes a link.
    unlink(file)
    rmdir(folder)
    symlink(sandbox.work, folder)
    _ = try sandbox.sva(["ask", "--no-search", "hello"])
    #expect(sandbox.files.keys.filter { $0.hasSuffix(".jsonl") }.isEmpty)
  }

  /// A cache entry that is a link is neither read nor written through.
  @Test func linksInTheCacheAreNotWrittenThrough() throws {
    let sandbox = try Sandbox()
    try sandbox.writeSSO()
    let variables = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": "corp"]
    #expect(try sandbox.sva(["whoami", "--service", "aws"], with: variables).status == 0)
    let file = try #require(sandbox.files.keys.first { $0.contains("/.aws/cli/cache/") })
    try sandbox.write("precious", "precious\n")
    unlink(file)
    symlink(sandbox.work + "/precious", file)
    #expect(try sandbox.sva(["whoami", "--service", "aws"], with: variables).status == 0)
    #expect(sandbox.files[sandbox.work + "/precious"] == "precious\n")
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
