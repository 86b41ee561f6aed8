/// A story that an answer rests on.
public struct AskSource: Sendable, Equatable {
  /// The story. A search of the conversation returned it.
  public var story: FoundStory
  /// The story's own words that the service attributes the answer to, in order of their first use; empty if the model
  /// marked the story itself.
  public var quotes: [String]

  /// The story's id.
  public var id: Int64 { story.id }

  /// Makes a source.
  public init(_ story: FoundStory, quotes: [String] = []) {
    self.story = story
    self.quotes = quotes
  }
}
