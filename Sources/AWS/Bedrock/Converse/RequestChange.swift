/// A change of a request that a model's refusal made necessary.
enum RequestChange: Sendable, Equatable {
  /// No temperature.
  case noTemperature
  /// No cache points.
  case noCachePoints
  /// At most that many tokens, the model's own limit.
  case mostTokens(Int)
  /// At most that many tokens, which the input leaves of the model's context.
  case room(Int)
  /// No reasoning of earlier messages.
  case noReasoning
  /// Not that many of the messages of earlier questions, from the first.
  case noOldTurns(messages: Int)
  /// No messages of earlier questions.
  case noHistory
  /// Stories as fenced text in place of search results with citations.
  case noSearchResults
  /// No adaptive thinking; the effort stays.
  case noThinking
  /// No effort.
  case noEffort
  /// The answer as the input of a tool, not as text of a format.
  case noTextFormat
  /// That tool offered, not forced.
  case noForcedTool
  /// No images in results of tools.
  case noToolImages

  /// The kinds of change, each of which a call makes at most once.
  enum Kind: Hashable {
    case noTemperature, noCachePoints, mostTokens, room, noReasoning, noOldTurns, noHistory, noSearchResults
    case noThinking, noEffort, noTextFormat, noForcedTool, noToolImages
  }

  /// Its kind.
  var kind: Kind {
    switch self {
    case .noTemperature: .noTemperature
    case .noCachePoints: .noCachePoints
    case .mostTokens: .mostTokens
    case .room: .room
    case .noReasoning: .noReasoning
    case .noOldTurns: .noOldTurns
    case .noHistory: .noHistory
    case .noSearchResults: .noSearchResults
    case .noThinking: .noThinking
    case .noEffort: .noEffort
    case .noTextFormat: .noTextFormat
    case .noForcedTool: .noForcedTool
    case .noToolImages: .noToolImages
    }
  }

  /// Whether it holds for the model, and so for later requests too. The room differs with each request.
  var isLasting: Bool { kind != .room }

  /// Applies the change; false if it changes nothing.
  func apply(to request: inout ConverseRequest) -> Bool {
    let before = request
    switch self {
    case .noTemperature: request.temperature = nil
    case .noCachePoints: (request.cachesPrefix, request.cachesMessages) = (false, false)
    case .mostTokens(let limit), .room(let limit): if limit < request.tokenLimit { request.maxTokens = limit }
    case .noReasoning: request.omitsReasoning = true
    case .noOldTurns(let count): request.omittedMessages = max(count, request.omittedMessages)
    case .noHistory: request.omittedMessages = request.historyCount
    case .noSearchResults: request.storyForm = .fencedText
    case .noThinking: if request.effort != nil { request.omitsThinking = true }
    case .noEffort: request.effort = nil
    case .noTextFormat: if request.schema != nil { request.answersByTool = true }
    case .noToolImages: if request.hasToolImages { request.omitsToolImages = true }
    case .noForcedTool: if request.forcesTool { request.omitsForcedTool = true }
    }
    return request != before
  }
}
