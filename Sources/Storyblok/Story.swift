import Core

/// A story as lists return it. Its content stays undecoded.
public struct Story: Sendable, Equatable {
  /// The id, up to 53 bits.
  public var id: Int64
  /// The id that copies of a space share.
  public var uuid: String?
  /// The name in the editor.
  public var name: String
  /// The full slug without slashes at its ends: `blog/choosing-boots`, `blog` for the start page of that folder.
  public var slug: String
  /// The full slug in the default language as Storyblok stores it: `blog/` for a folder's start page.
  public var storedSlug: String
  /// The full slug in the language that was asked for, with the language's prefix: `de/blog/schuhe-waehlen`; nil in the
  /// default language. The delivery API tells it; see `translated(to:)`.
  public var localSlug: String?
  /// Names and paths in other languages.
  public var translations: [StoryTranslation] = []
  /// The real path, if one is set. It replaces the slug in the visual editor's URL.
  public var path: String?
  /// The technical name of the root block: `article`.
  public var contentType: String?
  /// Whether it is a folder.
  public var isFolder = false
  /// Whether it is the start page of its folder.
  public var isStartpage = false
  /// The publication state.
  public var state: State
  /// When it was made, ISO 8601.
  public var createdAt: String?
  /// When it was last published, ISO 8601.
  public var publishedAt: String?
  /// When it was last saved, ISO 8601.
  public var updatedAt: String?
  /// The tags.
  public var tags: [String] = []
  /// The content, undecoded; nil if the list has none.
  public var content: ArraySlice<UInt8>?
  /// The whole story as Storyblok sent it, undecoded.
  public var bytes: ArraySlice<UInt8>

  /// The publication state of a story.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Published without later changes.
    case published
    /// Published, with later changes.
    case changed
    /// Not published.
    case draft
    /// Not published, with a scheduled time.
    case scheduled

    /// Whether a version is published.
    public var isLive: Bool { self == .published || self == .changed }
  }

  /// The whole story as JSON on one line. Characters that a terminal interprets are escaped; the rest is as Storyblok
  /// sent it.
  public var json: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    JSONPassThrough.append(bytes, to: &out)
    return out
  }
}

extension Story {
  /// Reads a response of the management API: `{"story":{…}}`; nil without a story.
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

  /// Reads a story of either API; nil without an id or slug.
  init?(_ bytes: ArraySlice<UInt8>) throws(JSONFault) {
    var fields = Fields()
    var reader = JSONReader(bytes)
    try reader.membersIfObject { (reader, name) throws(JSONFault) in try fields.read(name, &reader) }
    guard let id = fields.id, let slug = fields.defaultSlug ?? fields.fullSlug ?? fields.slug else { return nil }
    self.init(
      id: id, uuid: fields.uuid, name: fields.name ?? slug, slug: StorySlug.collapsed(slug),
      storedSlug: slug, path: fields.path,
      contentType: fields.contentType ?? fields.component, isFolder: fields.isFolder ?? false,
      isStartpage: fields.isStartpage ?? false, state: fields.state,
      createdAt: fields.createdAt, publishedAt: fields.publishedAt, updatedAt: fields.updatedAt, tags: fields.tags,
      content: fields.content, bytes: bytes)
    if fields.defaultSlug != nil { localSlug = fields.fullSlug }
    translations = fields.translations
  }

  private struct Fields {
    var id: Int64?
    var uuid, name, slug, fullSlug, defaultSlug, path, contentType, component: String?
    var createdAt, publishedAt, updatedAt, publishAt: String?
    var isFolder, isStartpage, isPublished, hasChanges: Bool?
    var tags: [String] = []
    var translations: [StoryTranslation] = []
    var content: ArraySlice<UInt8>?

    mutating func read(_ name: String, _ reader: inout JSONReader) throws(JSONFault) {
      switch name {
      case "id": id = try reader.integer()
      case "uuid": uuid = try reader.text()
      case "name": self.name = try reader.text()
      case "slug": slug = try reader.text()
      case "full_slug": fullSlug = try reader.text()
      case "default_full_slug": defaultSlug = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "translated_slugs", "localized_paths": translations += try StoryTranslation.list(&reader)
      case "path": path = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "content_type": contentType = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "is_folder": isFolder = try reader.flag()
      case "is_startpage": isStartpage = try reader.flag()
      case "published": isPublished = try reader.flag()
      case "unpublished_changes": hasChanges = try reader.flag()
      case "created_at": createdAt = try reader.text()
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

    /// The management API has a member for the state; the delivery API has only the time of publication.
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
