/// How a piece of text is drawn where colours are.
enum Style: String, Sendable {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "1;31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
}

/// Text with its styles, not yet decided whether they will show. The text itself is never trusted: escape sequences
/// come into an output from `render` alone.
struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A stretch of one style.
  struct Span: Sendable, Equatable {
    var text: String
    var style: Style
    /// Where it leads, on a terminal that makes links.
    var link: String?
  }

  /// The stretches, in order.
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

  /// The same text, leading to `url`. Only a caller that knows the terminal makes links asks for it.
  func linked(to url: String?) -> StyledText {
    // In an escape sequence only what can stand in a URL may stand.
    guard let url, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return self }
    var linked = self
    for index in linked.spans.indices { linked.spans[index].link = url }
    return linked
  }

  /// The text alone.
  var plain: String { spans.map(\.text).joined() }

  /// The text as written: cleaned where `cleans`, its styles as escape sequences where `colours`.
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
