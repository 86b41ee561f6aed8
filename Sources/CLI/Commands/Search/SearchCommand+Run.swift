import Assistant
import Core
import Storyblok

extension SearchCommand {
  /// Finds stories and prints them as they arrive.
  static func run(_ context: CommandContext) async throws(Failure) -> ExitCode {
    try checkIndexOptions(context.arguments)
    if context.arguments[dropIndex] {
      try drop(context)
      return .success
    }
    let asked = try query(context)
    let printer = printer(context, asked ?? SearchQuery())
    let summary: SearchSummary
    if context.arguments[offline] {
      guard let query = asked else { return .success }
      summary = try await runOffline(query, printer, context)
    } else {
      let http = context.httpClient()
      let session = context.awsSession(http)
      let client = StoryblokClient(
        configuration: try StoryblokConfiguration(context.settings), http: http, environment: context.environment,
        log: context.log, stateFolder: StateFolder.path(context.environment))
      if context.arguments[updateIndex] {
        let isLast = asked == nil || context.arguments[dryRun]
        try await update(context, client, session, isLast: isLast)
        if isLast { return .success }
      }
      guard let query = asked else { return .success }
      let search = StorySearch(
        client: client, environment: context.environment, log: context.log, index: context.localIndex(client, session))
      summary = try await search.run(query) { hits throws(Failure) in
        try printer.print(hits.map(StoryRecord.record), to: context.output)
      }
    }
    try printer.finish(StoryRecord.summary(summary), to: context.output)
    try remark(on: summary, context)
    return context.arguments[exitStatus] && summary.total == 0 ? .notFound : .success
  }

  /// Reports that formats for scripts were cut at the default limit. The text format says so itself.
  private static func remark(on summary: SearchSummary, _ context: CommandContext) throws(Failure) {
    guard outputFormat(context) != .text, !context.arguments[all], context.arguments[SharedFlags.limit] == nil,
      (context.arguments[offset] ?? 0) + summary.count < summary.total
    else { return }
    try context.output.flush()
    let total = (summary.totalIsExact ? "" : "at least ") + String(summary.total)
    context.log.notice("\(summary.count) of \(total) stories: --all gives every one")
  }

  /// The query; nil where the index is updated and nothing is looked for.
  private static func query(_ context: CommandContext) throws(Failure) -> SearchQuery? {
    let arguments = context.arguments
    var query = SearchQuery()
    query.filter = selection(arguments, now: context.environment.clock.seconds)
    query.all = arguments[all]
    let updates = arguments[updateIndex]
    query.filter.term = try term(context, hasSelector: query.isSelective || updates)
    if updates, !query.isSelective { return nil }
    query.limit = try context.settings.integer(.limit, in: 1...1000)?.value ?? 10
    query.offset = arguments[offset] ?? 0
    query.scope = try StoryScope(arguments[SharedFlags.draft] ? .draft : .published, context.settings)
    query.scope.release = arguments[release]
    query.backend = arguments[backend].flatMap { $0 == "auto" ? nil : $0 }
    query.full = arguments[full]
    query.shownText = query.full ? textStyle(outputFormat(context)) : nil
    // Checked before the token is read: a query without a term reports that, not a missing token.
    guard query.isSelective else {
      throw Failure(
        .usage, "search needs a term, or one of " + selectors.map { "--" + $0.long }.listed("and"),
        hint: "for example: sva search hiking boots",
        moreHints: ["to list the whole space: sva search --all"])
    }
    return try query.checked()
  }

  /// The words, and standard input if `-` is given or if there is neither a word nor a selector.
  private static func term(_ context: CommandContext, hasSelector: Bool) throws(Failure) -> String? {
    let words = GivenWords.words(context)
    GivenWords.remark(words, context)
    let wantsInput =
      context.arguments.words.contains("-")
      || (words.isEmpty && !hasSelector && !context.environment.terminal.input)
    let parts = words + (wantsInput ? [try context.input.text()] : [])
    let term = parts.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return term.isEmpty ? nil : term
  }

  /// The style in which a format shows the text of whole stories; nil if it shows none.
  private static func textStyle(_ format: RecordFormat) -> TextStyle? {
    switch format {
    case .text: .markdown
    case .json, .jsonl, .csv, .tsv: .plain
    case .slug, .url: nil
    }
  }

  static func outputFormat(_ context: CommandContext) -> RecordFormat {
    context.wantsJSON ? .json : context.arguments[format] ?? .text
  }

  private static func printer(_ context: CommandContext, _ query: SearchQuery) -> any RecordPrinter {
    outputFormat(context).printer(
      columns: StoryRecord.columns, isRawCSV: context.arguments[rawCSV],
      folder: context.environment.temporaryFolder,
      text: StoryText(
        columns: context.columns,
        matcher: query.filter.term.map { TermMatcher($0) }, hasLinks: Hyperlinks.areKnown(to: context.environment)))
  }
}
