public import Core
public import Storyblok

/// Reads the text of stories, for whoever is to answer from it.
public struct StoryReader: Sendable {
  private let client: StoryblokClient
  private let scope: StoryScope

  /// A reader of the space of `client`. With a management token it is always the current draft that is read.
  public init(client: StoryblokClient, scope: StoryScope = StoryScope()) {
    self.client = client
    self.scope = scope
  }

  /// The plain text of stories, in the order of `ids`; ids that do not exist are left out.
  ///
  /// - Parameter limit: the most bytes of text per story; what goes beyond is cut and ends in `…`.
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
