/// Stories in the forms of the two APIs.
enum StoryJSON {
  /// The members of a management list item, without braces.
  static func managementMembers(_ story: Story) -> [UInt8] {
    let state: JSON = [
      "id": .int(story.id), "uuid": .string(story.uuid), "name": .string(story.name),
      "slug": .string(story.slug),
      "full_slug": .string(story.fullSlug), "path": .text(story.path), "parent_id": .int(story.parentID),
      "group_id": .string(Text.uuid("group \(story.fullSlug)")),
      "content_type": story.isFolder ? .null : .string(story.contentType), "is_folder": .bool(story.isFolder),
      "is_startpage": .bool(story.isStartpage), "published": .bool(story.published),
      "unpublished_changes": .bool(story.unpublishedChanges),
    ]
    let times: JSON = [
      "created_at": .string(story.createdAt), "updated_at": .string(story.updatedAt),
      "published_at": .text(story.publishedAt), "first_published_at": .text(story.firstPublishedAt),
      "publish_at": .text(story.publishAt), "expire_at": .null, "tag_list": .texts(story.tags),
      "position": .int(story.position),
      "last_author": ["id": 77, "userid": "lena", "friendly_name": "Lena Huber"],
      "stage": ["workflow_id": .null], "release_ids": .array(story.releases.map { .int($0) }),
      "translated_stories": [], "alternates": [], "translated_slugs": translations(story),
      "localized_paths": translations(story),
    ]
    return Array(state.bytes.dropFirst().dropLast()) + [UInt8(ascii: ",")]
      + Array(times.bytes.dropFirst().dropLast())
  }

  /// A whole story of the delivery API.
  static func delivery(_ story: Story, content: [UInt8], language: String?) -> [UInt8] {
    let translated = story.translatedSlugs.first { $0.lang == language }
    let slug = language.map { "\($0)/\(translated?.path ?? story.fullSlug)" } ?? story.fullSlug
    let head: JSON = [
      "name": .string(translated?.name ?? story.name), "created_at": .string(story.createdAt),
      "published_at": .text(story.publishedAt), "updated_at": .string(story.updatedAt), "id": .int(story.id),
      "uuid": .string(story.uuid),
    ]
    let tail: JSON = [
      "slug": .string(String(slug.split(separator: "/").last ?? "")), "full_slug": .string(slug),
      "default_full_slug": .text(language == nil ? nil : story.fullSlug), "sort_by_date": .null,
      "position": .int(story.position), "tag_list": .texts(story.tags),
      "is_startpage": .bool(story.isStartpage),
      "parent_id": .int(story.parentID), "meta_data": .null,
      "group_id": .string(Text.uuid("group \(story.fullSlug)")),
      "first_published_at": .text(story.firstPublishedAt),
    ]
    let end: JSON = [
      "release_id": .null, "lang": .string(language ?? "default"), "path": .text(story.path),
      "alternates": [],
      "translated_slugs": translations(story),
    ]
    var output = Array(head.bytes.dropLast())
    output += Array(",\"content\":".utf8)
    output += content
    output.append(UInt8(ascii: ","))
    output += tail.bytes.dropFirst().dropLast()
    output.append(UInt8(ascii: ","))
    output += end.bytes.dropFirst()
    return output
  }

  /// A member of the delivery API's links.
  static func link(_ story: Story, hasDates: Bool) -> [UInt8] {
    let link: JSON = [
      "id": .int(story.id), "uuid": .string(story.uuid), "slug": .string(story.fullSlug), "path": .text(story.path),
      "real_path": .string(story.path ?? "/\(story.fullSlug)"), "name": .string(story.name),
      "published": .bool(story.published), "is_folder": .bool(story.isFolder),
      "is_startpage": .bool(story.isStartpage), "parent_id": .int(story.parentID), "position": .int(story.position),
    ]
    let dates: JSON = [
      "published_at": .text(story.publishedAt), "created_at": .string(story.createdAt),
      "updated_at": .string(story.updatedAt),
    ]
    let whole = hasDates ? link.adding(dates.members ?? []) : link
    return JSON.string(story.uuid).bytes + [UInt8(ascii: ":")] + whole.bytes
  }

  private static func translations(_ story: Story) -> JSON {
    let slugs = story.translatedSlugs.map { slug -> JSON in
      ["path": .string(slug.path), "name": .text(slug.name), "lang": .string(slug.lang), "published": true]
    }
    return slugs.isEmpty ? .null : .array(slugs)
  }

  /// `{"key":[…], …}` from parts that are JSON already.
  static func list(
    _ key: String, _ items: [[UInt8]], between: (String, String) = ("[", "]"), ending: String = "}"
  ) -> [UInt8] {
    var output = Array("{\"\(key)\":\(between.0)".utf8)
    output.reserveCapacity(items.reduce(64) { $0 + $1.count + 1 })
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(contentsOf: item)
    }
    output.append(contentsOf: "\(between.1)\(ending)".utf8)
    return output
  }
}
