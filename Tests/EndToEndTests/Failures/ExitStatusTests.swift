import Emulator
import Testing

/// Every exit status of contract §3, in text and in JSON, through the real binary.
struct ExitStatusTests {
  /// A failure, and its expected report.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var words: [String]
    var exit: Int32
    var code: String
    /// The whole sentence if it is fixed, else a part of it.
    var sentence: Sentence
    var service: String?
    var variables: [String: String] = [:]
    var files: [String: String] = [:]
    var faults: [Fault] = []
    /// The text shown before the failure.
    var spoken = ""

    enum Sentence: Sendable {
      case exactly(String)
      case containing(String)
    }

    var testDescription: String { name }
  }

  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let ask = ["ask", "--no-search", "--max-attempts", "1", "--model", model, "hello"]
  private static let search = ["search", "--max-attempts", "1", "boots"]

  private static func keys(_ identity: Identity) -> [String: String] {
    [
      "AWS_ACCESS_KEY_ID": identity.accessKeyID, "AWS_SECRET_ACCESS_KEY": identity.secret,
      "AWS_SESSION_TOKEN": identity.sessionToken ?? "",
    ]
  }

  private static func converse(_ status: Int, _ code: String, _ message: String) -> [Fault] {
    [Fault(.error(status: status, code: code, message: message), on: "/model/")]
  }

  static let cases = [
    Case(
      name: "unknown option", words: ["models", "--bogus"], exit: 2, code: "usage", sentence: .containing("--bogus")),
    Case(
      name: "no credentials", words: ask, exit: 3, code: "no_credentials",
      sentence: .exactly("Unable to locate credentials"),
      variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]),
    Case(
      name: "half a set", words: ask, exit: 3, code: "partial_credentials",
      sentence: .containing("AWS_SECRET_ACCESS_KEY"), variables: ["AWS_SECRET_ACCESS_KEY": ""]),
    Case(
      name: "a shared file that cannot be parsed", words: ask, exit: 3, code: "bad_config",
      sentence: .containing(".aws/config"), files: ["~/.aws/config": "[default\nregion = eu-west-1\n"]),
    Case(
      name: "a credential process that fails", words: ask, exit: 3, code: "provider_failed",
      sentence: .containing("credential_process"), variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
      files: ["~/.aws/config": "[default]\ncredential_process = /bin/false\n"]),
    Case(
      name: "no token", words: search, exit: 3, code: "no_token", sentence: .containing("token"),
      variables: ["STORYBLOK_TOKEN": ""]),
    Case(
      name: "no space, with a token that needs one", words: ["ask", "hello"], exit: 3, code: "no_token",
      sentence: .containing("no Storyblok space is set"),
      variables: ["STORYBLOK_TOKEN": StoryblokToken.personal.value, "STORYBLOK_SPACE_ID": ""]),
    Case(
      name: "expired credentials", words: ask, exit: 4, code: "expired_credentials",
      sentence: .containing("ExpiredToken"), service: "bedrock-runtime", variables: keys(.expired)),
    Case(
      name: "unknown key", words: ask, exit: 4, code: "invalid_credentials",
      sentence: .containing("Invalid security token"), service: "bedrock-runtime",
      variables: ["AWS_ACCESS_KEY_ID": "AKIANOBODYKNOWSEXAMP"]),
    Case(
      name: "wrong secret", words: ask, exit: 4, code: "invalid_credentials",
      sentence: .containing("Invalid security token"), service: "bedrock-runtime",
      variables: ["AWS_SECRET_ACCESS_KEY": "somethingElse"]),
    Case(
      name: "a clock that is wrong", words: ask, exit: 4, code: "clock_skew", sentence: .containing("clock"),
      service: "bedrock-runtime",
      faults: converse(
        403, "InvalidSignatureException",
        "Signature expired: 20240101T000000Z is now earlier than 20240101T001000Z (20240101T001500Z - 5 min.)")),
    Case(
      name: "refused token", words: search, exit: 4, code: "invalid_token", sentence: .containing("token"),
      service: "storyblok", variables: ["STORYBLOK_TOKEN": "wrong-token-0123456789"]),
    Case(
      name: "not allowed", words: ask, exit: 5, code: "access_denied",
      sentence: .exactly("Access denied to Bedrock. Please check your AWS credentials and permissions."),
      service: "bedrock-runtime", variables: keys(.powerless)),
    Case(
      name: "no access to the model", words: ask, exit: 5, code: "model_access",
      sentence: .exactly("Access denied to Bedrock. Please check your AWS credentials and permissions."),
      service: "bedrock-runtime",
      faults: converse(
        403, "AccessDeniedException",
        "You don't have access to the model with the specified model ID.")),
    Case(
      name: "no such model", words: ["ask", "--no-search", "--model", "acme.nothing-v1:0", "hello"], exit: 6,
      code: "model_not_found",
      sentence: .exactly("Model acme.nothing-v1:0 not found. Please check the model ID.")),
    Case(
      name: "no such story", words: ["search", "--id", "4711"], exit: 6, code: "not_found",
      sentence: .containing("4711"), service: "storyblok"),
    Case(
      name: "no such space", words: search, exit: 6, code: "not_found", sentence: .containing("7654321"),
      service: "storyblok", variables: ["STORYBLOK_SPACE_ID": "7654321"]),
    Case(
      name: "no such conversation", words: ["ask", "--conversation", "nope", "hello"], exit: 6, code: "not_found",
      sentence: .containing("nope")),
    Case(
      name: "no conversation yet", words: ["ask", "-c", "hello"], exit: 6, code: "not_found",
      sentence: .containing("no conversation")),
    Case(
      name: "no such profile", words: ask + ["--profile", "nope"], exit: 6, code: "not_found",
      sentence: .containing("nope"), files: ["~/.aws/config": "[profile staging]\nregion = eu-west-1\n"]),
    Case(
      name: "throttled", words: ask, exit: 7, code: "throttled",
      sentence: .exactly("Request throttled. Please try again in a moment."), service: "bedrock-runtime",
      faults: [Fault(.throttle(retryAfter: nil), on: "/model/")]),
    Case(
      name: "the day's quota", words: ask, exit: 7, code: "quota", sentence: .containing("daily quota"),
      service: "bedrock-runtime",
      faults: converse(
        429, "ThrottlingException", "Too many tokens per day, please wait before trying again.")),
    Case(
      name: "Storyblok throttles", words: search, exit: 7, code: "throttled", sentence: .containing("Storyblok"),
      service: "storyblok", faults: [Fault(.throttle(retryAfter: "0"))]),
    Case(
      name: "nobody listens", words: ask, exit: 8, code: "network", sentence: .containing("connect"),
      variables: ["AWS_ENDPOINT_URL": RefusedPort.shared.url]),
    Case(
      name: "a server that says nothing", words: ask + ["--timeout", "3"], exit: 8, code: "timeout",
      sentence: .containing("sent nothing"), faults: [Fault(.silent, on: "/model/")]),
    Case(
      name: "a connection that is reset", words: ask, exit: 8, code: "network", sentence: .containing("connection"),
      faults: [Fault(.reset, on: "/model/")]),
    Case(
      name: "a service that fails", words: ask, exit: 9, code: "service_error", sentence: .containing("Bedrock failed"),
      service: "bedrock-runtime",
      faults: converse(500, "InternalServerException", "Something went wrong.")),
    Case(
      name: "a stream that ends too soon", words: ask, exit: 9, code: "bad_response", sentence: .containing("stream"),
      service: "bedrock-runtime", faults: [Fault(.noMessageStop, on: "/model/")],
      spoken: "Hello! Ask me anything about the stories of your space.\n"),
    Case(
      name: "a damaged stream", words: ask, exit: 9, code: "bad_response", sentence: .containing("damaged"),
      service: "bedrock-runtime", faults: [Fault(.flip(at: 20), on: "/model/")]),
    Case(
      name: "a request refused as malformed", words: ask, exit: 10, code: "validation", sentence: .containing(""),
      service: "bedrock-runtime",
      faults: converse(400, "ValidationException", "messages.0.content: something is missing")),
  ]

  @Test(arguments: cases) func exitStatus_isThatOfTheContractInText(_ row: Case) throws {
    let sandbox = try world(row)
    let run = try sandbox.sva(row.words + ["-q"], with: row.variables)
    #expect(run.status == row.exit, "\(run.stderr)")
    #expect(run.stdout == row.spoken)
    let lines = run.stderr.split(separator: "\n", omittingEmptySubsequences: false)
    let sentence = lines[0].hasPrefix("sva: ") ? String(lines[0].dropFirst(5)) : ""
    expect(sentence, row)
    #expect(lines.count >= 3 && lines.last == "", "\(run.stderr)")
    let isSaid = lines[1].hasPrefix("  AWS says: ") || lines[1].hasPrefix("  Storyblok says: ")
    let hints = lines.dropFirst(isSaid ? 2 : 1).dropLast()
    #expect(!hints.isEmpty, "\(run.stderr)")
    for line in hints { #expect(line.hasPrefix("  hint: ") && line.count > 15, "\(line)") }
  }

  @Test(arguments: cases) func exitStatus_isThatOfTheContractInJSON(_ row: Case) throws {
    let sandbox = try world(row)
    let run = try sandbox.sva(row.words + ["--json"], with: row.variables)
    #expect(run.status == row.exit)
    for line in run.stderr.split(separator: "\n") { #expect(line.hasPrefix("sva: using "), "only a notice: \(line)") }
    let document = try #require(run.document, "\(run.stdout)")
    let extra = row.words[0] == "ask" && row.exit != 2 ? ["partial_response", "conversation_id"] : []
    #expect(document.keys == errorKeys || document.keys == errorKeys + extra, "\(document.keys)")
    #expect(document["status"] == "error")
    #expect(document["code"]?.string == row.code)
    #expect(document["exit_code"]?.int == Int(row.exit))
    if let service = row.service { #expect(document["service"]?.string == service) }
    #expect((document["hint"]?.string ?? "").count > 10)
    expect(document["error"]?.string ?? "", row)
  }

  @Test(arguments: cases) func exitStatus_isThatOfTheContractWhenQuiet(_ row: Case) throws {
    let sandbox = try world(row)
    let run = try sandbox.sva(row.words + ["--json", "-q"], with: row.variables)
    #expect(run.status == row.exit)
    #expect(run.stderr == "")
    #expect(run.document != nil)
  }

  /// `test-bedrock` reports the same failure in the same document, with its stages.
  @Test func exitStatus_testBedrockAddsItsStages() throws {
    let sandbox = try Sandbox()
    let variables = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    let run = try sandbox.sva(["test-bedrock"], with: variables)
    #expect(run.status == 3)
    let document = try #require(run.document)
    #expect(document.keys == errorKeys + ["model", "region", "identity", "stages"])
    #expect(document["error"] == "Unable to locate credentials")
    #expect(
      document["stages"]?.array?.compactMap { $0["name"]?.string }
        == ["credentials", "identity", "model", "converse", "stream"])
  }

  private func world(_ row: Case) throws -> Sandbox {
    let sandbox = try Sandbox { $0.faults = row.faults }
    for (path, text) in row.files { try sandbox.write(path, text) }
    return sandbox
  }

  private func expect(_ sentence: String, _ row: Case) {
    switch row.sentence {
    case .exactly(let text): #expect(sentence == text)
    case .containing(let text):
      #expect(!sentence.isEmpty && (text.isEmpty || sentence.contains(text)), "\(sentence)")
    }
    #expect(!sentence.contains { $0.isNewline })
  }
}
