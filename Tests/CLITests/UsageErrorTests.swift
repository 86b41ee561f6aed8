import Core
import TestSupport
import Testing

@testable import CLI

/// Usage errors: sentence and first hint.
@Suite struct UsageErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: [String]
    let sentence: String
    let hint: String
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: [String], _ sentence: String, _ hint: String) {
      self.words = words
      self.sentence = sentence
      self.hint = hint
    }
  }

  static let cases: [Case] = [
    Case(["serach"], "unknown command 'serach'", "did you mean 'search'?"),
    Case(["test"], "unknown command 'test'", "did you mean 'test-bedrock'?"),
    Case(["xyzzy"], "unknown command 'xyzzy'", "run 'sva help' for the list of commands"),
    Case([""], "unknown command ''", "run 'sva help' for the list of commands"),
    Case(["-"], "unknown command '-'", "run 'sva help' for the list of commands"),
    Case(["who writes?"], "unknown command 'who writes?'", "to ask a question: sva ask 'who writes?'"),
    Case(["what", "is", "new?", "--json"], "unknown command 'what'", "to ask a question: sva ask 'what is new?'"),
    Case(["serach", "boots"], "unknown command 'serach'", "did you mean 'search'?"),
    Case(["what's", "new?"], "unknown command 'what's'", #"to ask a question: sva ask 'what'\''s new?'"#),
    Case(["what", String(repeating: "a", count: 80)], "unknown command 'what'", "to ask a question: sva ask '…'"),
    Case(["--", "what", "is", "new?"], "unknown command 'what'", "to ask a question: sva ask 'what is new?'"),
    Case(["--", "xyzzy"], "unknown command 'xyzzy'", "run 'sva help' for the list of commands"),
    Case(["find", "x"], "unknown command 'find'", "stories are found with: sva search WORDS"),
    Case(
      ["list"], "unknown command 'list'",
      "stories are listed with: sva search --slug '*' --all; kept conversations with: sva ask --list"),
    Case(
      ["login"], "unknown command 'login'",
      "there is no login: set STORYBLOK_TOKEN, and for AWS see 'sva help credentials'; 'sva whoami' shows both"),
    Case(
      ["ask", "-o", "json", "x"], "unknown option '-o' for sva ask",
      "--json prints a document; sva search also has --format jsonl, csv, tsv, slug and url"),
    Case(["search", "-L", "3"], "unknown option '-L' for sva search", "the number of stories is --limit N"),
    Case(
      ["ask", "--cid", "3"], "unknown option '--cid' for sva ask", "a conversation is named with --conversation ID"),
    Case(
      ["search", "--web"], "unknown option '--web' for sva search", "the addresses are printed by --format url"),
    Case(
      ["search", "--json", "--format", "csv", "x"], "--json and --format csv do not go together", "give one of them"),
    Case(
      ["search", "--format", "text", "--json", "x"], "--json and --format text do not go together", "give one of them"),
    Case(["--json"], "no command given", "run 'sva help' for the list of commands"),
    Case(["ask", "--limt", "3"], "unknown option '--limt' for sva ask", "did you mean '--limit' or '--list'?"),
    Case(
      ["ask", "--no-s"], "unknown option '--no-s' for sva ask",
      "did you mean '--no-save', '--no-search' or '--no-stream'?"),
    Case(
      ["ask", "--max"], "unknown option '--max' for sva ask",
      "did you mean '--max-tokens' or '--max-attempts'?"),
    Case(["ask", "--format", "csv"], "unknown option '--format' for sva ask", "it belongs to 'sva search'"),
    Case(
      ["--format=csv", "search"], "unknown option '--format'",
      "write it after the command: sva search --format"),
    Case(["models", "-c"], "unknown option '-c' for sva models", "it belongs to 'sva ask'"),
    Case(["ask", "-z"], "unknown option '-z' for sva ask", "run 'sva ask --help' for the options"),
    Case(["ask", "-cz"], "unknown option '-z' for sva ask", "run 'sva ask --help' for the options"),
    Case(["ask", "---"], "unknown option '---' for sva ask", "run 'sva ask --help' for the options"),
    Case(["ask", "--=x"], "unknown option '--' for sva ask", "run 'sva ask --help' for the options"),
    Case(
      ["ask", "--token", "s3cret"], "unknown option '--token' for sva ask",
      "secrets are never options, because process lists show them: set STORYBLOK_TOKEN, AWS_BEARER_TOKEN_BEDROCK or "
        + "AWS_ACCESS_KEY_ID in the environment or in .env"),
    Case(["search", "--limit"], "option --limit needs a value", "write --limit N"),
    Case(["ask", "-m"], "option -m needs a value", "write -m NAME"),
    Case(["ask", "-cm"], "option -m needs a value", "write -m NAME"),
    Case(["ask", "--color"], "option --color needs a value", "--color takes one of auto, always, never"),
    Case(
      ["ask", "--profile", "--json"], "option --profile needs a value, but '--json' follows",
      "write --profile NAME"),
    Case(
      ["ask", "--profile", "--"], "option --profile needs a value, but '--' follows", "write --profile NAME"),
    Case(["ask", "-m", "-c"], "option -m needs a value, but '-c' follows", "write -m NAME"),
    Case(["ask", "--json=1"], "option --json takes no value", "write --json alone"),
    Case(["ask", "-c=1"], "option -c takes no value", "write -c alone"),
    Case(
      ["search", "--limit", "abc"], "option --limit takes a whole number from 1 to 1000, not 'abc'",
      "for example: --limit 10"),
    Case(
      ["search", "--limit="], "option --limit takes a whole number from 1 to 1000, not ''",
      "for example: --limit 10"),
    Case(
      ["search", "--limit", "0"], "option --limit takes a whole number from 1 to 1000, not '0'",
      "for example: --limit 10"),
    Case(
      ["search", "--limit", "-3"], "option --limit takes a whole number from 1 to 1000, not '-3'",
      "for example: --limit 10"),
    Case(
      ["search", "--id", "9223372036854775808"],
      "option --id takes a whole number from 1 up, not '9223372036854775808'", "for example: --id 10"),
    Case(
      ["ask", "--temperature", "-1"], "option --temperature takes a number from 0 to 1, not '-1'",
      "for example: --temperature 0.5"),
    Case(
      ["ask", "--temperature", "nan"], "option --temperature takes a number from 0 to 1, not 'nan'",
      "for example: --temperature 0.5"),
    Case(
      ["ask", "--timeout", "0"],
      "option --timeout takes a number of seconds above 0 and up to 86400, not '0'",
      "for example: --timeout 10"),
    Case(
      ["search", "--format", "josn"],
      "option --format takes one of text, json, jsonl, csv, tsv, slug, url, not 'josn'",
      "did you mean 'json'?"),
    Case(
      ["search", "--sort", "update_at:desc"],
      "option --sort takes a field (name, slug, full_slug, created_at, updated_at, published_at, first_published_at, "
        + "position, id, content.FIELD), perhaps with :desc, not 'update_at:desc'", "did you mean 'updated_at:desc'?"),
    Case(
      ["search", "--filter", "price[gt]=3"],
      "option --filter takes FIELD[OPERATION]=VALUE with one of the operations all_in_array, exists, gt_date, "
        + "gt_float, gt_int, in, in_array, is, like, lt_date, lt_float, lt_int, not_in, not_like, not 'price[gt]=3'",
      "did you mean 'price[gt_date]=3', 'price[gt_int]=3' or 'price[gt_float]=3'?"),
    Case(
      ["ask", "--rate", "1"], "option --rate takes a whole number from 8000 to 48000, not '1'",
      "for example: --rate 16000"),
    Case(
      ["test-bedrock", "--prompt", " "], "option --prompt takes a value that is not empty, not ' '",
      "write --prompt TEXT"),
    Case(
      ["ask", "--color", "red"], "option --color takes one of auto, always, never, not 'red'",
      "for example: --color auto"),
    Case(
      ["ask", "--env-file", ""], "option --env-file takes a value that is not empty, not ''",
      "write --env-file FILE"),
    Case(
      ["whoami", "x"], "whoami takes no words, but 'x' was given", "usage: sva whoami [options]"),
    Case(
      ["models", "a", "b"], "models takes at most one word, but 2 were given",
      "put quotes around words that belong together"),
    Case(
      ["completions", "tcsh"], "completions takes one of bash, zsh, fish, not 'tcsh'",
      "usage: sva completions bash|zsh|fish"),
    Case(
      ["ask", "--a\u{1B}[2J\nb"], "unknown option '--a^[[2J^Jb' for sva ask",
      "run 'sva ask --help' for the options"),
    Case(["\u{202E}ksa"], "unknown command '<U+202E>ksa'", "run 'sva help' for the list of commands"),
  ]

  @Test(arguments: cases) func parser_saysWhatIsWrong(_ sample: Case) {
    #expect {
      try Parser.parse(sample.words)
    } throws: { error in
      guard let failure = error as? Failure else { return false }
      #expect(failure.code == .usage)
      #expect(failure.sentence == sample.sentence)
      #expect(failure.hints.first?.text == sample.hint)
      return true
    }
  }

  /// A word may be both near a command and the beginning of a question.
  @Test func parser_bothHintsWhereItMayBeBoth() {
    #expect {
      try Parser.parse(["who", "wrote", "it?"])
    } throws: { error in
      (error as? Failure)?.hints.prefix(2) == ["did you mean 'whoami'?", "to ask a question: sva ask 'who wrote it?'"]
    }
  }

  @Test func parser_aLongWordIsCut() {
    #expect(quoted(String(repeating: "a", count: 1000)) == "'" + String(repeating: "a", count: 80) + "…'")
    #expect(quoted("e" + String(repeating: "\u{301}", count: 100_000)).utf8.count < 100)
  }

  /// Any words result in an invocation or a usage error.
  @Test func parser_neverTraps() {
    var random = SeededRandom(seed: 20_260_901)
    let pieces = [
      "ask", "search", "-", "--", "--limit", "--limit=", "=", "-m", "-c", "-cvh", "--json", "-=", "--=",
      "\u{0}", "\u{301}",
      "😀", "--no-", "help", "--temperature", "-1", "99999999999999999999", "", " ", "--list", "profiles",
      "-q=", "\n",
    ]
    var parsed = 0
    for _ in 0..<20_000 {
      let words = (0..<random.below(6)).map { _ in
        (0...random.below(2)).map { _ in pieces[random.below(pieces.count)] }.joined()
      }
      do {
        _ = try Parser.parse(words)
        parsed += 1
      } catch {
        #expect(error.code == .usage && !error.hints.isEmpty)
      }
    }
    #expect(parsed > 100)
  }
}
