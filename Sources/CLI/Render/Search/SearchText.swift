import Assistant
import Core
import Storyblok

/// `text`: for a person. Name and score, then slug, type and state, then why it matched; with `full` the whole story
/// as Markdown. On a terminal everything is fitted to its width; in a pipe nothing is cut.
struct SearchText: SearchPrinter {
  /// The terminal's width; nil where there is none.
  let columns: Int?
  /// What was looked for, to be marked.
  let matcher: TermMatcher?
  /// Whether the terminal makes links.
  let hasLinks: Bool
  /// Lines of a passage shown on a terminal.
  private static let lines = 3
  private static let indent = "  "

  func print(_ hits: [FoundStory], to output: Output) throws {
    for hit in hits {
      try output.write(heading(hit, cleans: output.cleans))
      if let story = hit.story {
        try output.write("\n")
        try output.write(ContentText(.markdown, paths: hit.linkPaths).text(of: story) + "\n")
      } else {
        for passage in shown(hit) { try output.write(self.passage(passage, cleans: output.cleans)) }
      }
      try output.write("\n")
    }
  }

  func finish(_ summary: SearchSummary, to output: Output) throws {
    try output.write(StyledText(Self.sentence(summary), .dim) + "\n")
  }

  /// `3 of 42 stories (published, by meaning)`.
  static func sentence(_ summary: SearchSummary) -> String {
    let kind = " (" + [summary.version.rawValue, summary.manner].compactMap { $0 }.joined(separator: ", ") + ")"
    if summary.total == 0 { return "No stories found" + kind }
    let noun = summary.total == 1 ? "story" : "stories"
    let more = summary.totalIsExact ? "" : ", perhaps more"
    if summary.count == summary.total { return "\(summary.count) \(noun)\(more)\(kind)" }
    return "\(summary.count) of \(summary.totalIsExact ? "" : "at least ")\(summary.total) \(noun)\(kind)"
  }

  private func heading(_ hit: FoundStory, cleans: Bool) -> StyledText {
    let score = hit.score.map { Self.rounded($0) } ?? ""
    var name = Self.flat(hit.name, cleans: cleans)
    var gap = "  "
    if let columns {
      let room = columns - (score.isEmpty ? 0 : score.count + 2)
      name = DisplayWidth.fit(name, room)
      gap = String(repeating: " ", count: max(2, columns - DisplayWidth.of(name) - score.count))
    }
    var line = StyledText(name, .bold)
    if hasLinks { line = line.linked(to: hit.url ?? hit.editorURL) }
    if !score.isEmpty { line += StyledText(gap + score, .dim) }
    let facts = [hit.slug, hit.contentType, state(hit)].compactMap { $0 }.filter { !$0.isEmpty }
    return line + "\n" + StyledText(Self.indent + fit(Self.flat(facts.joined(separator: " · "), cleans: cleans)), .cyan)
      + "\n"
  }

  private func state(_ hit: FoundStory) -> String? {
    guard let state = hit.state else { return nil }
    let word =
      switch state {
      case .published: "published"
      case .changed: "published, changed since"
      case .draft: "draft"
      case .scheduled: "scheduled"
      }
    guard let day = hit.publishedAt?.prefix(10), day.count == 10, state != .draft else { return word }
    return state == .published ? "published \(day)" : "\(word) \(day)"
  }

  private func shown(_ hit: FoundStory) -> [String] {
    hit.excerpts.isEmpty ? hit.body.map { [$0] } ?? [] : Array(hit.excerpts.prefix(columns == nil ? 3 : 1))
  }

  private func passage(_ text: String, cleans: Bool) -> StyledText {
    let text = Self.flat(text, cleans: cleans, limit: columns == nil ? .max : 4000)
    guard let columns else { return StyledText(Self.indent) + marked(text) + "\n" }
    var lines = TextWrap.lines(text, width: columns - 2)
    let isCut = lines.count > Self.lines
    lines = lines.prefix(Self.lines).map { DisplayWidth.fit($0, columns - 2) }
    if isCut, let last = lines.last, !last.hasSuffix("…") {
      lines[lines.count - 1] = DisplayWidth.fit(last + " …", columns - 2)
    }
    return lines.reduce(into: StyledText()) { $0 += StyledText(Self.indent) + marked($1) + "\n" }
  }

  /// The text with the words of the term marked.
  private func marked(_ text: String) -> StyledText {
    var marked = StyledText()
    var index = text.startIndex
    for range in matcher?.ranges(in: text) ?? [] {
      marked += StyledText(String(text[index..<range.lowerBound])) + StyledText(String(text[range]), .yellow)
      index = range.upperBound
    }
    return marked + StyledText(String(text[index...]))
  }

  private func fit(_ text: String) -> String { columns.map { DisplayWidth.fit(text, $0 - 2) } ?? text }

  /// One line, of bounded length where it is for a terminal, cleaned before it is measured.
  private static func flat(_ text: String, cleans: Bool, limit: Int = 4000) -> String {
    guard cleans else { return text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.prefix(limit))
    return Sanitizer.line(String(scalars))
  }

  /// A score with two decimals; `String(format:)` is not at hand.
  static func rounded(_ score: Double) -> String {
    guard abs(score) < 1e6 else { return "\(score)" }
    let hundredths = Int((abs(score) * 100).rounded())
    let rest = hundredths % 100
    return (score < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
