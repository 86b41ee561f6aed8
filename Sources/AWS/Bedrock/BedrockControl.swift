public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads from Bedrock's control plane: models and inference profiles.
public struct BedrockControl: Sendable {
  private let client: AWSClient
  private let region: String
  private let clock: WallClock
  private let origin: @Sendable () async -> CredentialOrigin?

  /// A client of the control plane in `region`.
  ///
  /// - Parameter origin: the origin of the credentials, for the hint if they are refused.
  public init(
    client: AWSClient, region: String, clock: WallClock,
    origin: @escaping @Sendable () async -> CredentialOrigin? = { nil }
  ) {
    self.client = client
    self.region = region
    self.clock = clock
    self.origin = origin
  }

  /// The page limit, above the number of pages of any account, in case the service never ends the list.
  private static let maxPages = 100

  /// The foundation models of the region with this output, by default text.
  ///
  /// - Throws: `Failure` by the table of error codes.
  public func foundationModels(output: String = "TEXT") async throws(Failure) -> [FoundationModel] {
    let call = AWSCall(
      .bedrock, "ListFoundationModels", method: "GET", path: "/foundation-models",
      query: [("byOutputModality", output)])
    // Every region has models. A response without a list does not come from Bedrock.
    let (list, attempts) = try await decoded(ModelList.self, call)
    guard let models = list.modelSummaries else { throw unreadable(call, attempts) }
    return models.compactMap(\.model)
  }

  /// The inference profiles of the region, both system-defined and application profiles. The two types are requested in
  /// parallel, because a request without a type may leave out the account's profiles.
  ///
  /// - Throws: `Failure` by the table of error codes.
  public func inferenceProfiles() async throws(Failure) -> [InferenceProfile] {
    async let system = Result(awaiting: { () async throws(Failure) in try await profiles(type: "SYSTEM_DEFINED") })
    async let own = Result(awaiting: { () async throws(Failure) in try await profiles(type: "APPLICATION") })
    return try await system.get() + own.get()
  }

  private func profiles(type: String) async throws(Failure) -> [InferenceProfile] {
    var all: [InferenceProfile] = []
    var token: String?
    var tokens: Set<String> = []
    for _ in 0..<Self.maxPages {
      var call = AWSCall(
        .bedrock, "ListInferenceProfiles", method: "GET", path: "/inference-profiles",
        query: [("maxResults", "1000"), ("type", type)])
      if let token { call.query.append(("nextToken", token)) }
      let (page, _) = try await decoded(ProfileList.self, call)
      all += (page.inferenceProfileSummaries ?? []).compactMap(\.profile)
      // A service that gives a token again would never end the list.
      guard let next = page.nextToken, !next.isEmpty, tokens.insert(next).inserted else { return all }
      token = next
    }
    return all
  }

  /// One profile, by id or ARN.
  ///
  /// - Throws: `Failure` by the table of error codes.
  public func inferenceProfile(_ id: String) async throws(Failure) -> InferenceProfile {
    let call = AWSCall(
      .bedrock, "GetInferenceProfile", method: "GET",
      path: "/inference-profiles/" + PercentEncoding.component(id))
    let (summary, attempts) = try await decoded(ProfileSummary.self, call)
    guard let profile = summary.profile else { throw unreadable(call, attempts) }
    return profile
  }

  /// Whether this account can use a base model in this region, as far as the service reports it.
  ///
  /// - Throws: `Failure` by the table of error codes.
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
