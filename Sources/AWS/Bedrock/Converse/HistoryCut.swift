import Core

/// What can be left out of a request that is too long for the model: the oldest turns of the conversation, then all.
///
/// How many turns are too many is estimated from their bytes and from what the service says of the length, because
/// counting tokens would be another request. The bytes of images and documents say nothing of their tokens.
struct HistoryCut {
  private let request: ConverseRequest
  /// The length that the model allows, in thousandths of the request's; nil if the service does not say it.
  private let allowed: Int?

  /// The parts of `request` to leave out.
  init(_ request: ConverseRequest, allowed: Int?) {
    self.request = request
    self.allowed = allowed
  }

  /// The changes, the smallest first; none without a history.
  var changes: [(RequestChange, Remedy, RequestRepair.Notability)] {
    let model = request.model.used
    guard request.omittedMessages < request.historyCount else { return [] }
    var changes: [(RequestChange, Remedy, RequestRepair.Notability)] = []
    if let (messages, turns) = oldest {
      changes.append(
        (
          .noOldTurns(messages: messages),
          "the conversation is too long for \(model): asking without its oldest \(turns == 1 ? "turn" : "\(turns) turns")",
          .warning
        ))
    }
    changes.append((.noHistory, "the conversation so far is too long for \(model): asking without it", .warning))
    return changes
  }

  /// The oldest turns that are too many, and their messages, counted from the first; nil if these are all of them.
  private var oldest: (messages: Int, turns: Int)? {
    let history = request.messages[request.omittedMessages..<request.historyCount]
    let sizes = history.map(\.bytes)
    let excess = excess(of: sizes.reduce(0, +))
    let starts = history.indices.filter { request.messages[$0].beginsTurn }
    var left = 0
    for (turn, start) in starts.enumerated().dropFirst() {
      left = sizes[..<(start - request.omittedMessages)].reduce(0, +)
      if left >= excess { return (start, turn) }
    }
    return nil
  }

  /// The bytes that are too many, with a margin for the estimate; half of the history if nothing is known.
  private func excess(of history: Int) -> Int {
    guard let allowed, (1..<1000).contains(allowed) else { return history / 2 }
    let files = request.messages.reduce(0) { $0 + $1.fileBytes }
    if files > 0, let window = ModelTable.window(of: request.model) {
      // Of the input, its files included, `window` tokens are allowed. A token of text is about four bytes.
      return (window * 1000 / allowed - window * 19 / 20) * 4
    }
    let whole = max(0, request.body().count - files * 4 / 3)
    return whole - whole / 1000 * allowed * 19 / 20
  }
}
