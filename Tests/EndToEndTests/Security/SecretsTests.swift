import Emulator
import Testing

/// Every command with every kind of failure and the most verbose output: no secret is in the output, in a file that may
/// not hold it, or in the arguments of a process.
@Suite struct SecretsTests {
  private static let commands: [[String]] = [
    ["whoami", "--explain", "--debug"],
    ["whoami", "--json", "--debug"],
    ["test-bedrock", "-v", "--no-stream"],
    ["models", "--debug"],
    ["ask", "--debug", "which huts are open in winter?"],
    ["search", "--json", "--debug", "hut"],
  ]

  /// The faults. Some responses repeat `secrets`, as a service may repeat what it was sent.
  private static func kinds(_ secrets: String) -> [Fault.Kind?] {
    [
      nil, .error(status: 400, code: "ValidationException", message: "1 validation error detected: \(secrets)"),
      .error(status: 403, code: "SignatureDoesNotMatch", message: "The Canonical String should have been '\(secrets)'"),
      .error(
        status: 403, code: "AccessDeniedException", message: "User: \(secrets) is not authorized to perform: \(secrets)"
      ),
      .answer(status: 500, type: "text/html", headers: [("X-Echo", secrets)], body: Array("<p>\(secrets)</p>".utf8)),
      .answer(status: 200, type: "application/json", headers: [], body: Array(#"{"x":"\#(secrets)"#.utf8)),
      .redirect(status: 302, to: "http://127.0.0.1:1/?token=\(secrets.split(separator: " ").first ?? "")"),
      .throttle(retryAfter: nil), .cut(bytes: 30), .reset,
    ]
  }

  /// All services, and those that are called after credentials were found.
  private static let all = [
    "bedrock", "sts:AssumeRole", "sts:GetCallerIdentity", "mapi:", "cdn:", "sso:", "sso-oidc:", "container:", "imds:",
    "signin:",
  ]
  private static let last = ["bedrock", "sts:GetCallerIdentity", "mapi:", "cdn:"]

  struct Case: Sendable {
    var persona: Persona
    var command: [String]
    var faults: [Fault]
    var name: String
  }

  private static func cases(_ persona: Persona) -> [Case] {
    commands.flatMap { command in
      kinds("").indices.flatMap { index -> [Case] in
        guard index > 0 else { return [Case(persona: persona, command: command, faults: [], name: "no fault")] }
        // Where credentials cannot be had, one command fails like the other.
        let places = command.contains("--json") ? [("all", all), ("the last", last)] : [("the last", last)]
        return places.map { place, services in
          Case(
            persona: persona, command: command,
            faults: services.compactMap { service in
              // A service can repeat only what it was sent.
              kinds(persona.sent(to: service).joined(separator: " "))[index].map { Fault($0, on: service) }
            }, name: "fault \(index) of \(place)")
        }
      }
    }
  }

  @Test(arguments: Persona.all)
  func secrets_noSecretIsSeen(_ persona: Persona) {
    let found = Parallel.map(Self.cases(persona), width: 4) { Self.leaks(in: $0) }.flatMap { $0 }
    #expect(found == [])
  }

  /// The code of an MFA device, typed at the terminal, is shown neither there nor by `--debug`, also if STS repeats it.
  @Test(arguments: [false, true])
  func secrets_mfaCodeIsNotSeen(_ isRefused: Bool) throws {
    let code = "918273"
    let sandbox = try Sandbox { scenario in
      scenario.aws.roles = [Role(arn: Role.guarded.arn, mfa: ("arn:aws:iam::111122223333:mfa/ada", code))]
      if isRefused {
        let message = "MultiFactorAuthentication failed with invalid MFA one time pass code \(code)"
        scenario.faults = [Fault(.error(status: 403, code: "AccessDenied", message: message), on: "sts:AssumeRole")]
      }
    }
    try sandbox.write(
      "~/.aws/config",
      """
      [profile base]
      aws_access_key_id = \(Identity.user.accessKeyID)
      aws_secret_access_key = \(Identity.user.secret)
      [profile guarded]
      role_arn = \(Role.guarded.arn)
      source_profile = base
      mfa_serial = arn:aws:iam::111122223333:mfa/ada
      """)
    let variables = sandbox.ready.merging(["AWS_PROFILE": "guarded"]) { $1 }
      .filter { $0.key != "AWS_ACCESS_KEY_ID" && $0.key != "AWS_SECRET_ACCESS_KEY" }
    let program = try LiveProgram(
      Sandbox.binary, ["whoami", "--service", "aws", "--debug", "--explain", "--max-attempts", "1"],
      environment: variables, folder: sandbox.work, onTerminal: true)
    // The question is printed after echo is off.
    #expect(program.read { $0.stdout.contains("MFA code for") })
    program.type(code + "\n")
    #expect(program.wait() == (isRefused ? 5 : 0), "\(program.stdout)")
    #expect(program.stdout.contains("wait for the next code and type it") == isRefused, "\(program.stdout)")
    #expect(!Disguise.occurs(code, in: program.stdout))
    for (path, text) in sandbox.files { #expect(!Disguise.occurs(code, in: text), "\(path)") }
    #expect(sandbox.emulator.requests("AssumeRole").first?.field("TokenCode") == code)
  }

  /// A service that repeats the API key escaped, in a frame of a stream, or in a redirect.
  @Test(arguments: ["frame", "redirect", "json", "xml", "percent"], [["-q"], ["--json"], ["--debug"]])
  func secrets_repeatedKeyIsNotSeen(_ way: String, _ words: [String]) throws {
    let key = BearerToken.good.value
    let escaped = { (prefix: String, suffix: String) in
      key.utf8.map { byte in
        let isPlain = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        let digits = String(byte, radix: 16)
        return isPlain ? String(UnicodeScalar(byte)) : prefix + (digits.count < 2 ? "0" : "") + digits + suffix
      }.joined()
    }
    let kind: Fault.Kind =
      switch way {
      case "frame":
        .exception(
          name: "accessDeniedException",
          message:
            "you sent \(key). User: \(key) is not authorized to perform: bedrock:InvokeModel on resource: \(key)",
          afterEvents: 1)
      case "redirect":
        .answer(
          status: 302, type: "application/json", headers: [("X-Echo", key)],
          body: Array(#"{"message":"you sent \#(key)."}"#.utf8))
      case "json":
        .answer(
          status: 400, type: "application/json", headers: [("x-amzn-ErrorType", "ValidationException")],
          body: Array(#"{"message":"you sent \#(escaped(#"\u00"#, ""))."}"#.utf8))
      case "xml": .error(status: 400, code: "ValidationException", message: "you sent \(escaped("&#x", ";")).")
      default: .error(status: 400, code: "ValidationException", message: "you sent \(escaped("%", "")).")
      }
    let sandbox = try Sandbox { $0.faults = [Fault(kind, on: "ConverseStream")] }
    let run = try sandbox.sva(
      ["ask", "--no-search", "--max-attempts", "1", "hello"] + words, with: ["AWS_BEARER_TOKEN_BEDROCK": key])
    #expect(run.status != 0)
    let text = run.stdout + run.stderr
    #expect(!Disguise.occurs(key, in: text), "\(text)")
    // The words of the service are shown, without the key.
    #expect(text.contains("you sent ‹redacted›."), "\(text)")
  }

  /// A secret that was set in place of the access key id, as when the two are swapped.
  @Test(arguments: [["--explain"], ["--json"], ["--debug"], ["--explain", "--json"]])
  func secrets_secretInPlaceOfTheKeyIDIsNotSeen(_ words: [String]) throws {
    let key = Identity.user
    let run = try Sandbox().sva(
      ["whoami", "--service", "aws", "--max-attempts", "1"] + words,
      with: ["AWS_ACCESS_KEY_ID": key.secret, "AWS_SECRET_ACCESS_KEY": key.accessKeyID])
    #expect(run.status == 4, "\(run.stderr)")
    let text = run.stdout + run.stderr
    #expect(!Disguise.occurs(key.secret, in: text), "\(text)")
    if words == ["--explain"] { #expect(text.contains("look swapped"), "\(text)") }
  }

  private static func leaks(in one: Case) -> [String] {
    do {
      let sandbox = try Sandbox { $0.faults = one.faults }
      try one.persona.prepare(sandbox)
      let before = sandbox.files
      var variables = one.persona.variables(sandbox)
      variables["AWS_METADATA_SERVICE_TIMEOUT"] = "10"
      let run = try sandbox.sva(one.command + ["--timeout", "20", "--max-attempts", "1"], with: variables)
      var places = [("standard output", run.stdout), ("standard error", run.stderr)]
      // The caches of the AWS tools are shared with them by design.
      let promised = ["/.aws/sso/cache/", "/.aws/cli/cache/", "/.aws/login/cache/"].map { sandbox.home + $0 }
      for (path, text) in sandbox.files where before[path] != text && !promised.contains(where: path.hasPrefix) {
        places.append((path, text))
      }
      // Credentials that STS created in this run are secret too; the cache holds them.
      let issued = sandbox.files.filter { $0.key.contains("/.aws/cli/cache/") }.compactMap { JSON($0.value) }
        .flatMap { file in
          ["SecretAccessKey", "SessionToken"].compactMap { file["Credentials"]?[$0]?.string }
        }
      return places.flatMap { place, text in
        (one.persona.secrets + issued).filter { Disguise.occurs($0, in: text) }
          .map { "\(one.persona) \(one.command.joined(separator: " ")), \(one.name): \($0) in \(place)" }
      }
    } catch { return ["\(error)"] }
  }
}
