import Core

/// Where a link of Storyblok leads, in rich text and in link fields alike.
enum LinkTarget {
  /// The target; nil for a link that leads nowhere.
  ///
  /// - Parameter paths: where stories stand, by uuid, for links that name theirs by nothing else.
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

  /// The uuid of the story a link leads to, where the link itself does not say where that stands.
  static func openUUID(_ link: JSONTree) -> String? {
    link["linktype"]?.string == "story" && path(link) == nil ? uuid(link) : nil
  }

  private static func path(_ link: JSONTree) -> String? {
    link["story"]?["full_slug"]?.text ?? link["cached_url"]?.text ?? link["href"]?.text ?? link["url"]?.text
  }

  /// Rich text says `uuid`, a link field `id`.
  private static func uuid(_ link: JSONTree) -> String? { link["uuid"]?.text ?? link["id"]?.text }
}
