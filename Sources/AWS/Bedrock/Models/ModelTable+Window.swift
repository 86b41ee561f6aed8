extension ModelTable {
  /// The models that read a million tokens; the other known ones read 200,000.
  private static let wide = [
    "anthropic.claude-opus-5", "anthropic.claude-fable-5", "anthropic.claude-sonnet-5", "anthropic.claude-opus-4-8",
    "anthropic.claude-opus-4-7", "anthropic.claude-opus-4-6-v1", "anthropic.claude-sonnet-4-6",
  ]

  /// The tokens that `model` reads at most; nil if the model is not in the table.
  public static func window(of model: ModelChoice) -> Int? {
    entry(for: model.tableID).map { wide.contains($0.id) ? 1_000_000 : 200_000 }
  }
}
