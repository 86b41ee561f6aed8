import Core
import TestSupport
import Testing

@testable import CLI

@Suite struct RunTests {
  @Test func run_theVersionIsALine() async throws {
    let ran = try await sva(["--version"])
    #expect(ran.status == 0)
    #expect(ran.output == "sva \(Version.current)\n")
    #expect(ran.error.isEmpty)
  }

  @Test func run_withoutWordsShowsHelp() async throws {
    let ran = try await sva([], variables: ["AWS_PROFILE": "work"])
    #expect(ran.status == 0)
    #expect(ran.output == HelpPage.text(about: nil, width: 80).plain)
  }

  @Test func run_forTheFirstTimeSaysWhatToSet() async throws {
    let ran = try await sva([])
    #expect(ran.status == 0)
    #expect(
      ran.output == HelpPage.text(about: nil, width: 80).plain + """

        NOTHING IS SET YET
          export STORYBLOK_TOKEN=…  a token of your space (its Settings > Access Tokens)
          export AWS_PROFILE=…      or other AWS credentials; sva whoami shows what is found
          make demo                 in the source tree tries every command and needs neither

        """)
  }

  @Test func parser_modelsListIsModels() throws {
    let invocation = try Parser.parse(["models", "list", "sonnet"])
    let arguments: ParsedArguments? = if case .run(let arguments) = invocation { arguments } else { nil }
    #expect(arguments?.command == "models" && arguments?.words == ["sonnet"])
  }

  @Test(arguments: [["version"], ["-V"], ["--version"]]) func run_tellsItsVersion(words: [String]) async throws {
    #expect(try await sva(words).output == "sva \(Version.current)\n")
  }

  @Test(arguments: ["ask", "exit-codes"]) func help_hasOneForm(name: String) async throws {
    let page = HelpPage.text(about: name, width: 80).plain
    #expect(try await sva(["help", name]).output == page)
    if name == "ask" {
      #expect(try await sva(["ask", "--help"]).output == page)
      #expect(try await sva(["ask", "-h", "--nonsense"]).output == page)
    }
  }

  @Test func help_isBoldOnATerminalOnly() async throws {
    let terminal = TerminalState(input: true, output: true, error: true, columns: 80)
    let onTerminal = try await sva(["help"], terminal: terminal)
    #expect(onTerminal.output.contains("\u{1B}[1mUSAGE\u{1B}[0m"))
    let withoutColour = try await sva(["help"], variables: ["NO_COLOR": "1"], terminal: terminal)
    #expect(!withoutColour.output.contains("\u{1B}"))
    #expect(try await sva(["--color=always", "help"]).output.contains("\u{1B}[1m"))
  }

  @Test func help_followsTheWidthOfTheTerminal() async throws {
    let terminal = TerminalState(input: true, output: true, error: true, columns: 44)
    let ran = try await sva(["help", "search"], variables: ["TERM": "dumb"], terminal: terminal)
    #expect(ran.output == HelpPage.text(about: "search", width: 44).plain)
  }

  @Test func run_aUsageErrorIsASentenceAndHints() async throws {
    let ran = try await sva(["ask", "--limt", "3"])
    #expect(ran.status == 2)
    #expect(ran.output.isEmpty)
    #expect(
      ran.error == """
        sva: unknown option '--limt' for sva ask
          hint: did you mean '--limit' or '--list'?
          hint: run 'sva ask --help' for the options

        """)
  }

  @Test func run_aUsageErrorInJSONIsOneDocument() async throws {
    let ran = try await sva(["ask", "--limt", "3", "--json"])
    #expect(ran.status == 2)
    #expect(ran.error.isEmpty)
    #expect(
      ran.output
        == #"{"status":"error","error":"unknown option '--limt' for sva ask","code":"usage","service":null,"#
        + #""aws_code":null,"aws_message":null,"http_status":null,"request_id":null,"attempts":null,"hint":"did you mean '--limit' or '--list'?\nrun 'sva ask "#
        + #"--help' for the options","exit_code":2}"# + "\n")
    #expect(try await sva(["test-bedrock", "--bogus"]).output.hasPrefix(#"{"status":"error","#))
  }

  @Test func failureDocument_hasTheFieldsOfTheCommand() {
    let failure = Failure(
      .expiredCredentials, "expired\u{1B}", hint: "sign in", moreHints: ["or not"], service: "sts",
      awsCode: "ExpiredToken", httpStatus: 403, requestID: "r-1", attempts: 2,
      serviceMessage: "The\u{202E} token\nis over", cause: "said\nso")
    let report = FailureDocument(failure, fields: ["partial_response": .text("half"), "left_out": .absent])
    var json = JSONWriter()
    json.record(report.record)
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"status":"error","error":"expired\u001b","code":"expired_credentials","service":"sts","aws_code":"#
        + #""ExpiredToken","aws_message":"The token\nis over","http_status":403,"request_id":"r-1","attempts":2,"hint":"sign in\nor not","exit_code":4,"#
        + #""partial_response":"half"}"#)
    #expect(
      report.lines(verbose: false).plain
        == "sva: expired\u{1B}\n  AWS says: The token is over\n  hint: sign in\n  hint: or not\n")
    #expect(
      report.lines(verbose: true).plain
        == "sva: expired\u{1B}\n  AWS says: The token is over\n  cause: said so\n  request: r-1\n  hint: sign in\n  hint: or not\n"
    )
  }

  @Test func run_hostileWordsDoNothingToATerminal() async throws {
    let ran = try await sva(["\u{1B}[2J\n"])
    #expect(ran.error.hasPrefix("sva: unknown command '^[[2J^J'\n"))
  }
}

@Suite struct ProfileNamesTests {
  @Test func profileNames_readsHeadings() {
    let config = """
      [default]
      region = eu-central-1
      [profile work]
      [profile "two words"]
      [sso-session corp]
      [services local]
      [lost]
        [profile indented]
      [profile evil\u{1B}]
      [unclosed
      """
    let credentials = "[default]\n[ci]\naws_access_key_id = [no]\n[]\n"
    #expect(
      ProfileNames.names(config: config, credentials: credentials) == ["ci", "default", "two words", "work"])
    #expect(ProfileNames.names(config: "", credentials: "") == [])
  }

  @Test func profileNames_readsTheFilesTheEnvironmentNames() throws {
    let folder = try TemporaryFolder()
    let config = try folder.write("[profile a]\n", to: "config")
    func names(_ variables: [String: String] = [:]) -> [String] {
      ProfileNames.read(Environment(variables: variables, home: folder.path))
    }
    #expect(names(["AWS_CONFIG_FILE": config]) == ["a"])
    #expect(names() == [])
    #expect(names(["AWS_CONFIG_FILE": folder.path]) == [])
  }

  @Test func profileNames_listingsComeOnePerLine() async throws {
    let models = try await sva(["completions", "--list", "models"])
    #expect(models.output.split(separator: "\n").map(String.init) == KnownNames.models)
    #expect(models.output.hasPrefix("sonnet\nhaiku\nopus\n"))
    for name in ["sonnet-4.5", "haiku-4.5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"] {
      #expect(models.output.contains("\n\(name)\n"), "\(name)")
    }
    #expect(try await sva(["completions", "--list", "regions"]).output.contains("eu-central-1\n"))
    #expect(try await sva(["completions", "--list", "profiles"]).output.isEmpty)
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("ask", "ask", 0), ("aks", "ask", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("ca", "abc", 3),
    ("ab", "ba", 1),
  ]) func suggestion_countsSlips(a: String, b: String, expected: Int) {
    #expect(EditDistance.between(Array(a.unicodeScalars), Array(b.unicodeScalars)) == expected)
  }

  @Test func suggestion_findsTheNearest() {
    let names = ["ask", "search", "models"]
    #expect(Suggestion.nearest(to: "modles", among: names) == ["models"])
    #expect(Suggestion.nearest(to: "mod", among: names) == ["models"])
    #expect(Suggestion.nearest(to: "SEARCH", among: names) == ["search"])
    #expect(Suggestion.nearest(to: "whatever", among: names) == [])
    #expect(Suggestion.nearest(to: "", among: names) == [])
  }
}
