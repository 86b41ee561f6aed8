#if DEBUG || FUZZING
  @testable import CLI
  import Core

  extension FuzzTarget {
    static let arguments = FuzzTarget(
      "arguments",
      texts: [
        "ask\n-m\nopus\nhow many", "search\n--limit=3\nx\n--json", "-q\n--profile\np\nwhoami\n--export=env",
        "ask\n-cvm=opus\n--\n--limit", "models\n--regions\nall\n--timeout\n1.5", "help\nask", "completions\nbash",
        "--version",
        "search\n--format\njsonl\n--slug=a\n-",
      ],
      words: ["\n", "--", "-", "=", "\n--\n", "-h", "--help", "\n-v", "nan", "-1", "1e400"]
        + CommandTable.specs.flatMap { ["\n\($0.name)\n"] + $0.flags.flatMap(written) }
        + GlobalFlags.all.flatMap(written)
    ) { bytes in
      let words = bytes.split(separator: 10, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      _ = Parser.asksForJSON(words)
      do throws(Failure) {
        let invocation = try Parser.parse(words)
        guard case .run(let parsed) = invocation else { return [1, invocation == .version ? 1 : 0] }
        let typed = words.joined(separator: "\n")
        try mustHold(CommandTable.command(parsed.command) != nil, "the command is in the table")
        try mustHold(parsed.words.allSatisfy(words.contains), "every word was typed")
        try mustHold(
          parsed.values.values.allSatisfy { typed.utf8.count >= $0.utf8.count && contains(typed, $0) },
          "every value was typed")
        try mustHold(
          parsed.settings.values.allSatisfy { parsed.values.values.contains($0) || $0 == "true" }, "settings are values"
        )
        return [2, parsed.words.count, parsed.values.count, parsed.command.utf8.count, parsed.settings.count]
      } catch {
        if error.code == .internal { throw Broken(rule: error.sentence) }
        try must(error.code == .usage, "a wrong line is a usage error")
        for text in [error.sentence] + error.hints.map(\.text) {
          try must(Visible.isSafe(text), "what was typed is never echoed with its control characters")
          try must(text.unicodeScalars.count < 6000, "what was typed is echoed cut")
        }
        return [3, error.hints.count, error.sentence.split(separator: "'").first?.utf8.count ?? 0]
      }
    }

    private static func mustHold(_ condition: Bool, _ rule: String) throws(Failure) {
      if !condition { throw Failure(.internal, rule, hint: "-") }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
      part.isEmpty || Array(text.utf8).firstRange(of: Array(part.utf8)) != nil
    }

    private static func written(_ flag: FlagSpec) -> [String] {
      ["\n--\(flag.long)", "--\(flag.long)="] + (flag.short.map { ["-\($0)"] } ?? []) + flag.choices
    }
  }
#endif
