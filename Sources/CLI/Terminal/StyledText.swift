/// A style of text.
enum Style: String, Sendable {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "1;31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
}

/// Text with styles. `render` decides whether they are written. It is the only source of escape sequences in the
/// output; the text itself is not trusted.
struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A piece of one style.
  struct Span: Sendable, Equatable {
    var text: String
    var style: Style
    /// The URL that it links to, on a terminal that supports hyperlinks.
    var link: String?
  }

  /// The pieces, in order.
  var spans: [Span] = []

  init() {}

  init(stringLiteral value: String) { spans = [Span(text: value, style: .plain)] }

  /// Text of one style.
  init(_ text: String, _ style: Style = .plain) { spans = [Span(text: text, style: style)] }

  static func + (a: StyledText, b: StyledText) -> StyledText {
    var sum = a
    sum.spans += b.spans
    return sum
  }

  static func += (a: inout StyledText, b: StyledText) { a.spans += b.spans }

  /// The same text as a hyperlink to `url`. The caller must know that the terminal supports hyperlinks.
  func linked(to url: String?) -> StyledText {
    // Only characters that are valid in a URL may enter the escape sequence.
    guard let url, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return self }
    var linked = self
    for index in linked.spans.indices { linked.spans[index].link = url }
    return linked
  }

  /// The text with `transform` applied to each piece.
  func mapTexts(_ transform: (String) -> String) -> StyledText {
    var mapped = self
    for index in mapped.spans.indices { mapped.spans[index].text = transform(mapped.spans[index].text) }
    return mapped
  }

  /// The text alone.
  var plain: String { spans.map(\.text).joined() }

  /// The text to write: sanitized if `cleans`, with escape sequences if `colours`.
  func render(colours: Bool, cleans: Bool) -> String {
    spans.map { span in
      let text = cleans ? Sanitizer.clean(span.text) : span.text
      guard !text.isEmpty else { return text }
      let isStyled = colours && span.style != .plain
      let styled = isStyled ? "\u{1B}[\(span.style.rawValue)m\(text)\u{1B}[0m" : text
      return span.link.map { "\u{1B}]8;;\($0)\u{1B}\\\(styled)\u{1B}]8;;\u{1B}\\" } ?? styled
    }.joined()
  }
}
