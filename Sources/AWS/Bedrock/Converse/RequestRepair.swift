import Core

/// Removes from a refused request the part that the service refused.
///
/// The accepted parameters differ by model, and an application profile hides the model. Therefore the service's error
/// decides, not a table.
struct RequestRepair: Equatable {
  /// The request without that part.
  var request: ConverseRequest
  /// What was removed, in one line.
  var notice: Remedy
  /// Whether the user had asked for that part.
  var isNotable: Bool

  /// The repair for `failure`; nil if there is none.
  init?(of request: ConverseRequest, after failure: Failure) {
    guard failure.code == .validation, let reason = failure.reason else { return nil }
    let model = request.model.used
    self.request = request
    isNotable = true
    if reason == .temperatureRefused, request.temperature != nil {
      self.request.temperature = nil
      notice = "\(model) does not take \(switch: .temperature): asking without it"
    } else if reason == .cachePointsRefused, request.cachesPrefix {
      self.request.cachesPrefix = false
      notice = "\(model) does not take cache points: asking without them"
      isNotable = false
    } else if let limit = reason.value, reason == .tooManyTokens(limit: limit), limit > 0, limit < request.tokenLimit {
      self.request.maxTokens = limit
      // The user did not choose the default, so it is not worth a notice.
      isNotable = request.maxTokens != nil
      notice = "\(model) writes at most \(limit) tokens: asking for that many"
    } else {
      return nil
    }
  }
}
