#if DEBUG || FUZZING
  import Core

  extension FuzzTarget {
    static let dotenv = FuzzTarget(
      "dotenv",
      texts: [
        "AWS_REGION=us-east-1\nexport STORYBLOK_TOKEN='a b'\n# note\nAWS_SESSION_TOKEN=      # Optional\n",
        "A=\"two\\nlines\\x41 \\\"q\\\"\"\nB=${A}-${C:-none}$D\n'C D'=x\n", "A='one\ntwo\nthree' # c\nB\nC=\n",
        "A=x\nB=${A}${A}\nC=${B}${B}\nD=${C}${C}\n", "\u{FEFF}A = 1\r\nB=2\rC\u{A0}=\u{2003}3\n",
      ],
      words: [
        "export ", "=", "='", "=\"", "\\", "\\\"", "\\'", "\\u0041", "\\N", "${", "}", "${A}", "${A:-", ":-", "#", " #",
        "\n",
        "A=", "${A}${A}", "\u{85}", "\u{1C}", "\u{3000}",
      ]
    ) { bytes in
      let variables = ["HOME": "/home/me", "X": String(repeating: "x", count: 100)]
      let (file, problems) = DotEnvParser.parse(bytes, path: ".env", environment: variables)
      let lines = bytes.reduce(1) { $1 == 10 || $1 == 13 ? $0 + 1 : $0 }
      for numbers in [file.entries.map(\.line), problems.map(\.line)] {
        try must(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "line numbers ascend")
        try must(numbers.allSatisfy { (1...lines).contains($0) }, "line numbers lie within the file")
      }
      try must(
        Set(file.entries.map(\.line)).isDisjoint(with: problems.map(\.line)), "a line is used or skipped, not both")
      var size = 0
      for entry in file.entries {
        try must(!entry.name.isEmpty, "a name is not empty")
        try must(!entry.name.utf8.contains(0) && entry.value?.utf8.contains(0) != true, "NUL is refused")
        try must(file.entry(entry.name)?.line ?? 0 >= entry.line, "the last of a name counts")
        size += entry.value?.utf8.count ?? 0
      }
      try must(size <= 4 << 20 + bytes.count, "what is expanded is bounded")
      let ends = bytes.contains(13) ? 1 : 0
      return [file.entries.count, problems.count, file.entries.filter { $0.value == nil }.count, ends, size / 64]
        + problems.prefix(3).map { $0.sentence.utf8.count }
    }
  }
#endif
