import Core

/// One page of the delivery API's links: every story and folder without content
/// (storyblok.com/docs/api/content-delivery/v2/links/retrieve-multiple-links).
struct LinkPage: Sendable {
  /// One link.
  struct Link: Sendable {
    var id: Int64
    var uuid: String?
    var slug: String
    var name: String?
    var path: String?
    var isFolder = false
    var isPublished = false
    var publishedAt, updatedAt: String?
  }

  var links: [Link] = []
  /// The number of items on the page, those without an id or slug included.
  var items = 0

  /// Reads `{"links":{UUID:{…},…}}`.
  init(_ body: [UInt8]) throws(JSONFault) {
    var page = (links: [Link](), items: 0)
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      guard name == "links", try reader.kind() == .object else { return try reader.skip() }
      isList = true
      try reader.members { (reader, _) throws(JSONFault) in
        page.items += 1
        if let link = try Self.link(&reader) { page.links.append(link) }
      }
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
    (links, items) = page
  }

  private static func link(_ reader: inout JSONReader) throws(JSONFault) -> Link? {
    var link = Link(id: 0, slug: "")
    try reader.membersIfObject { (reader, name) throws(JSONFault) in
      switch name {
      case "id": link.id = try reader.integer() ?? 0
      case "uuid": link.uuid = try reader.text()
      case "slug": link.slug = try reader.text() ?? ""
      case "name": link.name = try reader.text()
      case "path": link.path = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "is_folder": link.isFolder = try reader.flag() ?? false
      case "published": link.isPublished = try reader.flag() ?? false
      case "published_at": link.publishedAt = try reader.text()
      case "updated_at": link.updatedAt = try reader.text()
      default: try reader.skip()
      }
    }
    return link.id > 0 && !link.slug.isEmpty ? link : nil
  }
}
