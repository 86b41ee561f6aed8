public import Core
import HTTP

/// The services of voice.
extension AWSSession {
  /// The region of Polly and Transcribe: that of the setting, else the session's own. Logs a warning if it is not known
  /// to have `service`.
  ///
  /// - Throws: `Failure` like `configuration`; `usage` or `bad_config` for a region that is not valid.
  public func voiceRegion(for service: AWSService) throws(Failure) -> String {
    let region: AWSRegion
    if let given = settings.string(.voiceRegion) {
      region = try AWSRegion.parse(given).region.value
    } else {
      region = try configuration().region.value
    }
    let isCustom = try endpoint(service).origin != nil
    if !isCustom, !VoiceRegions.contains(region, service), AWSRegionProblem.misspelling(region) == nil {
      let near = VoiceRegions.nearest(to: region, with: service).map(\.name).joined(separator: ", ")
      log.warn(
        "\(region.name) is not known to have \(service.title)"
          + (near.isEmpty ? "" : "; near it: \(near) (\(option: .voiceRegion))"))
    }
    return region.name
  }

  /// Checks that there can be credentials for Polly and Transcribe, before anything is paid for. Sends nothing that a
  /// run without a Bedrock API key would not send too.
  ///
  /// - Throws: `Failure` `no_credentials` if there is a Bedrock API key alone, which opens neither service; else like
  ///   `credentials`.
  public func checkVoiceCredentials() async throws(Failure) {
    guard bedrockAPIKey != nil else { return }
    do throws(Failure) { _ = try await credentials() } catch {
      guard error.code == .noCredentials else { throw error }
      throw Failure(
        .noCredentials, "Transcribe and Polly take no Bedrock API key: add an access key, a profile or a role",
        hint: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with \(option: .profile)",
        moreHints: ["\(command: .explainCredentials) shows where credentials are looked for"])
    }
  }
}

extension AWSSession {
  /// The client of Polly.
  ///
  /// - Throws: `Failure` like `voiceRegion`.
  public func polly() throws(Failure) -> Polly {
    let region = try voiceRegion(for: .polly)
    return Polly(
      client: try client(in: region), region: region, clock: settings.environment.clock,
      origin: { await self.origin(for: .polly) })
  }
}
