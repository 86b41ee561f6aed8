import Assistant
import Core

/// `text`: name and score, then slug, type and state, then the matching passage; with `full`, the whole story as
/// Markdown. Lines are fitted to a terminal's width. In a pipe nothing is cut.
struct StoryText: RecordPrinter {
  /// The terminal's width in columns; nil without a terminal.
  let columns: Int?
  /// Finds the words of the term, to highlight them.
  let matcher: TermMatcher?
  /// Whether the terminal supports hyperlinks.
  let hasLinks: Bool
  /// The most lines of a passage on a terminal.
  private static let lines = 3
  private static let indent = "  "

  func print(_ records: [Record], to output: Output) throws(Failure) {
    for story in records {
      try output.write(heading(story, cleans: true))
      if case .content(_, let text) = story["story"] {
        try output.write("\n")
        try output.write(content(text(), output))
      } else {
        for passage in passages(story) { try output.write(self.passage(passage, cleans: true)) }
      }
      try output.write("\n")
    }
  }

  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {
    if let sentence = summary.sentence { try output.write(StyledText(sentence, .dim) + "\n") }
  }

  private func content(_ markdown: String, _ output: Output) -> StyledText {
    guard let columns else { return StyledText(markdown + "\n") }
    return MarkdownRenderer.text(markdown + "\n", width: columns, hasStyles: output.colours)
  }

  private func heading(_ story: Record, cleans: Bool) -> StyledText {
    let score = if case .number(let score?) = story["score"] { Self.rounded(score) } else { "" }
    var name = Self.flat(story.text("name") ?? "", cleans: cleans)
    var gap = "  "
    if let columns {
      let room = columns - (score.isEmpty ? 0 : score.count + 2)
      name = DisplayWidth.fit(name, room)
      gap = String(repeating: " ", count: max(2, columns - DisplayWidth.of(name) - score.count))
    }
    var line = StyledText(name, .bold)
    if hasLinks { line = line.linked(to: story.text("url") ?? story.text("editor_url")) }
    if !score.isEmpty { line += StyledText(gap + score, .dim) }
    let facts = [story.text("slug"), story.text("content_type"), state(story)].compactMap { $0 }.filter { !$0.isEmpty }
    return line + "\n" + StyledText(Self.indent + fit(Self.flat(facts.joined(separator: " · "), cleans: cleans)), .cyan)
      + "\n"
  }

  private func state(_ story: Record) -> String? {
    guard let state = story.text("state") else { return nil }
    let word = state == "changed" ? "published, changed since" : state
    guard let day = story.text("published_at")?.prefix(scalars: 10), day.utf8.count == 10, state != "draft" else {
      return word
    }
    return state == "published" ? "published \(day)" : "\(word) \(day)"
  }

  private func passages(_ story: Record) -> [String] {
    guard case .texts(let excerpts) = story["excerpts"], !excerpts.isEmpty else {
      return story.text("body").map { [$0] } ?? []
    }
    return Array(excerpts.prefix(columns == nil ? 3 : 1))
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

  /// The text with the words of the term highlighted.
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

  /// The text as one line. For a terminal it is shortened and sanitized before it is measured.
  private static func flat(_ text: String, cleans: Bool, limit: Int = 4000) -> String {
    guard cleans else { return OneLine.collapsed(text) }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.prefix(limit))
    return Sanitizer.line(String(scalars))
  }

  /// A score with two decimals. FoundationEssentials has no `String(format:)`.
  static func rounded(_ score: Double) -> String {
    guard abs(score) < 1e6 else { return "\(score)" }
    let hundredths = Int((abs(score) * 100).rounded())
    let rest = hundredths % 100
    return (score < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
