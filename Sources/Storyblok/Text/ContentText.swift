import Core

/// Converts a story's content (nested blocks) to text: rich text, strings, assets, links, tables and fields of plugins, in
/// the order of the content, in one language.
///
/// A field that is not translated, or whose translation is empty, is shown in the default language. References are shown
/// by the names of their stories; a reference whose story is not known is left out.
public struct ContentText: Sendable {
  private let style: TextStyle
  private let limit: Int
  private let language: String?
  private let names: ContentNames

  /// A renderer.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of text; longer text is cut and ends in `…`.
  ///   - language: the code of the language; nil for the default language.
  ///   - names: what was looked up for `needs(of:)`.
  public init(
    _ style: TextStyle, limit: Int = 1 << 20, language: String? = nil, names: ContentNames = ContentNames()
  ) {
    self.style = style
    self.limit = limit
    self.language = language.map(LanguageCode.normal)
    self.names = names
  }

  /// What must be looked up before the text can name it.
  public func needs(of story: Story) -> ContentNeeds {
    var needs = ContentNeeds()
    if let content = story.content, let tree = JSONTree(content) { needs.add(tree, style: style, language: language) }
    return needs
  }

  /// The text of a story's content; empty if there is no content or it cannot be read.
  public func text(of story: Story) -> String {
    guard let content = story.content, let tree = JSONTree(content) else { return "" }
    return block(tree)
  }

  /// The text of a block: its fields in order.
  private func block(_ block: JSONTree) -> String {
    if case .deep(let texts) = block { return texts.joined(separator: "\n") }
    let component = block["component"]?.string ?? ""
    var out = TextBlocks(limit: limit)
    var isAfterShort = false
    for member in BlockField.all(of: block, language: language) where !out.isFull {
      let field = field(member, of: component)
      // No empty line between short fields.
      let isShort = Self.isShort(field)
      out.add(field, separator: isShort && isAfterShort ? (style == .plain ? "\n" : "  \n") : "\n\n")
      if !field.isEmpty { isAfterShort = isShort }
    }
    return out.text
  }

  /// The text of a field: its translation, or if that says nothing, its value in the default language.
  private func field(_ field: BlockField, of component: String) -> String {
    let place = OptionField(component, field.name)
    let translated = field.translation.map { text($0, place) } ?? ""
    return translated.isBlank ? field.value.map { text($0, place) } ?? "" : translated
  }

  /// Whether a field is one short line. It looks at a few bytes only, because each level of nesting asks for the text of
  /// all levels inside it.
  private static func isShort(_ field: String) -> Bool {
    field.utf8.count < 800 && !field.utf8.contains(UInt8(ascii: "\n")) && field.unicodeScalars.count < 200
  }

  private func text(_ value: JSONTree, _ field: OptionField) -> String {
    switch value {
    case .null: ""
    case .bool(let value): labelled(field.field, value ? "true" : "false")
    case .number(let text): labelled(field.field, text)
    case .deep(let texts): texts.joined(separator: "\n")
    case .string(let text): string(text, field)
    case .array(let items): array(items, field)
    case .object: object(value, label: field.field)
    }
  }

  private func labelled(_ label: String, _ text: String) -> String {
    style == .markdown ? "**\(MarkdownText.escape(label)):** \(text)" : "\(label): \(text)"
  }

  private func string(_ text: String, _ field: OptionField) -> String {
    let text = HTMLLinks.resolved(text.trimmingBlanks) { names.stories[$0]?.path }
    if text.isEmpty { return "" }
    if UUIDText.matches(text) { return names.stories[text].map { labelled(field.field, escaped($0.name)) } ?? "" }
    // A single word, a number, a date or an option is shown with its field's name, prose without.
    let isProse =
      style == .markdown
      ? text.contains(where: \.isNewline)
      : text.contains(where: \.isWhitespace) && text.contains(where: \.isLetter)
        && names.labels.label(of: text, in: field) == nil
    return isProse ? text : labelled(field.field, shown(text, field))
  }

  /// A value, with its label if it is an option that has one.
  private func shown(_ value: String, _ field: OptionField) -> String {
    escaped(names.labels.label(of: value, in: field).map { "\(value) (\($0))" } ?? value)
  }

  private func escaped(_ text: String) -> String { style == .markdown ? MarkdownText.escape(text) : text }

  private func array(_ items: [JSONTree], _ field: OptionField) -> String {
    if !items.isEmpty, items.allSatisfy({ $0.string != nil || $0.integer != nil }) {
      let texts = items.compactMap { $0.text ?? $0.integer.map(String.init) }.compactMap { text in
        UUIDText.matches(text) ? names.stories[text].map { escaped($0.name) } : shown(text, field)
      }
      return texts.isEmpty ? "" : labelled(field.field, texts.joined(separator: ", "))
    }
    var out = TextBlocks(limit: limit)
    for item in items where !out.isFull { out.add(item.string ?? object(item, label: field.field)) }
    return out.text
  }

  private func object(_ value: JSONTree, label: String) -> String {
    if RichText.isDocument(value) { return RichText(style: style, paths: path, blocks: block).text(value) }
    if value["fieldtype"]?.string == "asset" || value["filename"] != nil { return asset(value, label: label) }
    if value["fieldtype"]?.string == "multilink" || value["linktype"] != nil {
      guard let url = LinkTarget.url(value, paths: path) else { return "" }
      return labelled(label, style == .markdown ? "<\(url)>" : url)
    }
    if value["thead"] != nil || value["tbody"] != nil { return table(value) }
    return block(value)
  }

  private func asset(_ asset: JSONTree, label: String) -> String {
    guard let file = asset["filename"]?.text else { return "" }
    let words =
      BlockField.text("alt", of: asset, language: language) ?? BlockField.text("title", of: asset, language: language)
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

  /// The path of a linked story.
  private func path(_ uuid: String) -> String? { names.stories[uuid]?.path }
}
