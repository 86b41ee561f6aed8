import AWS

/// Names that are known without asking, for completions only: what may be invoked is always decided by Bedrock itself.
enum KnownNames {
  /// Near names of the models in the table, then their ids and profiles.
  static let models =
    nearNames
    + ModelTable.entries.flatMap { entry in
      [entry.id] + entry.geographies.map { "\($0).\(entry.id)" }
    }

  /// The regions with Bedrock.
  static let regions = BedrockRegions.all(like: .usEast1).map(\.name)

  /// `anthropic.claude-sonnet-4-5-20250929-v1:0` is `sonnet-4.5` to anyone who types it.
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
