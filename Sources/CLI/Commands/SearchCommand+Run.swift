import Assistant
import Core
import HTTP
import Storyblok
import Synchronization

extension SearchCommand {
  /// Finds stories and prints them as they come.
  static func run(_ context: CommandContext) async throws {
    let query = try query(context)
    let configuration = try StoryblokConfiguration(context.settings)
    let http = context.httpClient()
    let client = StoryblokClient(
      configuration: configuration, http: http, environment: context.environment, log: context.log)
    let search = StorySearch(client: client, environment: context.environment, log: context.log)
    let printer = printer(context, query)
    // Only failures travel through the search; that the reader is gone is remembered beside it.
    let isClosed = Mutex(false)
    do {
      let summary = try await search.run(query) { hits throws(Failure) in
        do {
          try printer.print(hits, to: context.output)
        } catch let failure as Failure {
          throw failure
        } catch {
          isClosed.withLock { $0 = true }
          throw Failure(.interrupted, "standard output was closed", hint: "run it again")
        }
      }
      try printer.finish(summary, to: context.output)
    } catch {
      if isClosed.withLock({ $0 }) { throw Output.Closed() }
      throw error
    }
  }

  private static func query(_ context: CommandContext) throws(Failure) -> SearchQuery {
    let arguments = context.arguments
    var query = SearchQuery()
    query.filter.ids = arguments[id].map { [Int64($0)] } ?? []
    query.filter.slugs = arguments[slug].map { [$0] } ?? []
    query.filter.contentType = arguments[SharedFlags.contentType]
    query.filter.startsWith = arguments[startsWith]
    query.filter.term = try term(context, hasSelector: !query.filter.isEmpty)
    query.limit = try context.settings.integer(.limit, in: 1...1000)?.value ?? 10
    query.offset = arguments[offset] ?? 0
    query.all = arguments[all]
    query.scope.version = arguments[SharedFlags.draft] ? .draft : .published
    query.backend = arguments[backend].flatMap { $0 == "auto" ? nil : $0 }
    query.full = arguments[full]
    // Of all formats only text shows links as links.
    query.resolvesLinks = !context.wantsJSON && arguments[format] ?? .text == .text
    // Before the token is looked for: who asked for nothing is told so, not that a token is missing.
    guard !query.filter.isEmpty else {
      throw Failure(
        .usage, "search needs a term, or one of " + list(selectors.map { "--" + $0.long }, "and"),
        hint: "for example: sva search hiking boots",
        moreHints: ["to list the whole space: sva search --slug '*' --all"])
    }
    return try query.checked()
  }

  /// The words, and standard input where `-` asks for it or where nothing else says what is meant.
  private static func term(_ context: CommandContext, hasSelector: Bool) throws(Failure) -> String? {
    let words = context.arguments.words
    let wantsInput =
      words.contains("-") || (words.isEmpty && !hasSelector && !context.environment.terminal.input)
    let parts = words.filter { $0 != "-" } + (wantsInput ? [try context.input.text()] : [])
    let term = parts.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return term.isEmpty ? nil : term
  }

  private static func printer(_ context: CommandContext, _ query: SearchQuery) -> any SearchPrinter {
    let arguments = context.arguments
    if context.wantsJSON { return SearchDocument() }
    switch arguments[format] ?? .text {
    case .json: return SearchDocument()
    case .jsonl: return JSONLinesPrinter()
    case .csv: return SeparatedPrinter(.csv(isRaw: arguments[rawCSV]))
    case .tsv: return SeparatedPrinter(.tsv)
    case .slug: return LinePrinter(field: .slug)
    case .url: return LinePrinter(field: .url)
    case .text:
      return SearchText(
        columns: context.environment.terminal.output ? context.width : nil,
        matcher: query.filter.term.map { TermMatcher($0) }, hasLinks: Hyperlinks.areKnown(to: context.environment))
    }
  }
}
