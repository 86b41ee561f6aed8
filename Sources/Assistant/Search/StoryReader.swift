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

  /// The plain text of stories, in the order of `ids`; missing ids are left out.
  ///
  /// - Parameter limit: the most bytes of text per story; longer text is cut and ends in `…`.
  /// - Throws: `Failure` of Storyblok or the network.
  public func plainText(of ids: [Int64], limit: Int = 100_000) async throws(Failure) -> [(
    story: Story, text: String
  )] {
    let text = ContentText(.plain, limit: limit)
    var found: [(story: Story, text: String)] = []
    try await client.read(ids: ids, in: scope) { (story) throws(Failure) in
      found.append((story, text.text(of: story)))
    }
    return found
  }
}
