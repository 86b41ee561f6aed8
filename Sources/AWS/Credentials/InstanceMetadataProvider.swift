import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The role of the EC2 instance, from its metadata service: IMDSv2 with a session token, IMDSv1 if allowed.
struct InstanceMetadataProvider: CredentialProvider {
  let source = CredentialSource.instanceMetadata
  private static let path = "/latest/meta-data/iam/security-credentials/"

  private static let hopLimit = Remedy.Shell.aws(
    "ec2", "modify-instance-metadata-options", "--instance-id", "ID", "--http-put-response-hop-limit", "2")

  /// The result of a request to the service.
  private enum Answer {
    case body(String)
    case declined(Remedy)
  }

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    let settings = try InstanceMetadataSettings(context.environment, context.profile)
    if settings.isDisabled { return .declined("AWS_EC2_METADATA_DISABLED is true") }
    if context.isOffline { return .declined("not asked with \(switch: .offline): \(settings.base.authority)") }
    context.log.progress("looking for an instance role")
    defer { context.log.progress(nil) }
    let client = MetadataClient("instance-metadata", timeout: settings.timeout, usesProxy: true, context)

    if let known = context.instanceMetadata.session(with: settings.base) {
      if case .found(let found) = try await credentials(known, client, settings, context) { return .found(found) }
      // The token has expired, or the instance has another role.
      context.instanceMetadata.remember(nil)
      context.log.note("instance metadata: a new session is begun")
    }

    var headers: Headers = [:]
    switch try await token(client, settings) {
    case .declined(let why): return .declined(why)
    case .body("") where !settings.allowsV1:
      throw Failure(
        .providerFailed, "instance metadata gives no session token, and version 1 is disabled",
        hint:
          "in a container, raise the hop limit to 2: \(shell: Self.hopLimit)")
    case .body(""): context.log.note("instance metadata gives no session token: version 1 is tried")
    case .body(let token): headers["x-aws-ec2-metadata-token"] = token
    }

    let role: String
    switch try await get(Self.path, headers, client, settings) {
    case .declined(let why): return .declined(why)
    case .body(let text): role = text.trimmed
    }
    let session = InstanceMetadataMemory.Session(base: settings.base, headers: headers, role: role)
    let outcome = try await credentials(session, client, settings, context)
    if case .found = outcome { context.instanceMetadata.remember(session) }
    return outcome
  }

  /// The credentials of the role.
  private func credentials(
    _ session: InstanceMetadataMemory.Session, _ client: MetadataClient, _ settings: InstanceMetadataSettings,
    _ context: ProviderContext
  ) async throws(Failure) -> ProviderOutcome {
    let role = session.role
    let answer: String
    switch try await get(
      Self.path + PercentEncoding.path(role), session.headers, client, settings, isJSON: true)
    {
    case .declined(let why): return .declined(why)
    case .body(let text): answer = text
    }
    guard let decoded = Self.decode(answer) else {
      return .declined("instance metadata's answer for role \(OneLine.first(role)) is not JSON")
    }
    guard var credentials = decoded.credentials else {
      let code = decoded.Code.map { " (\(OneLine.first($0)))" } ?? ""
      return .declined("instance metadata has no credentials for role \(OneLine.first(role))\(code)")
    }
    credentials.expiration = extendedExpiration(credentials.expiration, context)
    let origin = CredentialOrigin(
      source, detail: "role \(OneLine.first(role)) of this instance (\(settings.base.authority))")
    return .found(try ResolvedCredentials(credentials, from: origin))
  }

  /// The session token; empty if the service has none and IMDSv1 may be tried.
  private func token(_ client: MetadataClient, _ settings: InstanceMetadataSettings) async throws(Failure) -> Answer {
    let url = settings.base.appending(path: "/latest/api/token")
    for attempt in 1...settings.attempts {
      let headers: Headers = ["x-aws-ec2-metadata-token-ttl-seconds": "21600"]
      switch try await client.send("PUT", url, headers: headers) {
      case .success(let response):
        switch response.status {
        case 200: return .body(String(decoding: response.body, as: UTF8.self).trimmed)
        case 403, 404, 405: return .body("")
        case 400: return .declined("instance metadata refuses the request for a token (400)")
        default: break
        }
      case .failure(let error):
        switch error.kind {
        // In a container with a hop limit of 1 the packet with the token is dropped.
        case .timeout: return .body("")
        case .tls, .unusable, .proxy: return .declined(Self.unreachable(error, settings))
        case .refused, .unresolved, .connectTimeout:
          // The service does not answer. A request for the role would only double the wait.
          if attempt == settings.attempts {
            return .declined(Self.unreachable(error, settings))
          }
        default: break
        }
      }
    }
    return .body("")
  }

  private static func decode(_ text: String) -> MetadataCredentials? {
    try? JSONDecoder().decode(MetadataCredentials.self, from: Data(text.utf8))
  }

  /// Why there is no answer: silence, or something at the address that cannot be talked to.
  private static func unreachable(_ error: TransportError, _ settings: InstanceMetadataSettings) -> Remedy {
    switch error.kind {
    case .refused, .unresolved, .connectTimeout, .timeout:
      "no instance metadata at \(settings.base.authority)\(through(error))"
    default: "instance metadata could not be asked: \(error.failure(service: "instance-metadata").sentence)"
    }
  }

  /// As in botocore, an answer that is empty, is not 200 or, where JSON is expected, is not JSON takes another attempt.
  private func get(
    _ path: String, _ headers: Headers, _ client: MetadataClient, _ settings: InstanceMetadataSettings,
    isJSON: Bool = false
  ) async throws(Failure) -> Answer {
    var why: Remedy = ""
    for _ in 1...settings.attempts {
      switch try await client.send("GET", settings.base.appending(path: path), headers: headers) {
      case .success(let response) where response.status == 200 && !response.body.isEmpty:
        let text = String(decoding: response.body, as: UTF8.self)
        if !isJSON || Self.decode(text) != nil { return .body(text) }
        why = "instance metadata's answer is not JSON"
      case .success(let response):
        why =
          response.status == 404
          ? "the instance has no role" : "instance metadata answered \(response.status)"
      case .failure(let error): why = Self.unreachable(error, settings)
      }
    }
    return .declined(why)
  }

  /// The proxy that the request went through, for the reason: metadata addresses usually belong into `NO_PROXY`.
  private static func through(_ error: TransportError) -> String {
    error.proxy.map { ", asked through \($0); put the address into NO_PROXY" } ?? ""
  }

  /// Expired credentials and those near their end are used: the service returns no others while it cannot renew them,
  /// and other services accept them ("static stability" of botocore).
  private func extendedExpiration(_ end: Date?, _ context: ProviderContext) -> Date? {
    guard let end else { return nil }
    let window = 900 + 120 + context.environment.randomUnit() * 480
    guard end.timeIntervalSince(context.now) < window else { return end }
    context.log.note("instance metadata hands out credentials near their end: they are used all the same")
    return context.now.addingTimeInterval(window)
  }
}

extension CredentialSource {
  /// The role of the EC2 instance.
  public static let instanceMetadata = CredentialSource(
    "instance-metadata", place: "the role of the EC2 instance, from its metadata service", isRenewable: true,
    renewal: renewalByPlatform)
}
