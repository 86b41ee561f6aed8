import Core

/// The target of a link in rich text or in a link field.
enum LinkTarget {
  /// The target; nil if the link has none.
  ///
  /// - Parameter paths: paths of stories by uuid, for links that name a story by uuid only.
  static func url(_ link: JSONTree, paths: [String: String] = [:]) -> String? {
    switch link["linktype"]?.string {
    case "email":
      guard let address = link["email"]?.text ?? link["href"]?.text ?? link["url"]?.text else { return nil }
      return address.hasPrefix("mailto:") ? address : "mailto:" + address
    case "story":
      guard let path = path(link) ?? uuid(link).flatMap({ paths[$0] }) else { return nil }
      let rooted = path.hasPrefix("/") || path.contains("://") ? path : "/" + path
      return rooted + (link["anchor"]?.text.map { "#" + $0 } ?? "")
    default: return link["href"]?.text ?? link["url"]?.text ?? link["cached_url"]?.text
    }
  }

  /// The uuid of the linked story if the link has no path.
  static func openUUID(_ link: JSONTree) -> String? {
    link["linktype"]?.string == "story" && path(link) == nil ? uuid(link) : nil
  }

  private static func path(_ link: JSONTree) -> String? {
    link["story"]?["full_slug"]?.text ?? link["cached_url"]?.text ?? link["href"]?.text ?? link["url"]?.text
  }

  /// The member is `uuid` in rich text and `id` in a link field.
  private static func uuid(_ link: JSONTree) -> String? { link["uuid"]?.text ?? link["id"]?.text }
}
