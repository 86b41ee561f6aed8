import Core

/// The name and the path of a story in another language.
public struct StoryTranslation: Sendable, Equatable {
  /// The code of the language.
  public var language: String
  /// The name; nil if it is not translated.
  public var name: String?
  /// The full slug without the language; nil if the response does not tell it.
  public var path: String?

  /// Reads `translated_slugs` or `localized_paths`; items without a language are left out.
  static func list(_ reader: inout JSONReader) throws(JSONFault) -> [StoryTranslation] {
    var found: [StoryTranslation] = []
    try reader.elementsIfArray { (reader) throws(JSONFault) in
      var language, name, path: String?
      try reader.membersIfObject { (reader, member) throws(JSONFault) in
        switch member {
        case "lang": language = try reader.text()
        case "name": name = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
        case "path": path = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
        default: try reader.skip()
        }
      }
      guard let language, !language.isEmpty else { return }
      found.append(StoryTranslation(language: language, name: name, path: path))
    }
    return found
  }
}

extension Story {
  /// The full slugs in other languages, without the language.
  public var translatedSlugs: [String] { translations.compactMap(\.path) }

  /// The story with its name and slug in `language`, where the response did not have them already: the delivery API
  /// translates them itself.
  public func translated(to language: String?) -> Story {
    guard let language, localSlug == nil else { return self }
    let wanted = LanguageCode.normal(language)
    let known = translations.filter { LanguageCode.normal($0.language) == wanted }
    var story = self
    story.name = known.compactMap(\.name).first ?? name
    story.localSlug = language + "/" + (known.compactMap(\.path).first ?? slug)
    return story
  }
}
