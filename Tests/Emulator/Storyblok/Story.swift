/// A story: a draft, perhaps a published version, and their state.
public struct Story: Sendable {
  public var id: Int
  public var name: String
  public var fullSlug: String
  /// The root block's type.
  public var contentType: String
  /// The draft: a block, translated fields as `field__i18n__lang`.
  public var content: JSON
  /// The published version, if it differs from the draft.
  public var publishedContent: JSON?
  public var published = true
  public var unpublishedChanges = false
  public var publishedAt: String? = "2026-03-02T08:15:00.000Z"
  public var firstPublishedAt: String? = "2026-01-20T08:00:00.000Z"
  public var createdAt = "2026-01-12T09:30:00.000Z"
  public var updatedAt = "2026-03-02T08:14:30.000Z"
  public var publishAt: String?
  public var isFolder = false
  public var isStartpage = false
  public var tags: [String] = []
  public var parentID = 0
  public var position = 0
  /// The path in the preview, if it is not the slug.
  public var path: String?
  /// The releases that the story is part of.
  public var releases: [Int] = []
  /// Slugs in other languages.
  public var translatedSlugs: [(lang: String, path: String, name: String?)] = []
  /// The content as JSON text, if it was generated as text: faster for thousands of stories.
  var rendered: [UInt8]?
  /// The searchable text, if it is less than all text.
  var searchText: String?

  public init(id: Int, name: String, fullSlug: String, contentType: String, content: JSON) {
    self.id = id
    self.name = name
    self.fullSlug = fullSlug
    self.contentType = contentType
    self.content = content
  }

  public var slug: String { String(fullSlug.split(separator: "/").last ?? Substring(fullSlug)) }
  public var uuid: String { Text.uuid("story \(fullSlug)") }
}

/// A story with its responses prepared, so that serving thousands is fast. A class: lists of thousands are made for each
/// request.
final class ShelvedStory: Sendable {
  let story: Story
  let uuid: String
  /// The members of a management list item, without the outer braces.
  let management: [UInt8]
  /// The member of the delivery API's links, with dates.
  let link: [UInt8]
  let draft: Version
  let published: Version?
  let components: Set<String>

  /// The draft or the published content.
  struct Version: Sendable {
    /// The content, translations included.
    let content: [UInt8]
    /// The whole story in the delivery API's form.
    let delivery: [UInt8]
    /// Name, slug and text in lower case.
    let haystack: [UInt8]
    let passages: [Passage]
  }

  init(_ story: Story) {
    self.story = story
    uuid = story.uuid
    management = StoryJSON.managementMembers(story)
    link = StoryJSON.link(story, hasDates: true)
    var components: Set<String> = [story.contentType]
    StoryText.collectComponents(story.content, into: &components)
    self.components = components
    let draft = Version(story, story.content, published: false)
    self.draft = draft
    published =
      if !story.published || story.isFolder { nil } else if let content = story.publishedContent {
        Version(story, content, published: true)
      } else { draft }
  }
}

extension ShelvedStory.Version {
  fileprivate init(_ story: Story, _ content: JSON, published: Bool) {
    let bytes = story.rendered ?? content.bytes
    let visible = story.rendered ?? StoryText.localised(content, nil).bytes
    self.content = bytes
    delivery = StoryJSON.delivery(story, content: visible, language: nil)
    let texts = story.searchText.map { [$0] } ?? StoryText.passages(content)
    haystack = Array(([story.name, story.fullSlug] + texts).joined(separator: "\n").lowercased().utf8)
    passages = texts.map { Passage($0) }
  }
}
