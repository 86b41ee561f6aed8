import Assistant
import Core
import HTTP
import Testing

import Assistant
import HTTP

@testable import CLI

@Suite struct ParserTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: [String]
    let command: String
    var values: [String: String] = [:]
    var rest: [String] = []
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: [String], _ command: String, _ values: [String: String] = [:], _ rest: [String] = []) {
      self.words = words
      self.command = command
      self.values = values
      self.rest = rest
    }
  }

  static let cases: [Case] = [
    // Long options.
    Case(["search", "--limit", "3", "x"], "search", ["limit": "3"], ["x"]),
    Case(["search", "--limit=3", "x"], "search", ["limit": "3"], ["x"]),
    Case(["search", "x", "--limit=3"], "search", ["limit": "3"], ["x"]),
    Case(["search", "x", "--limit", "3", "y"], "search", ["limit": "3"], ["x", "y"]),
    Case(["ask", "--system=a=b"], "ask", ["system": "a=b"]),
    Case(["ask", "--system="], "ask", ["system": ""]),
    Case(["ask", "--system", ""], "ask", ["system": ""]),
    Case(["ask", "--profile", "my profile"], "ask", ["profile": "my profile"]),
    // Short options.
    Case(["ask", "-m", "opus"], "ask", ["model": "opus"]),
    Case(["ask", "-mopus"], "ask", ["model": "opus"]),
    Case(["ask", "-m=opus"], "ask", ["model": "opus"]),
    Case(["ask", "-m", "=opus"], "ask", ["model": "=opus"]),
    Case(["ask", "-m="], "ask", ["model": ""]),
    Case(["ask", "-cv", "x"], "ask", ["continue": "", "verbose": ""], ["x"]),
    Case(["ask", "-cvm", "opus", "x"], "ask", ["continue": "", "verbose": "", "model": "opus"], ["x"]),
    Case(["ask", "-cvmopus"], "ask", ["continue": "", "verbose": "", "model": "opus"]),
    Case(["ask", "-cm=opus"], "ask", ["continue": "", "model": "opus"]),
    Case(["ask", "-m", "-5"], "ask", ["model": "-5"]),
    // A value that may be left out is given only after "=".
    Case(["search", "--embed", "titan"], "search", ["embed": ""], ["titan"]),
    Case(["search", "--embed=titan", "x"], "search", ["embed": "titan"], ["x"]),
    Case(["search", "--embed=", "-q"], "search", ["embed": "", "quiet": ""]),
    Case(["search", "--embed=a", "--embed"], "search", ["embed": ""]),
    // Words.
    Case(["ask", "-", "x"], "ask", [:], ["-", "x"]),
    Case(["ask", "x", "-"], "ask", [:], ["x", "-"]),
    Case(["ask", ""], "ask", [:], [""]),
    Case(["ask", "--", "--json", "-c"], "ask", [:], ["--json", "-c"]),
    Case(["ask", "--", "--"], "ask", [:], ["--"]),
    Case(["ask", "a", "--", "-"], "ask", [:], ["a", "-"]),
    Case(["--", "ask", "--json"], "ask", [:], ["--json"]),
    Case(["ask", "ask"], "ask", [:], ["ask"]),
    Case(["ask", "help"], "ask", [:], ["help"]),
    Case(["ask", "日本語", "😀"], "ask", [:], ["日本語", "😀"]),
    // Values that begin with a dash.
    Case(["ask", "--system", "-be brief"], "ask", ["system": "-be brief"]),
    Case(["ask", "--system", "-"], "ask", ["system": "-"]),
    Case(["ask", "--system=--json"], "ask", ["system": "--json"]),
    Case(["ask", "--system", "--unknown"], "ask", ["system": "--unknown"]),
    // Before the command.
    Case(["--json", "whoami"], "whoami", ["json": ""]),
    Case(["-qv", "whoami"], "whoami", ["verbose": ""]),
    Case(["--profile", "ask", "whoami"], "whoami", ["profile": "ask"]),
    Case(["--color=never", "models", "x"], "models", ["color": "never"], ["x"]),
    // The last one wins.
    Case(["search", "--limit", "3", "--limit=4"], "search", ["limit": "4"]),
    Case(["ask", "-mopus", "--model", "haiku"], "ask", ["model": "haiku"]),
    Case(["ask", "--env-file", "x", "--no-env-file"], "ask", ["no-env-file": ""]),
    Case(["ask", "--no-env-file", "--env-file", "x"], "ask", ["env-file": "x"]),
    Case(["ask", "-c", "--conversation", "k"], "ask", ["conversation": "k"]),
    Case(["ask", "--conversation", "k", "-c"], "ask", ["continue": ""]),
    Case(["search", "--json", "--format", "json"], "search", ["format": "json", "json": ""]),
    Case(["ask", "-v", "-q"], "ask", ["quiet": ""]),
    Case(["ask", "--debug", "-q"], "ask", ["quiet": ""]),
    Case(["ask", "-q", "--debug", "-v"], "ask", ["debug": "", "verbose": ""]),
    Case(["ask", "--json", "--json"], "ask", ["json": ""]),
    // Numbers.
    Case(["ask", "--temperature", "0"], "ask", ["temperature": "0"]),
    Case(["ask", "--temperature=0.25"], "ask", ["temperature": "0.25"]),
    Case(["ask", "--timeout", "1e3"], "ask", ["timeout": "1e3"]),
    Case(["search", "--offset=0"], "search", ["offset": "0"]),
    Case(["search", "--id", "9223372036854775807"], "search", ["id": "9223372036854775807"]),
    // Choices.
    Case(["whoami", "--export", "fish"], "whoami", ["export": "fish"]),
    Case(["completions", "zsh"], "completions", [:], ["zsh"]),
    Case(["help", "exit-codes"], "help", [:], ["exit-codes"]),
  ]

  @Test(arguments: cases) func parser_readsCommandsAndOptions(_ sample: Case) throws {
    guard case .run(let arguments) = try Parser.parse(sample.words) else {
      Issue.record("not a command to run")
      return
    }
    #expect(arguments.command == sample.command)
    #expect(arguments.values == sample.values)
    #expect(arguments.words == sample.rest)
  }

  @Test(arguments: [
    ([], Invocation.help(nil)), (["--help"], .help(nil)), (["-h"], .help(nil)),
    (["ask", "--help"], .help("ask")),
    (["--help", "ask"], .help("ask")), (["ask", "x", "-h"], .help("ask")), (["ask", "-vh"], .help("ask")),
    (["ask", "--limit", "abc", "--help"], .help("ask")), (["ask", "--bogus", "-h"], .help("ask")),
    (["ask", "-h", "--bogus"], .help("ask")), (["bogus", "--help"], .help(nil)),
    (["models", "a", "b", "--help"], .help("models")), (["--version"], .version),
    (["ask", "--version"], .version),
    (["--version", "--help"], .help(nil)),
  ]) func parser_answersHelpAndVersionAtOnce(words: [String], expected: Invocation) throws {
    #expect(try Parser.parse(words) == expected)
  }

  @Test func parser_wordsOfHelpAfterTwoDashesAreWords() throws {
    #expect(throws: Failure.self) { try Parser.parse(["ask", "--bogus", "--", "--help"]) }
  }

  @Test func parser_valuesComeBackTyped() throws {
    let words = [
      "ask", "--max-tokens", "7", "--temperature=0.5", "-c", "--color", "never", "--limit=4", "--timeout=1.5",
      "--debug",
    ]
    guard case .run(let arguments) = try Parser.parse(words) else {
      Issue.record("not a command to run")
      return
    }
    #expect(arguments[AskCommand.maxTokens] == 7)
    #expect(arguments[AskCommand.temperature] == 0.5)
    #expect(arguments[AskCommand.continueLast])
    #expect(!arguments[AskCommand.noSearch])
    #expect(arguments[GlobalFlags.colour] == .never)
    #expect(arguments[AskCommand.system] == nil)
    #expect(arguments.logLevel == .debug)
    #expect(arguments.settings == [.limit: "4", .timeout: "1.5", .debug: "true"])
  }

  @Test func parser_whatIsOverriddenSetsNothing() throws {
    guard case .run(let arguments) = try Parser.parse(["ask", "--debug", "--quiet"]) else {
      Issue.record("not a command to run")
      return
    }
    #expect(arguments.settings.isEmpty)
    #expect(arguments.logLevel == .quiet)
  }

  @Test(arguments: [
    (["ask", "--json"], true), (["search", "--format", "json"], true), (["search", "--format=json"], true),
    (["--json", "nonsense"], true), (["test-bedrock", "--nonsense"], true), (["ask", "--", "--json"], false),
    (["search", "--format", "jsonl"], false), (["ask", "about", "json"], false), ([], false),
    (["ask", "test-bedrock"], false),
  ]) func parser_knowsWhetherErrorsAreJSON(words: [String], expected: Bool) {
    #expect(Parser.asksForJSON(words) == expected)
  }
}
