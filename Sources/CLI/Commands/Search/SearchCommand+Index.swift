import Assistant
import Core
import Storyblok

/// The options of `search` about the local index.
extension SearchCommand {
  static let offline = Flag.toggle(
    "offline",
    FlagText(
      "the local index alone, no network",
      "Search the local index and nothing else: no request is sent, and no token is needed. The file is that of the "
        + "configured space, or the only one there is. --filter, --release and an order by position or by a field of the "
        + "content need a network, and --full gives the text of stories without their content."))
  static let dropIndex = Flag.toggle(
    "drop-index",
    FlagText(
      "remove the local index",
      "Remove the local index of the space: the file that --offline would search. With --draft, that of the drafts."))

  /// Finds stories in the local index and prints them.
  static func runOffline(
    _ query: SearchQuery, _ printer: any RecordPrinter, _ context: CommandContext
  ) async throws(Failure) -> SearchSummary {
    let search = OfflineSearch(settings: context.settings, index: try localIndex(context), log: context.log)
    return try await search.run(query) { hits throws(Failure) in
      try printer.print(hits.map(StoryRecord.record), to: context.output)
    }
  }

  /// Removes the local index and says what was removed.
  static func drop(_ context: CommandContext) throws(Failure) {
    guard context.arguments.words.isEmpty else {
      throw Failure(.usage, "--drop-index takes no term", hint: "leave the words out, or leave --drop-index out")
    }
    let removal = IndexRemoval(settings: context.settings, index: try localIndex(context))
    let removed = try removal.run(isDraft: context.arguments[SharedFlags.draft])
    guard wantsDocument(context) else {
      return try context.output.write("removed \(removed.path) (\(NumberText.size(removed.bytes)))\n")
    }
    try context.output.write(document: IndexRecord.removed(removed))
  }

  /// Whether what is done with the index is told as a document.
  static func wantsDocument(_ context: CommandContext) -> Bool {
    [.json, .jsonl].contains(outputFormat(context))
  }

  private static func localIndex(_ context: CommandContext) throws(Failure) -> LocalIndex {
    guard let index = LocalIndex(context.environment) else { throw LocalIndex.noFolder() }
    return index
  }
}
