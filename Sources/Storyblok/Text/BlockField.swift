import Core

/// One field of a block, with its translations.
struct BlockField {
  /// The name, without a language.
  var name: String
  /// The value in the language that is read; nil if it has none.
  var translation: JSONTree?
  /// The value in the default language; nil if only a translation exists.
  var value: JSONTree?

  private static let mark = Array("__i18n__".utf8)

  /// The fields of a block in order. Technical members are left out, and so are translations to other languages.
  ///
  /// - Parameter language: the language in its normal form; nil for the default language.
  static func all(of block: JSONTree, language: String?) -> [BlockField] {
    var fields: [BlockField] = []
    var places: [String: Int] = [:]
    for member in block.members where !isSilent(member.name) {
      let parts = member.name.utf8.cut(at: mark)
      let name = parts.map { String(Substring($0.before)) } ?? member.name
      if let parts {
        guard let language, LanguageCode.normal(String(Substring(parts.after))) == language else { continue }
      }
      let place = places[name] ?? fields.count
      if place == fields.count {
        fields.append(BlockField(name: name))
        places[name] = place
      }
      if parts == nil { fields[place].value = member.value } else { fields[place].translation = member.value }
    }
    return fields
  }

  /// A member of an object that is no block, such as an asset's `alt`: its translation, else its own value.
  static func text(_ name: String, of object: JSONTree, language: String?) -> String? {
    guard let language else { return object[name]?.text }
    let translated = [object, object["meta_data"] ?? .null].flatMap(\.members).first { member in
      guard let parts = member.name.utf8.cut(at: mark), String(Substring(parts.before)) == name else { return false }
      return LanguageCode.normal(String(Substring(parts.after))) == language && member.value.text != nil
    }
    return translated?.value.text ?? object[name]?.text
  }

  /// Whether a member is technical and not content.
  private static func isSilent(_ name: String) -> Bool {
    name.hasPrefix("_") || name == "component" || name == "plugin" || name == "fieldtype"
  }
}
