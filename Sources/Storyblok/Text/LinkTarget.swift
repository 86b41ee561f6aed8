/// Where a link of Storyblok leads, in rich text and in link fields alike.
enum LinkTarget {
  /// The target; nil for a link that leads nowhere.
  static func url(_ link: JSONTree) -> String? {
    switch link["linktype"]?.string {
    case "email":
      guard let address = link["email"]?.text ?? link["href"]?.text ?? link["url"]?.text else { return nil }
      return address.hasPrefix("mailto:") ? address : "mailto:" + address
    case "story":
      guard
        let path = link["story"]?["full_slug"]?.text ?? link["cached_url"]?.text ?? link["href"]?.text
          ?? link["url"]?.text
      else { return nil }
      let rooted = path.hasPrefix("/") || path.contains("://") ? path : "/" + path
      return rooted + (link["anchor"]?.text.map { "#" + $0 } ?? "")
    default: return link["href"]?.text ?? link["url"]?.text ?? link["cached_url"]?.text
    }
  }
}
