public import Core

/// Resolves a user's model name to the id to invoke. Calls the service only if the name and `ModelTable` are not
/// enough.
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

  /// The id to invoke for `name`. Logs a notice if it differs from the name.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates or the nearest names, or the failure to list them.
  public func resolve(_ name: String) async throws(Failure) -> ModelChoice {
    if let region = ARN(name)?.region, !region.isEmpty, region != self.region {
      log.warn("\(name) is in \(region), but the region asked is \(self.region)")
    }
    if let choice = ModelResolution.offline(name, region: region) { return logged(choice) }
    return logged(try await lookUp(name))
  }

  /// Another id for `choice` after the service refused it; nil if there is none. A guessed id is looked up, and also
  /// one from `ModelTable`, which may be out of date. If the look-up fails, the service's own error is reported.
  public func reconsider(_ choice: ModelChoice, after failure: Failure) async -> ModelChoice? {
    guard failure.code == .modelNotFound, !choice.isCertain || choice.used != choice.requested else { return nil }
    guard let other = try? await lookUp(choice.requested), other.used != choice.used else { return nil }
    return logged(other)
  }

  private func lookUp(_ name: String) async throws(Failure) -> ModelChoice {
    log.progress("looking \(name) up in \(region)")
    defer { log.progress(nil) }
    async let models = Result(awaiting: { () async throws(Failure) in try await control.foundationModels() })
    async let profiles = Result(awaiting: { () async throws(Failure) in try await control.inferenceProfiles() })
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
    // The built-in default is a name that resolves everywhere; saying so on each run would be noise.
    if choice.requested != SettingKey.model.fallback, let notice = choice.notice { log.notice(Remedy(notice)) }
    return choice
  }
}
