public import AWS
public import Core
public import Storyblok

extension Ask {
  /// The options of a run.
  public struct Options: Sendable {
    /// How long a whole answer may take if the user sets no limit: a long one that is not streamed takes minutes.
    static let patience = Duration.seconds(600)

    /// The question.
    public var question: String
    /// The words of the question that the first look searches for: those that were typed or spoken, never text from a
    /// file or a pipe. Empty for none.
    public var lookedFor = ""
    /// The model, by any of its names.
    public var model: String
    /// Further instructions of the user.
    public var system: String?
    /// The number of stories that a search returns if the model does not give one.
    public var limit = 10
    /// What all searches are limited to: content types, the beginning of the slug.
    public var filter = StoryFilter()
    /// Whether the answer is streamed.
    public var stream = true
    /// The most tokens of one answer; nil for the default.
    public var maxTokens: Int?
    /// Whether the cost is shown, for which the model of an application inference profile must be known.
    public var showsCost = false
    /// Whether the answer is read aloud.
    public var isSpoken = false
    /// The temperature; nil for the model's default.
    public var temperature: Double?
    /// How much the model thinks and writes; nil for the model's default.
    public var effort: Effort?
    /// The guardrail that the service applies.
    public var guardrail: Guardrail?
    /// The service tier; nil for the service's default.
    public var serviceTier: ServiceTier?
    /// Metadata for the account's invocation logs.
    public var metadata: [RequestMetadata] = []
    /// The files that the model is given beside the question.
    public var files: [FileBlock] = []
    /// The schema of the answer; nil for text.
    public var schema: JSONSchema?
    /// The most messages of the conversation that are sent to the model.
    public var history = 10
    /// Whether the turn is kept.
    public var keeps = true
    /// The conversation that the question belongs to.
    public var conversation = Which.new
    /// The space, if it is known. `latest` ignores conversations of another space.
    public var space: String?
    /// A random source for the mark of a new conversation's fence.
    public var random: @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    /// The bytes of the answer that are kept in memory: text that was shown need not be kept whole.
    public var keptText = Int.max

    /// The conversation that a question belongs to.
    public enum Which: Sendable, Equatable {
      case new
      case latest
      case id(String)
    }

    /// Options for a question to a model.
    public init(question: String, model: String) {
      self.question = question
      self.model = model
    }
  }
}
