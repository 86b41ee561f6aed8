import Emulator
import Testing

/// Every secret in every form, by every way in, to every way out.
///
/// A service repeats all secrets that the run knows, in all forms at once. The mark in their place shows that the text
/// arrived: without scrubbing, each cell would fail.
@Suite struct SecretMatrixTests {
  /// The ways in.
  enum Way: String, CaseIterable, Sendable {
    case header, json, xml, frame, redirect, title

    /// The answer that repeats `text`.
    func fault(_ text: String) -> Fault.Kind {
      switch self {
      case .header:
        .answer(
          status: 400, type: "application/json",
          headers: [("X-Echo", text), ("x-amzn-ErrorType", "ValidationException")],
          body: Array(#"{"message":"‹redacted›"}"#.utf8))
      case .json:
        .answer(
          status: 400, type: "application/json", headers: [("x-amzn-ErrorType", "ValidationException")],
          body: Array(#"{"message":"you sent \#(text)","error":"you sent \#(text)"}"#.utf8))
      case .xml:
        .answer(
          status: 400, type: "text/xml", headers: [("x-amzn-RequestId", "r")],
          body: Array(
            "<ErrorResponse><Error><Code>ValidationError</Code><Message>you sent \(text)</Message></Error></ErrorResponse>"
              .utf8))
      case .frame: .exception(name: "validationException", message: "you sent \(text)", afterEvents: 0)
      case .redirect:
        .answer(
          status: 302, type: "application/json", headers: [("Location", "https://elsewhere.example/?x=\(text)")],
          body: Array(#"{"message":"you sent \#(text)"}"#.utf8))
      case .title:
        .answer(
          status: 200, type: "text/html", headers: [], body: Array("<html><title>you sent \(text)</title></html>".utf8))
      }
    }
  }

  /// The ways out: sentence, the service's words, hints and log; requests and responses; documents.
  static let outputs = [["-v"], ["--debug"], ["--json"]]

  struct Cell: Sendable {
    var persona: Persona
    var command: [String]
    /// The services that repeat secrets, by what a fault's pattern matches.
    var services: [String]
    var secrets: [String]
    var way: Way
    var output: [String]

    /// Whether only --debug shows the answer: a field or an address, XML from Storyblok, a renewal that is refused.
    var isForDebugging: Bool {
      way == .header || way == .redirect || command[0] == "search" && way == .xml || services == ["sso-oidc:"]
    }

    /// Whether --debug hides the answer, because such bodies hold credentials.
    var isHidden: Bool { services == ["sso-oidc:"] && way != .header && way != .redirect }

    var name: String { "\(persona), \(command[0]), \(services.joined(separator: " ")) × \(way) × \(output[0])" }
  }

  private static let ask = ["ask", "--no-search", "-m", Endpoint.model, "hello"]
  /// The service that issues the credentials of a persona and is sent secrets for it.
  private static let issuers = ["web identity": "sts:AssumeRole", "SSO": "sso:", "SSO, to be renewed": "sso-oidc:"]

  static let cells: [Cell] = Persona.all.filter { !$0.name.contains("broken") && !$0.name.contains("half") }
    .flatMap { persona -> [Cell] in
      // When a model is called, all secrets are known. Of the rotated token the persona knows the beginning alone.
      let secrets = persona.secrets.filter { $0 != "aorAAAAAGrotated" }
      var places = [(ask, ["bedrock-runtime:ConverseStream"], secrets)]
      if let issuer = issuers[persona.name] {
        places.append((["whoami", "--service", "aws"], [issuer], persona.sent(to: issuer)))
      }
      let token = persona.sent(to: "mapi:")
      if !token.isEmpty { places.append((["search", "hut"], ["mapi:", "cdn:"], token)) }
      return places.flatMap { command, services, secrets in
        Way.allCases.filter { $0 != .frame || command == ask }.flatMap { way in
          outputs.map {
            Cell(persona: persona, command: command, services: services, secrets: secrets, way: way, output: $0)
          }
        }
      }
    }

  @Test func secretMatrix_noSecretLeavesInAnyForm() {
    let found = Parallel.map(Self.cells, width: 4) { Self.leaks(in: $0) }.flatMap { $0 }
    #expect(found == [])
    #expect(Self.cells.count > 200)
  }

  private static func leaks(in cell: Cell) -> [String] {
    do {
      let text = cell.secrets.flatMap { Disguise.forms($0).sorted() }.joined(separator: " ")
      let sandbox = try Sandbox { scenario in
        scenario.faults = cell.services.map { Fault(cell.way.fault(text), on: $0) }
      }
      try cell.persona.prepare(sandbox)
      let run = try sandbox.sva(
        cell.command + ["--max-attempts", "1", "--timeout", "60"] + cell.output, with: cell.persona.variables(sandbox))
      let shown = run.stdout + run.stderr
      var found = cell.secrets.filter { Disguise.occurs($0, in: shown) }.map { "\(cell.name): \($0)" }
      if run.status == 0 { found.append("\(cell.name): no failure: \(shown)") }
      let isShown = cell.output == ["--debug"] ? !cell.isHidden : !cell.isForDebugging
      if isShown, !shown.contains("‹redacted›") { found.append("\(cell.name): nothing arrived: \(shown)") }
      return found
    } catch { return ["\(cell.name): \(error)"] }
  }

  /// The password of a proxy: in the value, and as the proxy and libcurl repeat it.
  @Test(arguments: [["-v"], ["--debug"], ["--json"], ["whoami", "--explain", "--offline"]])
  func secretMatrix_proxyPasswordsAreNotSeen(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let password = "hunter22-the-second"
    let address = RefusedPort.shared.url.dropFirst(7)
    for value in [
      "http://ada:\(password)@\(address)", "http://ada:\(password)/x@\(address)", "http://ada:\(password)#x@\(address)",
      "http://ada:\(password) x@\(address)", "ftp://ada:\(password)@\(address)", "http://ada:\(password)",
      "http://ada:x@\(password)@\(address)", "http://ada:\(password)?x@\(address)",
    ] {
      let command = words[0] == "whoami" ? words : ["models", "--max-attempts", "1"] + words
      let run = try sandbox.sva(
        command, with: ["HTTPS_PROXY": value, "AWS_ENDPOINT_URL": "https://service.example"])
      #expect(!Disguise.occurs(password, in: run.stdout + run.stderr), "\(value): \(run.stdout)\(run.stderr)")
      #expect((run.stdout + run.stderr).contains("HTTPS_PROXY"), "\(value): \(run.stdout)\(run.stderr)")
      if words[0] != "whoami" {
        #expect(run.status == (value.contains("ada:\(password)@\(address)") && value.hasPrefix("http") ? 8 : 3))
      }
    }
  }

  /// The query of the address of a container's credentials holds a secret under a name that nothing tells.
  @Test(arguments: [["-v"], ["--debug"], ["--json"], ["--explain"]])
  func secretMatrix_queryOfAContainerAddressIsNotSeen(_ words: [String]) throws {
    let secret = "an/unlisted+secret"
    let echo = Disguise.forms(secret).sorted().joined(separator: " ")
    for fault in [nil, Fault(Way.json.fault(echo), on: "container:"), Fault(Way.title.fault(echo), on: "sts:")] {
      let sandbox = try Sandbox { $0.faults = fault.map { [$0] } ?? [] }
      let run = try sandbox.sva(
        ["whoami", "--service", "aws", "--max-attempts", "1"] + words,
        with: [
          "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": sandbox.emulator.url + ContainerService().path
            + "?whatever=an%2Funlisted%2Bsecret",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": ContainerService().authorization ?? "",
        ])
      #expect(!Disguise.occurs(secret, in: run.stdout + run.stderr), "\(run.stdout)\(run.stderr)")
      #expect(!sandbox.emulator.requests("GetCredentials").isEmpty)
    }
  }

  /// What a program of `credential_process` says about the keys in the environment.
  @Test func secretMatrix_wordsOfAProgramAreScrubbed() throws {
    let sandbox = try Sandbox()
    let secret = Identity.user.secret
    try sandbox.write("~/.aws/config", "[profile tool]\ncredential_process = /bin/sh \(sandbox.home)/tool.sh\n")
    // The secret lies across the end of what is shown.
    try sandbox.write("~/tool.sh", "printf '%190s%s' '' \"$AWS_SECRET_ACCESS_KEY\" | tr ' ' x >&2; exit 3\n")
    for words in [["-v"], ["--json"], ["--debug"]] {
      let run = try sandbox.sva(["whoami", "--service", "aws", "--profile", "tool"] + words)
      #expect(run.status == 3)
      #expect(!(run.stdout + run.stderr).contains(secret.prefix(8)), "\(run.stdout)\(run.stderr)")
    }
  }
}
