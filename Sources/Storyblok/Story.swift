import Core

/// A story as lists give it: what it is called and where it stands. Its content stays undecoded bytes.
public struct Story: Sendable, Equatable {
  /// The id, up to 53 bits.
  public var id: Int64
  /// The id that stays the same in copies of a space.
  public var uuid: String?
  /// The name, as editors see it.
  public var name: String
  /// The full slug: `blog/choosing-boots`.
  public var slug: String
  /// The real path, where one is set; it takes the slug's place in the visual editor's URL.
  public var path: String?
  /// The technical name of the root block: `article`.
  public var contentType: String?
  /// Whether it is a folder.
  public var isFolder = false
  /// Whether it is its folder's start page.
  public var isStartpage = false
  /// Where it stands between draft and publication.
  public var state: State
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// When it was last saved, ISO 8601.
  public var updatedAt: String?
  /// Its tags.
  public var tags: [String] = []
  /// Its content, undecoded; nil where the list has none.
  public var content: ArraySlice<UInt8>?
  /// The whole story as Storyblok sent it, undecoded.
  public var bytes: ArraySlice<UInt8>

  /// Where a story stands between draft and publication.
  public enum State: String, Sendable, Codable {
    /// What is published is what editors see.
    case published
    /// Published, and changed since.
    case changed
    /// Never or no longer published.
    case draft
    /// Not published, with a time at which it will be.
    case scheduled
  }

  /// The whole story as JSON on one line, as Storyblok sent it; characters that would harm a terminal are escaped.
  public var json: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    JSONPassThrough.append(bytes, to: &out)
    return out
  }
}

extension Story {
  /// Reads the answer of the management API: `{"story":{…}}`; nil where no story is in it.
  init?(answer body: [UInt8]) throws(JSONFault) {
    var found: ArraySlice<UInt8>?
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      if name == "story" { found = try reader.object() } else { try reader.skip() }
    }
    try reader.finish()
    guard let found else { return nil }
    try self.init(found)
  }

  /// Reads a story of either API; nil where it has no id or no name, which nothing can be done with.
  init?(_ bytes: ArraySlice<UInt8>) throws(JSONFault) {
    var fields = Fields()
    var reader = JSONReader(bytes)
    try reader.membersIfObject { (reader, name) throws(JSONFault) in try fields.read(name, &reader) }
    guard let id = fields.id, let slug = fields.fullSlug ?? fields.slug else { return nil }
    self.init(
      id: id, uuid: fields.uuid, name: fields.name ?? slug, slug: slug, path: fields.path,
      contentType: fields.contentType ?? fields.component, isFolder: fields.isFolder ?? false,
      isStartpage: fields.isStartpage ?? false, state: fields.state, publishedAt: fields.publishedAt,
      updatedAt: fields.updatedAt, tags: fields.tags, content: fields.content, bytes: bytes)
  }

  private struct Fields {
    var id: Int64?
    var uuid, name, slug, fullSlug, path, contentType, component, publishedAt, updatedAt, publishAt: String?
    var isFolder, isStartpage, isPublished, hasChanges: Bool?
    var tags: [String] = []
    var content: ArraySlice<UInt8>?

    mutating func read(_ name: String, _ reader: inout JSONReader) throws(JSONFault) {
      switch name {
      case "id": id = try reader.integer()
      case "uuid": uuid = try reader.text()
      case "name": self.name = try reader.text()
      case "slug": slug = try reader.text()
      case "full_slug": fullSlug = try reader.text()
      case "path": path = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "content_type": contentType = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "is_folder": isFolder = try reader.flag()
      case "is_startpage": isStartpage = try reader.flag()
      case "published": isPublished = try reader.flag()
      case "unpublished_changes": hasChanges = try reader.flag()
      case "published_at": publishedAt = try reader.text()
      case "updated_at": updatedAt = try reader.text()
      case "publish_at": publishAt = try reader.text()
      case "tag_list": tags = try reader.texts()
      case "content":
        content = try reader.object()
        component = try content.flatMap { (bytes) throws(JSONFault) in try Self.component(of: bytes) }
      default: try reader.skip()
      }
    }

    /// The management API says whether a story is published; the delivery API only when.
    var state: State {
      guard isPublished ?? (publishedAt != nil) else { return publishAt == nil ? .draft : .scheduled }
      return hasChanges == true ? .changed : .published
    }

    private static func component(of content: ArraySlice<UInt8>) throws(JSONFault) -> String? {
      var component: String?
      var reader = JSONReader(content)
      try reader.members { (reader, name) throws(JSONFault) in
        if name == "component" { component = try reader.text() } else { try reader.skip() }
      }
      return component
    }
  }
}
