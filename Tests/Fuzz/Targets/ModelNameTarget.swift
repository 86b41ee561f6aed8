#if DEBUG || FUZZING
  @testable import AWS
  import Core

  extension FuzzTarget {
    static let modelName = FuzzTarget(
      "model-name",
      texts: [
        "anthropic.claude-sonnet-4-5-v1:0", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "sonnet-4.5",
        "Claude Haiku 4.5", "opus",
        "arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-opus-4-1-20250805-v1:0",
        "meta.llama3-70b-instruct-v1:0",
        "abc123def456", "global.amazon.nova-pro-v1:0:200k",
      ],
      words: [
        "us.", "eu.", "global.", "us-gov.", "anthropic.", "amazon.", "claude", "-", ".", ":", "/", "v1", ":0",
        "20250929", "sonnet", "4", "5", "arn:", "²", "Ⅳ",
      ]
    ) { bytes in
      let name = String(decoding: bytes, as: UTF8.self)
      let key = ModelName.key(name)
      try must(key == ModelName.key(name), "a key is a function of the name")
      try must(key.words == key.words.sorted() && !key.words.contains("claude"), "words are sorted, without claude")
      let base = ModelName.baseID(of: name)
      try must(base.utf8.count <= name.utf8.count, "a base id is part of the name")
      var figures = [
        key.words.count, key.numbers.count, ModelName.looksExact(name) ? 1 : 0,
        ModelName.geography(of: name)?.utf8.count ?? 0,
      ]
      for region in ["us-east-1", "eu-central-1", "ap-northeast-1", "xx-1"] {
        guard let choice = ModelResolution.offline(name, region: region) else { continue }
        try must(!choice.used.isEmpty && choice.requested == name, "a choice names what was asked for")
        try must(
          ModelResolution.offline(choice.used, region: region)?.used == choice.used, "what is used stays when asked for"
        )
        figures.append(choice.used == name ? 1 : 2)
      }
      _ = ModelResolution.newestKnown(ofFamily: name, region: "us-east-1")
      _ = ModelResolution.version(name)
      _ = ModelTable.cost(of: TokenUsage(input: 1, output: 1), by: name)
      let failure = ModelResolution.notFound(name, region: "us-east-1")
      try must(failure.code == .modelNotFound && failure.hints.allSatisfy { !$0.isEmpty }, "a name not found has hints")
      return figures + [failure.hints.count]
    }
  }
#endif
