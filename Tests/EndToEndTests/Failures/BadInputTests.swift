import Emulator
import Testing

/// Unexpected input of users and servers: each ends with a clear sentence, a hint and its exit status.
struct BadInputTests {
  struct Words: Sendable, CustomTestStringConvertible {
    var words: [String]
    var error: String
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String, _ error: String) {
      self.words = words.split(separator: " ").map(String.init)
      self.error = error
    }
  }

  @Test(arguments: [
    Words(
      "whomai",
      """
      sva: unknown command 'whomai'
        hint: did you mean 'whoami'?
        hint: run 'sva help' for the list of commands

      """),
    Words(
      "qwertz",
      """
      sva: unknown command 'qwertz'
        hint: run 'sva help' for the list of commands

      """),
    Words(
      "models --regoin us-east-1",
      """
      sva: unknown option '--regoin' for sva models
        hint: did you mean '--region'?
        hint: run 'sva models --help' for the options

      """),
    Words(
      "models --limit 3",
      """
      sva: unknown option '--limit' for sva models
        hint: it belongs to 'sva ask' or 'sva search'
        hint: run 'sva models --help' for the options

      """),
    Words(
      "whoami --region",
      """
      sva: option --region needs a value
        hint: write --region NAME

      """),
    Words(
      "whoami --region --offline",
      """
      sva: option --region needs a value, but '--offline' follows
        hint: write --region NAME
        hint: if it is the value: --region=--offline

      """),
    Words(
      "ask --max-tokens many hello",
      """
      sva: option --max-tokens takes a whole number from 1 to 1000000, not 'many'
        hint: for example: --max-tokens 10

      """),
    Words(
      "search --limit 0 boots",
      """
      sva: option --limit takes a whole number from 1 to 1000, not '0'
        hint: for example: --limit 10

      """),
    Words(
      "search --limit 99999999999999999999999999 boots",
      """
      sva: option --limit takes a whole number from 1 to 1000, not '99999999999999999999999999'
        hint: for example: --limit 10

      """),
    Words(
      "whoami --timeout nan",
      """
      sva: option --timeout takes a number of seconds above 0 and up to 86400, not 'nan'
        hint: for example: --timeout 10

      """),
    Words(
      "search --format jsno boots",
      """
      sva: option --format takes one of text, json, jsonl, csv, tsv, slug, url, not 'jsno'
        hint: did you mean 'json'?

      """),
    Words(
      "whoami --storyblok-token=secret-value",
      """
      sva: unknown option '--storyblok-token' for sva whoami
        hint: secrets are never options, because process lists show them: set STORYBLOK_TOKEN, AWS_BEARER_TOKEN_BEDROCK \
      or AWS_ACCESS_KEY_ID in the environment or in .env
        hint: run 'sva whoami --help' for the options

      """),
    Words(
      "whoami --env-file missing.env",
      """
      sva: cannot read the environment file missing.env: no such file
        hint: name an existing file with --env-file, or leave it out to read .env of the working directory

      """),
    Words(
      "ask --no-search --system @missing.txt hello",
      """
      sva: cannot read the instructions in missing.txt: no such file
        hint: name a text file after the @, or give the text itself: --system "Answer in German"

      """),
  ]) func badInput_ofWrongWordsIsAUsageError(_ row: Words) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(row.words)
    #expect(run.status == 2)
    #expect(run.stdout == "")
    #expect(run.stderr == row.error)
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// Numbers in variables are checked like those in options.
  @Test(arguments: [
    ("DEFAULT_SEARCH_LIMIT", ["search", "boots"]), ("MAX_CONVERSATION_HISTORY", ["ask", "hello"]),
    ("REQUEST_TIMEOUT", ["search", "boots"]), ("AWS_MAX_ATTEMPTS", ["models"]),
  ]) func badInput_numberInVariableThatIsNone(_ name: String, _ words: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(words, with: [name: "a few"])
    #expect(run.status == 3 || run.status == 2, "\(run.status)")
    #expect(run.stdout == "")
    #expect(
      run.stderr.hasPrefix("sva: ") && run.stderr.contains(name) && run.stderr.contains("hint: "), "\(run.stderr)")
  }

  @Test func badInput_environmentFileThatIsAFolder() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["whoami", "--env-file", sandbox.home])
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: cannot read the environment file \(sandbox.home): "))
  }

  @Test func badInput_unknownProfileNamesThoseThatExist() throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.aws/config", "[profile staging]\nregion = eu-west-1\n[profile production]\n")
    let run = try sandbox.sva(["models", "--profile", "stagin"])
    #expect(run.status == 6)
    #expect(run.stdout == "")
    #expect(run.stderr.contains("stagin"))
    #expect(run.stderr.contains("staging"), "\(run.stderr)")
    #expect(sandbox.emulator.requestCount == 0)
  }

  @Test(arguments: ["not a url", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999999/", "://"])
  func badInput_baseURLThatIsNone(_ url: String) throws {
    let sandbox = try Sandbox()
    let search = try sandbox.sva(["search", "boots"], with: ["STORYBLOK_API_BASE": url])
    #expect(search.status == 3, "\(search.stderr)")
    #expect(search.stdout == "")
    #expect(search.stderr.contains("STORYBLOK_API_BASE") && search.stderr.contains("hint: "), "\(search.stderr)")
    let option = try sandbox.sva(["search", "boots", "--api-base", url])
    #expect(option.status == 3 || option.status == 2, "\(option.stderr)")
    #expect(option.stderr.contains("--api-base"), "\(option.stderr)")
    let models = try sandbox.sva(["models"], with: ["AWS_ENDPOINT_URL": url])
    #expect(models.status == 3, "\(models.stderr)")
    #expect(models.stderr.contains("AWS_ENDPOINT_URL") && models.stderr.contains("hint: "), "\(models.stderr)")
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// An answer is given even if it cannot be stored.
  @Test func badInput_fileWhereTheStateFolderShouldBe() throws {
    let sandbox = try Sandbox { $0.script = [.text("All is well.")] }
    try sandbox.write("state", "I am a file.")
    let run = try sandbox.sva(
      ["ask", "--no-search", "--model", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "hello"],
      with: ["SVA_STATE_HOME": sandbox.work + "/state"])
    #expect(run.status == 0)
    #expect(run.stdout == "All is well.\n")
    let warning =
      "sva: warning: the conversation cannot be kept at \(sandbox.work)/state/conversations: \(sandbox.work)/state is no folder"
    #expect(run.stderr == warning + "\n")
    // On a terminal the warning does not run into the answer's last line.
    sandbox.emulator.setScript([.text("All is well.")])
    let seen = try sandbox.sva(
      ["ask", "--no-search", "--model", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "hello"],
      with: ["SVA_STATE_HOME": sandbox.work + "/state"], streams: .terminal(columns: 80))
    #expect(TerminalScreen(seen.out).text == "All is well.\n" + warning)
    let next = try sandbox.sva(["ask", "-c", "hello"], with: ["SVA_STATE_HOME": sandbox.work + "/state"])
    #expect(next.status == 6 || next.status == 1, "\(next.status)")
    #expect(next.stderr.contains("hint: "))
  }

  static let spoiled: [(name: String, kind: Fault.Kind, status: Int32, code: JSON)] = [
    // HTML is not the service's.
    ("HTML", .html(status: 200), 8, "network"),
    ("nothing", .answer(status: 200, type: "application/json", headers: [], body: []), 9, "bad_response"),
    ("a megabyte of JSON nesting", .nested(depth: 500_000), 9, "bad_response"),
    (
      "no JSON at all", .answer(status: 200, type: "application/json", headers: [], body: Array("hello".utf8)), 9,
      "bad_response"
    ),
  ]
  static let commands = [
    ["whoami", "--service", "aws"], ["whoami", "--service", "storyblok"], ["models"],
    ["search", "boots"], ["search", "--content-type", "article"],
    ["ask", "--no-search", "hello"], ["ask", "--no-search", "--no-stream", "hello"],
  ]

  @Test(arguments: commands) func badInput_serversThatAnswerSomethingElse(_ words: [String]) throws {
    for (name, kind, status, code) in Self.spoiled {
      let sandbox = try Sandbox { $0.faults = [Fault(kind)] }
      let arguments = words + ["--max-attempts", "1"]
      let text = try sandbox.sva(arguments)
      #expect(text.status == status, "\(name): \(text.status) \(text.stderr)")
      #expect(text.stderr.contains("sva: ") && text.stderr.contains("  hint: "), "\(name): \(text.stderr)")
      let json = try sandbox.sva(arguments + ["--json"])
      #expect(json.status == status, "\(name): \(json.status)")
      #expect(json.document?["code"] == code, "\(name): \(json.stdout.prefix(300))")
    }
  }

  /// A bad argument is sanitized before it is shown.
  @Test func badInput_escapesInWordsAreNotEchoed() throws {
    let run = try Sandbox().sva(["\u{1B}[31mred\u{7}"])
    #expect(run.status == 2)
    #expect(!run.stderr.contains("\u{1B}") && !run.stderr.contains("\u{7}"))
  }
}
