import Core

/// The messages of a request after which the model caches what it has read.
///
/// A cache point stands after the last message of each round: the question, then the results of the tools. The first
/// question of a conversation has none, so that a question that is answered in one round costs no more for it. A request
/// holds the last two: the point that the round before wrote, from which it reads, and its own. With those after the
/// tools and the system prompt these are four, the most that the service takes.
struct RequestCachePoints {
  /// The most cache points in messages.
  private static let most = 2

  /// The indices in the request's messages, in order.
  let indices: [Int]

  /// The cache points of `request`.
  init(_ request: ConverseRequest) {
    guard request.cachesMessages, let minimum = ModelTable.entry(for: request.model.tableID)?.cacheMinimum else {
      indices = []
      return
    }
    let start = min(request.omittedMessages, request.historyCount)
    // Of the turn before, only its question is sent again as it was: the results of its tools are shortened.
    let before = request.messages[..<request.historyCount].lastIndex { $0.beginsTurn }
    let rounds = request.messages.indices.filter { index in
      guard request.messages[index].role == .user, index > start else { return false }
      return index >= request.historyCount || index == before
    }
    indices = rounds.suffix(Self.most).filter { index in
      request.cachesPrefix || request.tokens(through: index) >= minimum
    }
  }
}

extension Message {
  /// Whether it is a question of the user, and not the result of tools.
  var beginsTurn: Bool {
    role == .user && !content.contains { if case .toolResult = $0 { true } else { false } }
  }
}
