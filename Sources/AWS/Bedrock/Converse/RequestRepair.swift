import Core

/// Removes from a refused request the part that the service refused.
///
/// The accepted parameters differ by model, and an application profile hides the model. Therefore the service's error
/// decides, not a table.
struct RequestRepair: Equatable {
  /// What is changed.
  var change: RequestChange
  /// The request with the change.
  var request: ConverseRequest
  /// What was changed, in one line.
  var notice: Remedy
  /// How the user is told.
  var notability: Notability

  /// How important a change is for the user.
  enum Notability: Equatable {
    /// The user had not asked for what was removed.
    case detail
    /// The user had asked for what was removed.
    case notice
    /// The answer may be another one.
    case warning
  }

  /// Less room than this is not used for an answer while the history can be left out, in tokens.
  private static let usefulRoom = 256

  /// The repair for `failure`; nil if there is none, or if its kind is among those already `tried`.
  init?(of request: ConverseRequest, after failure: Failure, tried: Set<RequestChange.Kind> = []) {
    guard failure.code == .validation, let reason = failure.reason else { return nil }
    let model = request.model.used
    var options: [(RequestChange, Remedy, Notability)] = []
    let isTooLong = reason.name == Failure.Reason.inputTooLong(allowed: nil).name
    let shorter = HistoryCut(request, allowed: isTooLong ? reason.value : nil).changes
    // The user did not choose the default number of tokens, so another one is not worth a notice.
    let chosen: Notability = request.maxTokens == nil ? .detail : .notice
    let asTool: (RequestChange, Remedy, Notability) = (
      .noTextFormat, "\(model) does not take a schema for its text: asking for it as a tool's input", .detail
    )
    switch reason.name {
    case Failure.Reason.temperatureRefused.name:
      options = [(.noTemperature, "\(model) does not take \(switch: .temperature): asking without it", .notice)]
    case Failure.Reason.cachePointsRefused.name:
      options = [(.noCachePoints, "\(model) does not take cache points: asking without them", .detail)]
    case Failure.Reason.tooManyTokens(limit: nil).name:
      guard let limit = reason.value, limit > 0 else { return nil }
      options = [(.mostTokens(limit), "\(model) writes at most \(limit) tokens: asking for that many", chosen)]
    case Failure.Reason.reasoningRefused.name where request.hasReasoning:
      options = [
        (.noReasoning, "\(model) does not take the reasoning of earlier answers: asking without it", .detail)
      ]
    case Failure.Reason.searchResultsRefused.name where request.hasSearchResults:
      options = [(.noSearchResults, "\(model) does not take search results: asking with the stories as text", .detail)]
    // Models refuse these blocks in many words, some of which name only the place.
    case Failure.Reason.malformed.name where request.hasSearchResults:
      options = [
        (.noSearchResults, "\(model) refused the request: asking once more, with the stories as text", .detail)
      ]
    case Failure.Reason.inputTooLong(allowed: nil).name: options = shorter
    case Failure.Reason.thinkingRefused.name:
      options = [(.noThinking, "\(model) does not take adaptive thinking: asking with the effort alone", .detail)]
    case Failure.Reason.effortRefused.name:
      // The model's own name of the member is the same for both.
      options = [(.noEffort, "\(model) does not take \(switch: .effort): asking without it", .notice), asTool]
    case Failure.Reason.textFormatRefused.name: options = [asTool]
    case Failure.Reason.imagesRefused.name:
      options = [(.noToolImages, "\(model) does not look at images: asking without those of the stories", .notice)]
    case Failure.Reason.forcedToolRefused.name:
      options = [(.noForcedTool, "\(model) does not take a forced tool: offering it", .detail)]
    case Failure.Reason.contextExceeded(room: 0).name:
      let room = reason.value ?? 0
      let less: (RequestChange, Remedy, Notability) = (
        .room(room), "\(model) has room for \(room) more tokens: asking for that many", chosen
      )
      if room > 0 { options.append(less) }
      options.insert(contentsOf: shorter, at: room < Self.usefulRoom ? 0 : options.count)
    default: return nil
    }
    for (change, notice, notability) in options where !tried.contains(change.kind) {
      var changed = request
      guard change.apply(to: &changed) else { continue }
      self.init(change: change, request: changed, notice: notice, notability: notability)
      return
    }
    return nil
  }

  private init(change: RequestChange, request: ConverseRequest, notice: Remedy, notability: Notability) {
    self.change = change
    self.request = request
    self.notice = notice
    self.notability = notability
  }
}

extension ConverseRequest {
  /// Whether a message to be sent contains search results.
  fileprivate var hasSearchResults: Bool {
    storyForm == .searchResults
      && RequestMessages(self).messages.contains { message in
        message.content.contains { block in
          switch block {
          case .found(let found): !found.blocks.isEmpty
          case .toolResult(let result): result.found?.blocks.isEmpty == false
          default: false
          }
        }
      }
  }

  /// Whether a message to be sent contains reasoning.
  fileprivate var hasReasoning: Bool {
    RequestMessages(self).messages.contains { message in
      message.content.contains { if case .reasoning = $0 { true } else { false } }
    }
  }
}
