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
  /// No messages of earlier questions.
  case noHistory

  /// The kinds of change, each of which a call makes at most once.
  enum Kind: Hashable { case noTemperature, noCachePoints, mostTokens, room, noReasoning, noHistory }

  /// Its kind.
  var kind: Kind {
    switch self {
    case .noTemperature: .noTemperature
    case .noCachePoints: .noCachePoints
    case .mostTokens: .mostTokens
    case .room: .room
    case .noReasoning: .noReasoning
    case .noHistory: .noHistory
    }
  }

  /// Whether it holds for the model, and so for later requests too. The room differs with each request.
  var isLasting: Bool { kind != .room }

  /// Applies the change; false if it changes nothing.
  func apply(to request: inout ConverseRequest) -> Bool {
    let before = request
    switch self {
    case .noTemperature: request.temperature = nil
    case .noCachePoints: request.cachesPrefix = false
    case .mostTokens(let limit), .room(let limit): if limit < request.tokenLimit { request.maxTokens = limit }
    case .noReasoning: request.omitsReasoning = true
    case .noHistory: request.omitsHistory = true
    }
    return request != before
  }
}
