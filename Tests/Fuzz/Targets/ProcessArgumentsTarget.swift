#if DEBUG || FUZZING
  import Core
  import AWS
  import Core

  extension FuzzTarget {
    static let processArguments = FuzzTarget(
      "process-arguments",
      texts: ["/bin/x --a 'b c' \"d \\\" e\" f\\ g", "a''b \"\" '' c\\\\d", "x \"$HOME\" `id` | y # z", "\ta\r\nb\n"],
      words: ["'", "\"", "\\", " ", "\n", "''", "\"\"", "\\\"", "\\ ", "\t"]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      // Words that are quoted for a shell are split into the same words.
      let words = text.split(separator: "a", omittingEmptySubsequences: false).map(String.init)
      try must(back(words) == words, "quoted words come back")
      guard let split = ProcessArguments.split(text) else { return [0, bytes.count / 8] }
      try must(back(split) == split, "split words come back")
      try must(split.reduce(0) { $0 + $1.utf8.count } <= text.utf8.count, "words hold no more than the text")
      return [1, split.count, split.filter(\.isEmpty).count, split.first?.utf8.count ?? -1]
    }

    private static func back(_ words: [String]) -> [String]? {
      ProcessArguments.split(words.map(ShellQuoting.posix).joined(separator: " "))
    }
  }
#endif
