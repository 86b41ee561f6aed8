import Core

/// What a refused request can do without, as a pure function of the request and the refusal.
///
/// Which parameters a model takes changes from model to model and hides behind application profiles, so the service
/// is believed rather than a table.
struct RequestRepair: Equatable {
  /// The request without it.
  var request: ConverseRequest
  /// What was dropped, in one line.
  var notice: String
  /// Whether the user asked for it.
  var isNotable: Bool

  /// The repair after `failure`, or nil where there is none.
  init?(of request: ConverseRequest, after failure: Failure) {
    guard failure.code == .validation, let reason = failure.reason else { return nil }
    let model = request.model.used
    self.request = request
    isNotable = true
    if reason == .temperatureRefused, request.temperature != nil {
      self.request.temperature = nil
      notice = "\(model) does not take --temperature: asking without it"
    } else if reason == .cachePointsRefused, request.cachesPrefix {
      self.request.cachesPrefix = false
      notice = "\(model) does not take cache points: asking without them"
      isNotable = false
    } else if let limit = reason.value, reason == .tooManyTokens(limit: limit), limit > 0, limit < request.maxTokens {
      self.request.maxTokens = limit
      notice = "\(model) writes at most \(limit) tokens: asking for that many"
    } else {
      return nil
    }
  }
}
