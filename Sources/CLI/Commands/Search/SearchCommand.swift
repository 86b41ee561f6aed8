import Assistant

/// `sva search`: its options and documentation.
enum SearchCommand {
  static let offset = Flag.integer(
    "offset", "N", in: 0...1_000_000,
    FlagText("leave out the first N stories", "Leave out this many stories from the beginning of the result.")
  )
  static let all = Flag.toggle(
    "all",
    FlagText(
      "every story found, not only the first page", "Return every story that was found, page after page."))
  static let id = Flag.integer(
    "id", "N", in: 1 ... .max, FlagText("the story with this id", "Return the story with this numeric id."))
  static let slug = Flag.name(
    "slug", "SLUG", FlagText("the story with this full slug", "Return the story with this full slug."))
  static let startsWith = Flag.name(
    "starts-with", "PREFIX",
    FlagText("only stories in this folder", "Keep to stories whose full slug begins with this text."))
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

  /// The options that select stories. Without a term, the command lists what they select.
  static let selectors = [id.spec, slug.spec, SharedFlags.contentType.spec, startsWith.spec]

  static let spec = CommandSpec(
    name: "search",
    summary: "Find stories in a space",
    discussion: [
      "The words are joined to one search term. Without a term, \(selectors.map { "--" + $0.long }.listed("or")) list "
        + "what they select; together with a term they narrow it.",
      "The term is read from standard input when - is given, or when there is neither a word nor a selector.",
      "An empty result is not an error: the exit status is 0.",
    ],
    examples: [
      .init("sva search refund policy", "find stories by meaning or words"),
      .init("sva search --content-type author --all --format csv", "list every author as CSV"),
      .init("sva search --starts-with blog/2026 --format url", "list the addresses of a folder"),
      .init("sva search --slug about/team --full --json", "read one whole story"),
      .init("sva search --draft --limit 3 pricing", "look into unpublished versions"),
      .init("sva search --slug '*' --all --full --format jsonl", "export the whole space, one story a line"),
    ],
    flags: [SharedFlags.limit.spec, offset.spec, all.spec] + selectors
      + [SharedFlags.draft.spec, backend.spec, full.spec, format.spec, rawCSV.spec] + SharedFlags.storyblok,
    operands: .init(
      usage: "[TERM…]", detail: "What to look for. - stands for the text on standard input.",
      count: 0 ... .max),
    exits: [
      .unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer, .invalidRequest,
    ])
}
