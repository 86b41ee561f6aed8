import AWS

/// Names from built-in tables, for completions only. Bedrock itself decides what can be invoked.
enum KnownNames {
  /// Near names of the models in the table, then their ids and profile ids.
  static let models =
    nearNames
    + ModelTable.entries.flatMap { entry in
      [entry.id] + entry.geographies.map { "\($0).\(entry.id)" }
    }

  /// The regions with Bedrock.
  static let regions = BedrockRegions.all(like: .usEast1).map(\.name)

  /// Near names, for example `sonnet-4.5` for `anthropic.claude-sonnet-4-5-20250929-v1:0`.
  private static var nearNames: [String] {
    let names = ModelTable.entries.compactMap { entry -> String? in
      let prefix = "anthropic.claude-"
      guard entry.id.hasPrefix(prefix) else { return nil }
      let name: Substring = entry.id.dropFirst(prefix.count)
      let words: [Substring] = name.split(separator: "-").filter { $0.first != "v" && $0.utf8.count < 8 }
      guard let family = words.first, family.first?.isLetter == true else { return nil }
      return words.count == 1 ? String(family) : family + "-" + words.dropFirst().joined(separator: ".")
    }
    return ["sonnet", "haiku", "opus"] + names
  }
}
