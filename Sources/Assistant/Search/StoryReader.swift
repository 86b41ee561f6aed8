public import Core
public import Storyblok

/// Reads the text of whole stories.
public struct StoryReader: Sendable {
  private let client: StoryblokClient
  private let scope: StoryScope

  /// A reader for the space of `client`. A management token always reads the current draft.
  public init(client: StoryblokClient, scope: StoryScope = StoryScope()) {
    self.client = client
    self.scope = scope
  }

  /// The images of a story; none if it is not there.
  ///
  /// - Throws: `Failure` of Storyblok or the network.
  public func images(of id: Int64) async throws(Failure) -> [StoryImage] {
    let scope = try await client.checked(scope)
    var images: [StoryImage] = []
    try await client.read(ids: [id], in: scope) { (story) throws(Failure) in
      images = StoryImages.all(in: story, language: scope.language)
    }
    return images
  }

  /// The plain text of stories, in the order of `ids`; missing ids are left out.
  ///
  /// - Parameter limit: the most bytes of text per story; longer text is cut and ends in `…`.
  /// - Throws: `Failure` of Storyblok or the network.
  public func plainText(of ids: [Int64], limit: Int = 100_000) async throws(Failure) -> [(
    story: Story, text: String
  )] {
    let scope = try await client.checked(scope)
    var found: [(story: Story, text: String)] = []
    for start in stride(from: 0, to: ids.count, by: SearchRun.batch) {
      var stories: [Story] = []
      let batch = Array(ids[start..<min(start + SearchRun.batch, ids.count)])
      try await client.read(ids: batch, in: scope) { (story) throws(Failure) in stories.append(story) }
      client.learn(stories, in: scope)
      let bare = ContentText(.plain, language: scope.language)
      let needs = stories.reduce(into: ContentNeeds()) { $0.formUnion(bare.needs(of: $1)) }
      let names = try await client.names(for: needs, in: scope)
      let text = ContentText(.plain, limit: limit, language: scope.language, names: names)
      found += stories.map { ($0, text.text(of: $0)) }
    }
    return found
  }
}
