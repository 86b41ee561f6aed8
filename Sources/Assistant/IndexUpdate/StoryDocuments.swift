import Core
import Index
import Storyblok

/// Makes documents of an index from stories: the text is what `--full` shows and what the model reads.
struct StoryDocuments: Sendable {
  let client: StoryblokClient
  let scope: StoryScope

  /// The documents of `stories`. Names that their texts need are looked up together.
  ///
  /// - Throws: `Failure` with code `interrupted`.
  func documents(of stories: [Story]) async throws(Failure) -> [IndexDocument] {
    client.learn(stories, in: scope)
    let bare = ContentText(.plain, language: scope.language)
    let needs = stories.reduce(into: ContentNeeds()) { $0.formUnion(bare.needs(of: $1)) }
    let names = try await client.names(for: needs, in: scope)
    let text = ContentText(.plain, language: scope.language, names: names)
    return stories.map { document(of: $0, text: text.text(of: $0)) }
  }

  private func document(of story: Story, text: String) -> IndexDocument {
    let local = story.translated(to: scope.language)
    var indexed = IndexStory(
      id: story.id, slug: story.slug, storedSlug: story.storedSlug, name: OneLine.joined(local.name),
      state: story.state.rawValue)
    indexed.uuid = story.uuid
    indexed.localSlug = scope.language == nil ? nil : local.localSlug
    indexed.path = story.path
    indexed.contentType = story.contentType
    indexed.isStartpage = story.isStartpage
    indexed.createdAt = story.createdAt
    indexed.publishedAt = story.publishedAt
    indexed.updatedAt = story.updatedAt
    indexed.tags = story.tags
    let traits = story.contentTraits
    indexed.blocks = traits.blocks
    indexed.references = traits.uuids
    indexed.translatedSlugs = Set(story.translatedSlugs)
    return IndexDocument(indexed, text: text, stamp: story.stamp(scope.version).text)
  }
}
