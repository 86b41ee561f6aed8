/// The text in a story's blocks.
enum StoryText {
  private static let silent: Set<String> = [
    "_uid", "component", "_editable", "plugin", "fieldtype", "linktype", "id", "uuid", "filename", "src",
    "href",
    "type", "class", "color", "target", "url", "cached_url",
  ]

  /// Every paragraph, heading and field of a block that holds words, in order.
  static func passages(_ value: JSON) -> [String] {
    switch value {
    case .string(let text): return text.contains(" ") || text.count > 3 ? [text] : []
    case .array(let values): return values.flatMap(passages)
    case .object(let members):
      let type = value["type"]?.string
      if type == "paragraph" || type == "heading" || type == "code_block" || type == "tableCell" {
        let text = inline(value)
        return text.isEmpty ? [] : [text]
      }
      return members.filter { !silent.contains($0.key) && !$0.key.contains("__i18n__") }.flatMap {
        passages($0.value)
      }
    default: return []
    }
  }

  private static func inline(_ node: JSON) -> String {
    if let text = node["text"]?.string { return text }
    return (node["content"]?.array ?? []).map(inline).joined()
  }

  /// The types of all blocks inside.
  static func collectComponents(_ value: JSON, into found: inout Set<String>) {
    if let values = value.array {
      for value in values { collectComponents(value, into: &found) }
    } else if let members = value.members {
      if let component = value["component"]?.string { found.insert(component) }
      for member in members { collectComponents(member.value, into: &found) }
    }
  }

  /// The content in one language: translated fields in place of the default ones, none left beside them. A hyphen of a
  /// code is an underscore. Only with `fallback` does a field without a translation come in another language.
  static func localised(_ value: JSON, _ language: String?, _ fallback: String? = nil) -> JSON {
    switch value {
    case .array(let values): return .array(values.map { localised($0, language, fallback) })
    case .object(let members):
      let kept = members.filter { !$0.key.contains("__i18n__") }.map { member in
        let translated = language.flatMap { value["\(member.key)__i18n__\($0)"] }
        let isOpen = fallback != nil && (translated == .null || translated == "")
        let own = isOpen ? fallback.flatMap { value["\(member.key)__i18n__\($0)"] } : translated
        return JSON.Member(member.key, localised(own ?? member.value, language, fallback))
      }
      return .object(kept)
    default: return value
    }
  }
}
