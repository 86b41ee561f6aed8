import Assistant
import Core
import Storyblok

/// `sva search`: its options and documentation; those that select are in `SearchCommand+Selectors.swift`.
enum SearchCommand {
  static let offset = Flag.integer(
    "offset", "N", in: 0...1_000_000,
    FlagText("leave out the first N stories", "Leave out this many stories from the beginning of the result.")
  )
  static let all = Flag.toggle(
    "all",
    FlagText(
      "every story found, not only the first page",
      "Return every story that was found, page after page. Without a term and a selector: every story of the space."))
  static let sort: Flag<StorySort> = Flag(
    "sort", nil, "FIELD[:desc]",
    FlagText(
      "order by a field, such as updated_at:desc",
      "Print the stories in the order of \(StorySort.members.listed("or")), or of a field of the content, as "
        + "content.FIELD (content.price:desc:float compares numbers)."),
    wanted: "a field (\(StorySort.members.joined(separator: ", ")), content.FIELD), perhaps with :desc",
    nearest: { text in
      let field = text.prefix { $0 != ":" }
      return Suggestion.nearest(to: String(field), among: StorySort.members).map { $0 + text[field.endIndex...] }
        .filter { StorySort($0) != nil }
    }
  ) { StorySort($0) }
  /// A backend, or `auto` for the first one that the space supports.
  static let backend = Flag.word(
    "backend", "NAME", among: ["auto"] + SearchBackends.names,
    FlagText(
      (["auto"] + SearchBackends.names).listed("or"),
      "How to search. \(SearchBackends.manual). auto takes the best the token allows and says which when it is not the "
        + "first choice."))
  static let full = Flag.toggle(
    "full",
    FlagText("whole stories", "Return the whole story with its content, not only what the search showed."))
  static let format = RecordFormat.flag(
    of: "story", plural: "stories",
    more: "slug and url print one per line, url the editor's page where the space names no site")
  static let rawCSV = Flag.toggle(
    "raw-csv",
    FlagText(
      "no protection against formulas in csv",
      "Write csv fields as they are. Without this option a field that a spreadsheet would run as a formula, because "
        + "it begins with =, +, - or @, gets a ' in front."))
  static let exitStatus = Flag.toggle(
    "exit-status",
    FlagText("exit with 6 when nothing was found", "Exit with status 6 when nothing was found, instead of 0."))

  static let name = "search"

  static let spec = CommandSpec(
    name: name,
    summary: "Find stories in a space",
    discussion: [
      "The words are joined to one search term. Without a term, the options that select list what they select: "
        + "\(selectors.map { "--" + $0.long }.listed("and")). Together with a term they narrow it. All options must "
        + "hold; of one option's values, any.",
      "The term is read from standard input when - is given, or when there is neither a word nor a selector.",
      "What the token's API cannot select is selected here, by what its lists tell. A delivery token does not tell which "
        + "stories are changed, scheduled or part of a release. Where the search itself knows no selectors, its result "
        + "is joined with the list that they give.",
      "WHEN is a date (2026-03-01), a time (2026-03-01T12:00Z), both UTC, or an age (90m, 12h, 7d, 2w). SLUG and PREFIX "
        + "may be written as people copy them: with slashes at the ends, as an address, percent-encoded, in capitals, "
        + "translated. The slug of a folder means its start page.",
      "An empty result is not an error: the exit status is 0, or 6 with --exit-status.",
    ],
    examples: [
      .init("sva search refund policy", "find stories by meaning or words"),
      .init("sva search --content-type author --all --format csv", "list every author as CSV"),
      .init("sva search --starts-with blog/2026 --format url", "list the addresses of a folder"),
      .init("sva search --slug about/team --full --json", "read one whole story"),
      .init("sva search --draft --limit 3 pricing", "look into unpublished versions"),
      .init("sva search --state changed --updated-since 7d", "what was edited this week and is not yet live"),
      .init("sva search --tag news --sort published_at:desc", "the newest stories of a tag"),
      .init("sva search --references authors/lena-huber", "the stories that refer to another one"),
      .init("sva search --filter 'price[gt_float]=100' --uses gallery", "by a field and a block of the content"),
      .init("sva search --offline hiking boots", "search the local index, without a network"),
      .init("sva search --all --full --format jsonl", "export the whole space, one story a line"),
      .init("sva search --update-index --dry-run --embed", "what an index by words and meaning would take"),
      .init("sva search --update-index", "build the local index, or bring it up to date"),
    ],
    flags: [SharedFlags.limit.spec, offset.spec, all.spec] + selectors
      + [
        SharedFlags.draft.spec, SharedFlags.language.spec, sort.spec, backend.spec, offline.spec, dropIndex.spec,
        full.spec, format.spec, rawCSV.spec,
        exitStatus.spec,
        SharedFlags.site.spec,
      ] + indexFlags + SharedFlags.storyblok,
    operands: .init(
      usage: "[TERM…]", detail: "What to look for. - stands for the text on standard input.",
      count: 0 ... .max),
    exits: [
      .unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer, .invalidRequest,
    ],
    mayStayOffline: { $0[offline] || $0[dropIndex] })
}
