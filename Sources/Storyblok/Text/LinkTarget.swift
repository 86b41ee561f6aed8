import Core

/// The target of a link in rich text or in a link field.
///
/// A link to a story holds the story's uuid and a copy of its path. The copy is as old as the last save of the linking
/// story, so the uuid is followed first.
enum LinkTarget {
  /// The target; nil if the link has none.
  ///
  /// - Parameter paths: the paths of stories by uuid.
  static func url(_ link: JSONTree, paths: (String) -> String?) -> String? {
    switch link["linktype"]?.string {
    case "email":
      guard let address = link["email"]?.text ?? link["href"]?.text ?? link["url"]?.text else { return nil }
      return address.hasPrefix("mailto:") ? address : "mailto:" + address
    case "story":
      return url(path: storyUUID(link).flatMap(paths), copy: copy(link), anchor: link["anchor"]?.text)
    default:
      let url = link["href"]?.text ?? link["url"]?.text ?? link["cached_url"]?.text ?? ""
      let target = url + anchor(link["anchor"]?.text, after: url)
      return target.isEmpty ? nil : target
    }
  }

  /// The target of a link to a story.
  ///
  /// - Parameters:
  ///   - path: the story's path as it is now, if it is known.
  ///   - copy: the path in the link.
  ///   - anchor: the place on the page. The fragment of `copy` takes its place if it is nil.
  static func url(path: String?, copy: String?, anchor: String?) -> String? {
    let parts = (copy ?? "").split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? String(parts[1]) : nil
    let mark = Self.anchor(anchor ?? fragment, after: "")
    let target = path ?? parts.first.map(String.init) ?? ""
    // A link within its own page has an anchor alone.
    guard !target.isEmpty else { return mark.isEmpty ? nil : mark }
    return (target.hasPrefix("/") || target.contains("://") ? target : "/" + target) + mark
  }

  /// The uuid of the linked story; nil for other links. The member is `uuid` in rich text and `id` in a link field.
  static func storyUUID(_ link: JSONTree) -> String? {
    guard link["linktype"]?.string == "story", let uuid = link["uuid"]?.text ?? link["id"]?.text else { return nil }
    return uuid.utf8.count <= 64 ? uuid : nil
  }

  private static func copy(_ link: JSONTree) -> String? {
    link["story"]?["full_slug"]?.text ?? link["cached_url"]?.text ?? link["href"]?.text ?? link["url"]?.text
  }

  private static func anchor(_ anchor: String?, after url: String) -> String {
    guard let anchor, !anchor.isEmpty, !url.utf8.contains(UInt8(ascii: "#")) else { return "" }
    return anchor.hasPrefix("#") ? anchor : "#" + anchor
  }
}
