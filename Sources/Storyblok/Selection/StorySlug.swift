import Core
import HTTP

/// Slugs as people copy them.
package enum StorySlug {
  /// The slug in `text`: without an origin (an address from the browser), query, fragment, percent-encoding, white space
  /// and line ends around it, leading and trailing `/`. The root of a site is `home`, by Storyblok's convention. A
  /// fragment that is a path (`/#/blog/boots`) is the page of a site that routes by fragments. (`EditorAddress` reads
  /// addresses of the editor.)
  package static func normalized(_ text: String) -> String {
    let slug = trimmed(path(text))
    return slug.isEmpty && text.contains("/") ? "home" : String(slug)
  }

  /// The beginning of slugs in `text`, as `normalized`; a trailing `/` is kept.
  package static func prefix(_ text: String) -> String {
    let path = path(text)
    let slug = trimmed(path)
    return path.hasSuffix("/") && !slug.isEmpty ? slug + "/" : String(slug)
  }

  /// A stored slug without slashes at its ends: that of a folder's start page ends with `/`.
  package static func collapsed(_ slug: String) -> String {
    let slug = trimmed(slug)
    return slug.isEmpty ? "/" : String(slug)
  }

  /// `slug` without a leading language code (`de/`, `de-at/`); unchanged if it begins with none of `codes`.
  package static func withoutLanguage(_ slug: String, _ codes: [String]) -> String {
    guard let slash = slug.firstIndex(of: "/"), slash > slug.startIndex else { return slug }
    let first = code(slug[..<slash])
    return codes.contains { code($0[...]) == first } ? String(slug[slug.index(after: slash)...]) : slug
  }

  /// Whether the first part of `slug` may be a language code: two or three letters, perhaps a region.
  static func mayHaveLanguage(_ slug: String) -> Bool {
    guard let slash = slug.firstIndex(of: "/") else { return false }
    let parts = slug[..<slash].split { $0 == "-" || $0 == "_" }
    return (2...3).contains(parts.first?.count ?? 0) && parts.allSatisfy { $0.allSatisfy(\.isLetter) }
  }

  /// Whether `name` names the story in the forms that are forgiven: in other letter case, by a translated slug, each
  /// with or without a language's code.
  static func fits(_ name: String, _ story: Story, languages codes: [String]) -> Bool {
    let asked = name.lowercased()
    let names = [story.slug] + story.translatedSlugs + story.translatedSlugs.map { withoutLanguage($0, codes) }
    let known = Set(names.map { collapsed($0).lowercased() })
    return known.contains(asked) || known.contains(withoutLanguage(asked, codes))
  }

  private static func path(_ text: String) -> String {
    var text = text.trimmed
    if let mark = text.firstRange(of: "://"), text[..<mark.lowerBound].allSatisfy({ $0.isASCII && $0.isLetter }) {
      let rest = text[mark.upperBound...]
      text = String(rest[(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)...])
      if let route = ["/#/", "/#!/", "#/", "#!/"].first(where: text.hasPrefix) {
        text = String(text.dropFirst(route.count - 1))
      }
    }
    let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
    let decoded = PercentEncoding.decoded(String(text[..<end]))
    // An escape that is not UTF-8 is no escape of a slug.
    return decoded.contains("\u{FFFD}") ? String(text[..<end]) : decoded
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = text[...]
    while rest.hasPrefix("/") { rest.removeFirst() }
    while rest.hasSuffix("/") { rest.removeLast() }
    return rest
  }

  private static func code(_ text: Substring) -> String { text.lowercased().replacing("_", with: "-") }
}
