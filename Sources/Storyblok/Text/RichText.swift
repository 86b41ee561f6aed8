import Core

/// Converts Storyblok's rich text (a ProseMirror document) to text. All nodes and marks of the schema are supported.
/// For an unknown node, the text inside it is kept.
struct RichText {
  let style: TextStyle
  /// Paths of stories by uuid.
  let paths: (String) -> String?
  /// Renders the blocks embedded in the text.
  let blocks: (JSONTree) -> String

  /// Whether a value is a rich text document.
  static func isDocument(_ value: JSONTree) -> Bool {
    guard value["type"]?.string == "doc" else { return false }
    switch value["content"] {
    case nil, .array?, .null?, .deep?: return true
    default: return false
    }
  }

  /// The text of a document.
  func text(_ document: JSONTree) -> String { joined(children(document)) }

  private func children(_ node: JSONTree) -> [JSONTree] {
    // Of content nested too deep to be parsed, only the text is kept.
    if case .deep(let texts)? = node["content"] {
      return texts.map { text in
        .object([
          .init(name: "type", value: .string("text")), .init(name: "text", value: .string(text + " ")),
        ])
      }
    }
    return node["content"]?.items ?? []
  }

  /// The text of blocks, separated by an empty line. Consecutive inline nodes form a paragraph.
  ///
  /// - Parameter blocksAreInline: whether an embedded block is part of the line around it.
  private func joined(
    _ nodes: [JSONTree], separator: String = "\n\n", blocksAreInline: Bool = false
  ) -> String {
    var parts: [String] = []
    var line: [JSONTree] = []
    func endLine() {
      if !line.isEmpty { parts.append(paragraph(line)) }
      line = []
    }
    for node in nodes {
      if Self.isInline(node) || (blocksAreInline && Self.isBlock(node)) {
        line.append(node)
      } else {
        endLine()
        parts.append(block(node))
      }
    }
    endLine()
    return parts.filter { !$0.isBlank }.joined(separator: separator)
  }

  private static func isInline(_ node: JSONTree) -> Bool {
    switch node["type"]?.string {
    case "text", "hard_break", "emoji", "image": true
    default: false
    }
  }

  private static func isBlock(_ node: JSONTree) -> Bool { node["type"]?.string == "blok" }

  /// A paragraph. Blocks between its words stay within the line; blocks alone stand by themselves.
  private func sentence(_ nodes: [JSONTree]) -> String {
    let hasWords = nodes.contains { node in
      Self.isInline(node) && node["type"]?.string != "hard_break" && node["text"]?.string?.isBlank != true
    }
    return joined(nodes, blocksAreInline: hasWords)
  }

  private func paragraph(_ nodes: [JSONTree]) -> String {
    let text = inline(nodes)
    return style == .markdown ? MarkdownText.escapeStart(text) : text
  }

  private func block(_ node: JSONTree) -> String {
    if case .deep(let texts) = node { return texts.joined(separator: "\n") }
    switch node["type"]?.string {
    case "paragraph": return sentence(children(node))
    case "heading": return heading(node)
    case "bullet_list": return list(node) { _ in "- " }
    case "ordered_list":
      let first = max(0, min(node["attrs"]?["order"]?.integer ?? 1, 999_999_999))
      return list(node) { "\(first + $0). " }
    case "blockquote": return quote(joined(children(node)))
    case "code_block": return code(node)
    case "horizontal_rule": return style == .markdown ? "---" : ""
    case "table": return table(node)
    case "blok":
      return (node["attrs"]?["body"]?.items ?? []).map(blocks).filter { !$0.isEmpty }.joined(
        separator: "\n\n")
    default: return unknown(node)
    }
  }

  private func unknown(_ node: JSONTree) -> String {
    let children = children(node)
    return children.isEmpty ? node["text"]?.string ?? "" : joined(children)
  }

  private func heading(_ node: JSONTree) -> String {
    let text = ByteText.replacing(UInt8(ascii: "\n"), with: " ", in: inline(children(node)))
    guard style == .markdown else { return text }
    let level = max(1, min(node["attrs"]?["level"]?.integer ?? 1, 6))
    return String(repeating: "#", count: level) + " " + text
  }

  private func list(_ node: JSONTree, marker: (Int) -> String) -> String {
    children(node).enumerated().map { index, item in
      let marker = marker(index)
      let content = children(item).isEmpty ? unknown(item) : joined(children(item), separator: "\n")
      return marker + prefixed(content, String(repeating: " ", count: marker.count))
    }.joined(separator: "\n")
  }

  private func quote(_ text: String) -> String {
    style == .markdown ? "> " + prefixed(text, "> ") : text
  }

  /// Adds a prefix to every line but the first. Very large text is left as it is, because each level of nesting would
  /// enlarge it.
  private func prefixed(_ text: String, _ prefix: String) -> String {
    text.utf8.count > 1 << 20
      ? text : ByteText.replacing(UInt8(ascii: "\n"), with: "\n" + prefix, in: text)
  }

  private func code(_ node: JSONTree) -> String {
    let text = children(node).map { $0["text"]?.string ?? "" }.joined()
    guard style == .markdown else { return text }
    let attrs = node["attrs"]
    let language = attrs?["class"]?.text.map { $0.hasPrefix("language-") ? String($0.dropFirst(9)) : $0 }
    let word = (language ?? attrs?["language"]?.text ?? "").filter {
      $0.isASCII && !$0.isWhitespace && $0 != "`"
    }
    return MarkdownText.fenced(text, language: word)
  }

  private func table(_ node: JSONTree) -> String {
    let rows = children(node).map { row in
      children(row).flatMap { cell -> [String] in
        let text = joined(children(cell), separator: " ")
        let span = max(1, min(cell["attrs"]?["colspan"]?.integer ?? 1, 100))
        return [text] + Array(repeating: "", count: span - 1)
      }
    }
    return TextTable.text(rows, style: style)
  }

  private func inline(_ nodes: [JSONTree]) -> String {
    var out = ""
    var rest = nodes[...]
    while let node = rest.first {
      guard style == .markdown, node["type"]?.string == "text", let url = target(node) else {
        out += piece(node)
        rest = rest.dropFirst()
        continue
      }
      // Bold or coloured words inside a link are nodes of their own: together they are one link.
      var linked = rest.prefix { target($0) == url }
      while let last = linked.last, last["type"]?.string != "text" { linked = linked.dropLast() }
      let words = linked.map(piece).joined()
      out += words.isEmpty ? "" : "[\(words)](\(MarkdownText.target(url)))"
      rest = rest.dropFirst(linked.count)
    }
    return out
  }

  /// The text of an inline node, without its link.
  private func piece(_ node: JSONTree) -> String {
    switch node["type"]?.string {
    case "text": marked(node)
    case "hard_break": style == .markdown ? "  \n" : "\n"
    case "emoji": emoji(node["attrs"])
    case "image": image(node["attrs"])
    case "blok": flat(block(node))
    default: block(node)
    }
  }

  /// A block as a part of a line: its lines, separated by commas.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// The target of a node's link; nil if it has none.
  private func target(_ node: JSONTree) -> String? {
    let marks = node["marks"]?.items ?? []
    guard let link = marks.first(where: { $0["type"]?.string == "link" })?["attrs"] else { return nil }
    return LinkTarget.url(link, paths: paths)
  }

  private func emoji(_ attrs: JSONTree?) -> String {
    attrs?["emoji"]?.text ?? attrs?["name"]?.text.map { ":\($0):" } ?? ""
  }

  private func image(_ attrs: JSONTree?) -> String {
    let alt = attrs?["alt"]?.text ?? attrs?["title"]?.text ?? ""
    guard style == .markdown, let source = attrs?["src"]?.text else { return alt }
    return "![\(MarkdownText.escape(alt))](\(MarkdownText.target(source)))"
  }

  private func marked(_ node: JSONTree) -> String {
    let text = node["text"]?.string ?? ""
    guard style == .markdown, !text.isEmpty else { return text }
    let marks = node["marks"]?.items ?? []
    let has = { (type: String) in marks.contains { $0["type"]?.string == type } }
    var out = has("code") ? MarkdownText.code(text) : MarkdownText.escape(text)
    if has("strike") { out = MarkdownText.wrap(out, "~~") }
    if has("italic") { out = MarkdownText.wrap(out, "*") }
    if has("bold") { out = MarkdownText.wrap(out, "**") }
    return out
  }
}

/// Rows of cells as text.
enum TextTable {
  /// The most cells that a row is padded to.
  private static let mostPadded = 100

  /// A pipe table in Markdown, with the first row as its head; otherwise cells separated by tabs. Each cell is one
  /// line.
  static func text(_ rows: [[String]], style: TextStyle) -> String {
    let rows = rows.map { $0.map { flat($0) } }
    guard style == .markdown else { return rows.map { $0.joined(separator: "\t") }.joined(separator: "\n") }
    // Rows are padded, so a wide row must not widen thousands of others. More cells are appended to their row.
    let width = min(rows.map(\.count).max() ?? 0, mostPadded)
    guard width > 0, let head = rows.first else { return "" }
    let line = { (cells: [String]) in
      let padded = cells + Array(repeating: "", count: max(0, width - cells.count))
      let cells = padded.map { ByteText.replacing(UInt8(ascii: "|"), with: "\\|", in: $0) }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let rule = "|" + String(repeating: " --- |", count: width)
    return ([line(head), rule] + rows.dropFirst().map(line)).joined(separator: "\n")
  }

  private static func flat(_ text: String) -> String {
    text.unicodeScalars.split { $0 == "\t" || Character($0).isNewline }.map { String($0) }.joined(separator: " ")
  }
}
