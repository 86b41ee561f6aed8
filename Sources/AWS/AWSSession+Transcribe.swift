public import Core
import HTTP

/// The client of speech to text.
extension AWSSession {
  /// The client of Transcribe's streaming service, in the region of voice.
  ///
  /// - Throws: `Failure` like `voiceRegion` and `checkVoiceCredentials`; `usage` or `bad_config` for an invalid time
  ///   limit.
  public func transcribe() async throws(Failure) -> TranscribeClient {
    let region = try voiceRegion(for: .transcribe)
    let timeout = try settings.seconds(.timeout)?.value ?? .seconds(30)
    try await checkVoiceCredentials()
    return TranscribeClient(
      client: try client(in: region), region: region, environment: settings.environment, log: log, timeout: timeout,
      origin: { await self.origin(for: .transcribe) })
  }
}
