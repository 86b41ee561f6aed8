import Core

/// What must be looked up before the text of stories can name it.
public struct ContentNeeds: Sendable, Equatable {
  /// The uuids of referenced and linked stories.
  public var uuids: Set<String> = []
  /// The fields that may hold options.
  public var options: Set<OptionField> = []
  /// Whether one of them holds a value that tells so by itself.
  public var hasTellingValue = false

  /// Nothing.
  public init() {}

  /// Whether nothing needs to be looked up.
  public var isEmpty: Bool { self == ContentNeeds() }

  /// Collects the needs of a story's text.
  ///
  /// - Parameters:
  ///   - style: only Markdown shows the links of rich text.
  ///   - language: the language in its normal form; nil for the default language.
  mutating func add(_ content: JSONTree, style: TextStyle, language: String?) {
    var rest = [content]
    while let value = rest.popLast() {
      switch value {
      case .string(let text): add(text)
      case .array(let items): rest += items
      case .object: rest += add(object: value, style, language)
      case .null, .bool, .number, .deep: break
      }
    }
  }

  /// Returns the values inside that need to be looked into.
  private mutating func add(object: JSONTree, _ style: TextStyle, _ language: String?) -> [JSONTree] {
    if let uuid = LinkTarget.storyUUID(object) {
      uuids.insert(uuid)
      return []
    }
    let component = object["component"]?.string
    switch object["type"]?.string {
    // The id of an embedded block is a uuid too.
    case "blok" where component == nil: return object["attrs"]?["body"]?.items ?? []
    case "text" where component == nil && style == .plain: return []
    default: break
    }
    if object["fieldtype"]?.string == "asset" { return [] }
    return BlockField.all(of: object, language: language).flatMap { field -> [JSONTree] in
      let values = [field.translation, field.value].compactMap(\.self)
      if let component { for value in values { add(value, OptionField(component, field.name)) } }
      return values
    }
  }

  private mutating func add(_ text: String) {
    if UUIDText.matches(text) { uuids.insert(text) } else { uuids.formUnion(HTMLLinks.uuids(in: text)) }
  }

  private mutating func add(_ value: JSONTree, _ field: OptionField) {
    let texts: [String]
    switch value {
    case .string(let text): texts = [text]
    case .array(let items): texts = items.compactMap(\.string)
    default: return
    }
    for text in texts.prefix(100) where !text.isEmpty && text.utf8.count <= OptionField.longestValue {
      guard !UUIDText.matches(text) else { continue }
      options.insert(field)
      hasTellingValue = hasTellingValue || OptionLabels.isTelling(text)
    }
  }

  /// Adds other needs.
  public mutating func formUnion(_ other: ContentNeeds) {
    uuids.formUnion(other.uuids)
    options.formUnion(other.options)
    hasTellingValue = hasTellingValue || other.hasTellingValue
  }
}
