extension Ask {
  /// What is asked, and how.
  public struct Options: Sendable {
    /// The question.
    public var question: String
    /// The model, by any name.
    public var model: String
    /// Further instructions of the user.
    public var system: String?
    /// How many stories a search gives where the model does not say.
    public var limit = 10
    /// The content type all searches keep to.
    public var contentType: String?
    /// Whether the answer is shown as it is written.
    public var stream = true
    /// The most tokens of one answer; nil for the default.
    public var maxTokens: Int?
    /// The temperature, where one was asked for.
    public var temperature: Double?
    /// How many messages of the conversation the model is shown.
    public var history = 10
    /// Which conversation the question belongs to.
    public var conversation = Which.new
    /// The space, as far as it is known: conversations of another are not gone on with by themselves.
    public var space: String?
    /// How much of a long answer is kept in memory, in bytes: what was shown need not be held whole.
    public var keptText = Int.max

    /// Which conversation a question belongs to.
    public enum Which: Sendable, Equatable {
      case new
      case latest
      case id(String)
    }

    /// Asks a question of a model.
    public init(question: String, model: String) {
      self.question = question
      self.model = model
    }
  }
}
