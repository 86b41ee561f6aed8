import Core

/// Options and commands of other tools (`gh`, `llm`, `aws`, the Storyblok CLI), and what does the same here.
enum OtherToolWord {
  /// The hint for an option, which `sva` does not have; nil if it is not known.
  static func hint(forOption name: String, of command: CommandSpec?) -> Remedy? {
    guard let hint = options[name] else { return nil }
    // A hint that names an option of one command holds for that command only.
    guard let only = hint.command else { return hint.text }
    return command == nil || command?.name == only ? hint.text : nil
  }

  /// The hint for a command; nil if it is not known.
  static func hint(forCommand name: String) -> Remedy? { commands[name] }

  private struct Hint {
    let text: Remedy
    var command: String?

    init(_ text: Remedy, only command: String? = nil) {
      self.text = text
      self.command = command
    }
  }

  private static var options: [String: Hint] {
    let output = Hint("--json prints a document; sva search also has --format jsonl, csv, tsv, slug and url")
    let filter = Hint("pipe --json into jq")
    let limit = Hint("the number of stories is --limit N")
    return [
      "--output": output, "-o": output, "--out": output, "-L": limit, "-n": limit, "--max-results": limit,
      "--max-items": limit, "--per-page": limit, "--query": filter, "--jq": filter,
      "--template": filter, "--cid": Hint("a conversation is named with --conversation ID", only: "ask"),
      "--web": Hint("the addresses are printed by --format url", only: "search"),
      "--no-color": Hint("write --color never, or set NO_COLOR=1"), "--no-colour": Hint("write --color never"),
      "--system-prompt": Hint("instructions are given with --system TEXT|@FILE", only: "ask"),
      "--path": Hint("a folder is selected with --starts-with PREFIX", only: "search"),
      "--type": Hint("a content type is selected with --content-type TYPE"),
    ]
  }

  private static var commands: [String: Remedy] {
    let signIn: Remedy =
      "there is no login: set STORYBLOK_TOKEN, and for AWS see 'sva help credentials'; 'sva whoami' shows both"
    let find: Remedy = "stories are found with: sva search WORDS"
    return [
      "find": find, "query": find, "stories": find, "grep": find,
      "list": "stories are listed with: sva search --slug '*' --all; kept conversations with: sva ask --list",
      "ls": "stories are listed with: sva search --slug '*' --all",
      "login": signIn, "logout": signIn, "auth": signIn, "configure": signIn,
      "chat": "questions are asked with: sva ask WORDS; sva ask -c goes on",
      "user": "identities are shown by: sva whoami", "doctor": "run sva test-bedrock, or sva whoami --explain",
      "pull": "stories are exported with: sva search --slug '*' --all --full --format jsonl",
      "export": "stories are exported with: sva search --slug '*' --all --full --format jsonl",
    ]
  }
}
