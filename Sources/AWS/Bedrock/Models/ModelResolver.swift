public import Core

/// Finds out how to call the model a user named, asking the service only where name and table do not tell.
public struct ModelResolver: Sendable {
  private let control: BedrockControl
  private let region: String
  private let log: Log

  /// A resolver for `region`.
  public init(control: BedrockControl, region: String, log: Log) {
    self.control = control
    self.region = region
    self.log = log
  }

  /// How to call `name`. Says so on the log where that is not the name itself.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates or the nearest names, or what listing them led to.
  public func resolve(_ name: String) async throws(Failure) -> ModelChoice {
    if let region = ARN(name)?.region, !region.isEmpty, region != self.region {
      log.warn("\(name) is in \(region), but the region asked is \(self.region)")
    }
    if let choice = ModelResolution.offline(name, region: region) { return logged(choice) }
    return logged(try await lookUp(name))
  }

  /// Another way to call what `choice` names, after the service refused it, or nil where there is none. What merely
  /// looked right is looked up, and what the table resolved too, for it has a date; what fails the look-up leaves the
  /// service's own refusal standing.
  public func reconsider(_ choice: ModelChoice, after failure: Failure) async -> ModelChoice? {
    guard failure.code == .modelNotFound, !choice.isCertain || choice.used != choice.requested else { return nil }
    guard let other = try? await lookUp(choice.requested), other.used != choice.used else { return nil }
    return logged(other)
  }

  private func lookUp(_ name: String) async throws(Failure) -> ModelChoice {
    log.progress("looking \(name) up in \(region)")
    defer { log.progress(nil) }
    async let models = outcome { () async throws(Failure) in try await control.foundationModels() }
    async let profiles = outcome { () async throws(Failure) in try await control.inferenceProfiles() }
    do throws(Failure) {
      return try ModelResolution.online(
        name, region: region, models: try await models.get(), profiles: try await profiles.get())
    } catch {
      guard error.code == .accessDenied else { throw error }
      if let known = ModelResolution.newestKnown(ofFamily: name, region: region) {
        log.warn("the models of \(region) may not be listed; going by the table of \(ModelTable.date)")
        return known
      }
      var failure = ModelResolution.notFound(name, region: region)
      failure.hints.append(
        "to look names up, " + .allow("bedrock:ListFoundationModels and bedrock:ListInferenceProfiles"))
      throw failure
    }
  }

  private func logged(_ choice: ModelChoice) -> ModelChoice {
    if let notice = choice.notice { log.notice(notice) }
    return choice
  }
}
