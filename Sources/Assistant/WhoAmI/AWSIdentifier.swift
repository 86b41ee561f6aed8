import AWS
import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the AWS identity.
struct AWSIdentifier: Sendable {
  let session: AWSSession
  let log: Log

  func identity() async -> AWSIdentity {
    var identity = AWSIdentity()
    let configuration: AWSConfiguration
    do throws(Failure) { configuration = try session.configuration() } catch {
      identity.failure = error
      return identity
    }
    identity.selection = configuration.selection
    // A wrong region, endpoint or file stops the request, not the search for credentials.
    var fault: Failure?
    do throws(Failure) {
      identity.region = try session.region()
      let endpoint = try session.endpoint(.sts)
      identity.endpoint = endpoint.origin.map { Setting(endpoint.url.text, from: $0) }
    } catch { fault = error }
    identity.apiKey = session.bedrockAPIKey?.origin
    let (probe, resolution) = await probeAndResolution()
    identity.chain = resolution.steps
    switch resolution.result {
    case .found(let resolved):
      identity.credentials = resolved
      identity.origin = resolved.origin
      if let fault { identity.failure = fault } else if !session.isOffline { await ask(&identity) }
    case .deferred(let origin):
      identity.origin = origin
      identity.failure = fault
    case .failed(let failure): identity.failure = failure
    }
    let diagnosis = Diagnosis(
      settings: session.settings, configuration: configuration, resolution: resolution,
      isCredentialsFileOpen: session.isCredentialsFileOpen, clockSkew: identity.clockSkew)
    identity.notices = diagnosis.notices
    apply(probe, to: &identity)
    return identity
  }

  private func ask(_ identity: inout AWSIdentity) async {
    // A provider may have ended the progress message shown before.
    log.progress("asking AWS")
    do throws(Failure) {
      let sts = STS(
        client: try session.client, environment: session.settings.environment, origin: identity.origin)
      let caller = try await sts.callerIdentity()
      identity.caller = caller
      identity.clockSkew = caller.clockSkew
    } catch { identity.failure = error }
  }

  /// The API key is tested concurrently with the search for credentials. Without a key no task is started.
  private func probeAndResolution() async -> (Result<Void, Failure>?, CredentialResolution) {
    guard session.bedrockAPIKey != nil, !session.isOffline else { return (nil, await session.resolution()) }
    async let probe = probeAPIKey()
    let resolution = await session.resolution()
    return (await probe, resolution)
  }

  /// Whether Bedrock accepts the API key; nil without a key or offline. STS cannot check it.
  private func probeAPIKey() async -> Result<Void, Failure>? {
    guard let key = session.bedrockAPIKey, !session.isOffline else { return nil }
    let environment = session.settings.environment
    do throws(Failure) {
      let response = try await session.client.send(
        AWSCall(
          .bedrock, "ListFoundationModels", method: "GET", path: "/foundation-models",
          query: [("byOutputModality", "TEXT")]))
      if response.status == 200 { return .success(()) }
      let error = AWSServiceError(response)
      let context = AWSErrorContext(
        service: .bedrock, operation: "ListFoundationModels", now: environment.clock.now().timeIntervalSince1970,
        origin: CredentialOrigin(.bedrockAPIKey, detail: key.origin.place))
      let failure = Failure(from: error, in: context)
      return .failure(failure.code.refusesCredentials ? failure : Self.refused(error))
    } catch { return .failure(error) }
  }

  private static func refused(_ error: AWSServiceError) -> Failure {
    if error.status == 403 {
      return Failure(
        .accessDenied, "Bedrock takes the API key but does not let it list models",
        hint:
          "its policy must allow bedrock:ListFoundationModels and bedrock:CallWithBearerToken; invoking models may "
          + "work all the same: \(command: .testBedrock) \(switch: .noIdentity)", service: "bedrock",
        awsCode: error.code,
        httpStatus: error.status, requestID: error.requestID, attempts: error.attempts, serviceMessage: error.message)
    }
    return Failure(
      error.status >= 500 ? .serviceError : .badResponse,
      "Bedrock answered status \(error.status) to the API key",
      hint: "try again; check \(option: .region) and \(option: .endpoint)", service: "bedrock", awsCode: error.code,
      httpStatus: error.status, requestID: error.requestID, attempts: error.attempts, serviceMessage: error.message)
  }

  /// Applies the result of the API key's test. Bedrock uses only the key then, so missing credentials are no failure,
  /// and unusable ones are a notice.
  private func apply(_ probe: Result<Void, Failure>?, to identity: inout AWSIdentity) {
    guard let key = session.bedrockAPIKey else { return }
    if identity.credentials == nil, identity.origin == nil {
      identity.origin = CredentialOrigin(.bedrockAPIKey, detail: key.origin.place)
      identity.notices.append(
        Notice(
          "a Bedrock API key is no identity that STS can speak for: account and ARN stay unknown",
          hint: "set credentials beside it to see who they belong to"))
    }
    if let failure = identity.failure, failure.code != .noCredentials {
      identity.notices.append(
        Notice(
          "AWS credentials are not usable, though Bedrock does not need them beside the API key: \(failure.sentence)",
          hint: failure.hints[0]))
    }
    identity.failure = if case .failure(let failure) = probe { failure } else { nil }
  }
}
