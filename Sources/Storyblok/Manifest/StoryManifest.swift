public import Core

/// The stories of a space without their content: what is there, and which version of it.
public struct StoryManifest: Sendable, Equatable {
  /// The stamps of the stories, each id once.
  public var stamps: [StoryStamp] = []
  /// Whether these are all stories, so that one that is not among them is gone. Otherwise they are those that changed
  /// last, and all others are as they were.
  public var isWhole = true

  /// No stories.
  public init() {}
}

extension StoryblokClient {
  /// The stories of the space in `scope`, without folders and content.
  ///
  /// With a delivery token these are all, a thousand a request. With a management token the list is read from the story
  /// saved last, a hundred a request, until `known` has all of a page and the service's count fits to what is known;
  /// where it does not fit, stories are gone, and the whole list is read.
  ///
  /// - Parameters:
  ///   - known: the stamps of the last complete reading, by id; nil to read the whole list.
  ///   - progress: told how many stories were read of how many.
  /// - Throws: `Failure`.
  public func manifest(
    in scope: StoryScope, known: [Int64: String]? = nil, progress: @Sendable (Int, Int?) -> Void = { _, _ in }
  ) async throws(Failure) -> StoryManifest {
    try await ask { (source) throws(Failure) in
      try await source.manifest(in: scope, known: known, client: self, progress: progress)
    }
  }
}
