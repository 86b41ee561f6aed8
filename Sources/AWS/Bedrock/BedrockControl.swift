public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Bedrock's control plane, read only: which models there are, and by which profiles they are called.
public struct BedrockControl: Sendable {
  private let client: AWSClient
  private let region: String
  private let clock: WallClock
  private let origin: @Sendable () async -> CredentialOrigin?

  /// A client of the control plane in `region`.
  ///
  /// - Parameter origin: where the credentials come from, for the hint when they are refused.
  public init(
    client: AWSClient, region: String, clock: WallClock,
    origin: @escaping @Sendable () async -> CredentialOrigin? = { nil }
  ) {
    self.client = client
    self.region = region
    self.clock = clock
    self.origin = origin
  }

  /// More pages than any account has profiles for; a service that never ends must not keep us.
  private static let maxPages = 100

  /// The foundation models of the region that answer with text.
  ///
  /// - Throws: `Failure` by the error catalogue.
  public func foundationModels() async throws(Failure) -> [FoundationModel] {
    let call = AWSCall(
      .bedrock, "ListFoundationModels", method: "GET", path: "/foundation-models",
      query: [("byOutputModality", "TEXT")])
    // Every region has models: an answer without a list is not Bedrock's.
    let (list, attempts) = try await decoded(ModelList.self, call)
    guard let models = list.modelSummaries else { throw unreadable(call, attempts) }
    return models.compactMap(\.model)
  }

  /// The inference profiles of the region, the service's own and the account's, all pages of both at once: without
  /// a type the list may leave the account's out.
  ///
  /// - Throws: `Failure` by the error catalogue.
  public func inferenceProfiles() async throws(Failure) -> [InferenceProfile] {
    async let system = outcome { () async throws(Failure) in try await profiles(type: "SYSTEM_DEFINED") }
    async let own = outcome { () async throws(Failure) in try await profiles(type: "APPLICATION") }
    return try await system.get() + own.get()
  }

  private func profiles(type: String) async throws(Failure) -> [InferenceProfile] {
    var all: [InferenceProfile] = []
    var token: String?
    for _ in 0..<Self.maxPages {
      var call = AWSCall(
        .bedrock, "ListInferenceProfiles", method: "GET", path: "/inference-profiles",
        query: [("maxResults", "1000"), ("type", type)])
      if let token { call.query.append(("nextToken", token)) }
      let (page, _) = try await decoded(ProfileList.self, call)
      all += (page.inferenceProfileSummaries ?? []).compactMap(\.profile)
      guard let next = page.nextToken, !next.isEmpty, next != token else { return all }
      token = next
    }
    return all
  }

  /// One profile, by id or ARN.
  ///
  /// - Throws: `Failure` by the error catalogue.
  public func inferenceProfile(_ id: String) async throws(Failure) -> InferenceProfile {
    let call = AWSCall(
      .bedrock, "GetInferenceProfile", method: "GET",
      path: "/inference-profiles/" + PercentEncoding.component(id))
    let (summary, attempts) = try await decoded(ProfileSummary.self, call)
    guard let profile = summary.profile else { throw unreadable(call, attempts) }
    return profile
  }

  /// Whether this account can use a base model here: a diagnosis, not a promise.
  ///
  /// - Throws: `Failure` by the error catalogue.
  public func availability(of baseID: String) async throws(Failure) -> ModelAvailability {
    let call = AWSCall(
      .bedrock, "GetFoundationModelAvailability", method: "GET",
      path: "/foundation-model-availability/" + PercentEncoding.component(baseID))
    let (body, _) = try await decoded(AvailabilityBody.self, call)
    return ModelAvailability(
      agreement: body.agreementAvailability?.status, authorization: body.authorizationStatus,
      entitlement: body.entitlementAvailability, region: body.regionAvailability)
  }

  private func decoded<Body: Decodable>(
    _ type: Body.Type, _ call: AWSCall
  ) async throws(Failure) -> (body: Body, attempts: Int) {
    let response = try await client.send(call)
    guard (200..<300).contains(response.status) else {
      let context = AWSErrorContext(
        service: .bedrock, operation: call.operation, region: region, now: clock.now().timeIntervalSince1970,
        origin: await origin())
      throw Failure(from: AWSServiceError(response), in: context)
    }
    do { return (try JSONDecoder().decode(type, from: Data(response.body)), response.attempts) } catch {
      throw unreadable(call, response.attempts)
    }
  }

  private func unreadable(_ call: AWSCall, _ attempts: Int) -> Failure {
    Failure(
      .badResponse, "\(call.operation) answered with something that is not what the API promises",
      hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_BEDROCK; \(switch: .debug) shows the answer",
      service: call.service.id, attempts: attempts)
  }
}
