import Core

/// Converts a story's content (nested blocks) to text: rich text, strings, assets, links, tables, translated fields and
/// fields of plugins, in the order of the content.
public struct ContentText: Sendable {
  private let style: TextStyle
  private let limit: Int
  private let paths: [String: String]

  /// A renderer.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of text; longer text is cut and ends in `…`.
  ///   - paths: paths of stories by uuid, for the links of `openLinks(in:)`.
  public init(_ style: TextStyle, limit: Int = 1 << 20, paths: [String: String] = [:]) {
    self.style = style
    self.limit = limit
    self.paths = paths
  }

  /// The uuids of stories that a story links to without their paths.
  public static func openLinks(in story: Story) -> Set<String> {
    guard let content = story.content, let tree = JSONTree(content) else { return [] }
    var found: Set<String> = []
    var rest = [tree]
    while let value = rest.popLast() {
      if let uuid = LinkTarget.openUUID(value) { found.insert(uuid) }
      rest += value.items
      rest += value.members.map(\.value)
    }
    return found
  }

  /// The text of a story's content; empty if there is no content or it cannot be read.
  public func text(of story: Story) -> String {
    guard let content = story.content, let tree = JSONTree(content) else { return "" }
    return block(tree)
  }

  /// The text of a block: its fields in order.
  private func block(_ block: JSONTree) -> String {
    if case .deep(let texts) = block { return texts.joined(separator: "\n") }
    var out = TextBlocks(limit: limit)
    var isAfterShort = false
    for member in block.members where !Self.isSilent(member.name) && !out.isFull {
      let field = field(member)
      // No empty line between short fields.
      let isShort = Self.isShort(field)
      out.add(field, separator: isShort && isAfterShort ? (style == .plain ? "\n" : "  \n") : "\n\n")
      if !field.isEmpty { isAfterShort = isShort }
    }
    return out.text
  }

  /// Whether a field is one short line. It looks at a few bytes only, because each level of nesting asks for the text of
  /// all levels inside it.
  private static func isShort(_ field: String) -> Bool {
    field.utf8.count < 800 && !field.utf8.contains(UInt8(ascii: "\n")) && field.unicodeScalars.count < 200
  }

  /// Whether a member is technical and not content.
  private static func isSilent(_ name: String) -> Bool {
    name.hasPrefix("_") || name == "component" || name == "plugin" || name == "fieldtype"
  }

  private func field(_ member: JSONTree.Member) -> String {
    let label = Self.label(member.name)
    switch member.value {
    case .null: return ""
    case .bool(let value): return labelled(label, value ? "true" : "false")
    case .number(let text): return labelled(label, text)
    case .deep(let texts): return texts.joined(separator: "\n")
    case .string(let text): return string(text, label: label, isTranslation: member.name.contains("__i18n__"))
    case .array(let items): return array(items, label: label)
    case .object: return object(member.value, label: label)
    }
  }

  /// The displayed name of a field: `title (de)` for `title__i18n__de`.
  private static func label(_ name: String) -> String {
    guard let mark = name.firstRange(of: "__i18n__") else { return name }
    return "\(name[..<mark.lowerBound]) (\(name[mark.upperBound...]))"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    style == .markdown ? "**\(MarkdownText.escape(label)):** \(text)" : "\(label): \(text)"
  }

  private func string(_ text: String, label: String, isTranslation: Bool) -> String {
    let text = text.trimmingBlanks
    if text.isEmpty || Self.isUUID(text) { return "" }
    if style == .markdown, !text.contains(where: \.isNewline) {
      return labelled(label, MarkdownText.escape(text))
    }
    // A single word, a number or a date is shown with its field's name, prose without.
    let isProse = text.contains { $0.isWhitespace } && text.contains { $0.isLetter }
    return isProse && !isTranslation ? text : labelled(label, text)
  }

  private func array(_ items: [JSONTree], label: String) -> String {
    let strings = items.compactMap { $0.text ?? $0.integer.map(String.init) }.filter { !Self.isUUID($0) }
    if !items.isEmpty, items.allSatisfy({ $0.string != nil || $0.integer != nil }) {
      return strings.isEmpty ? "" : labelled(label, strings.joined(separator: ", "))
    }
    var out = TextBlocks(limit: limit)
    for item in items where !out.isFull { out.add(item.string ?? object(item, label: label)) }
    return out.text
  }

  private func object(_ value: JSONTree, label: String) -> String {
    if RichText.isDocument(value) { return RichText(style: style, paths: paths, blocks: block).text(value) }
    if value["fieldtype"]?.string == "asset" || value["filename"] != nil { return asset(value, label: label) }
    if value["fieldtype"]?.string == "multilink" || value["linktype"] != nil {
      guard let url = LinkTarget.url(value, paths: paths) else { return "" }
      return labelled(label, style == .markdown ? "<\(url)>" : url)
    }
    if value["thead"] != nil || value["tbody"] != nil { return table(value) }
    return block(value)
  }

  private func asset(_ asset: JSONTree, label: String) -> String {
    guard let file = asset["filename"]?.text else { return "" }
    let words = asset["alt"]?.text ?? asset["title"]?.text
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard style == .markdown else { return labelled(label, words ?? name) }
    let isImage = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"].contains {
      file.lowercased().hasSuffix($0)
    }
    return (isImage ? "!" : "") + "[\(MarkdownText.escape(words ?? name))](\(MarkdownText.target(file)))"
  }

  private func table(_ table: JSONTree) -> String {
    let cells = { (row: [JSONTree]) in
      row.map { $0["value"]?.string ?? $0["value"]?.integer.map(String.init) ?? "" }
    }
    let head = cells(table["thead"]?.items ?? [])
    let rows = (table["tbody"]?.items ?? []).map { cells($0["body"]?.items ?? []) }
    return TextTable.text((head.isEmpty ? [] : [head]) + rows, style: style)
  }

  /// Whether the text is a bare uuid: a reference to another story.
  private static func isUUID(_ text: String) -> Bool {
    guard text.utf8.count == 36 else { return false }
    return text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count) == [8, 4, 4, 4, 12]
      && text.allSatisfy { $0.isHexDigit || $0 == "-" }
  }
}
