import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Credentials from a container platform's HTTP endpoint: ECS, EKS pod identity, Greengrass, CloudShell.
struct ContainerProvider: CredentialProvider {
  let source = CredentialSource.container
  private static let relative = Variable.containerRelativeURI.name
  private static let full = Variable.containerFullURI.name
  private static let attempts = 3

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    guard let (name, text) = Self.address(context.environment) else {
      return .declined("neither \(Self.relative) nor \(Self.full) is set")
    }
    let url = try Self.url(name, text)
    let origin = CredentialOrigin(source, detail: "\(name): \(Redaction.withoutQuery(url))")
    var headers: Headers = ["Accept": "application/json"]
    if let token = try Self.token(context.environment) { headers["Authorization"] = token.reveal() }
    if context.isOffline { return .deferred(origin, url.authority) }
    context.log.progress("getting credentials from \(url.authority)")
    defer { context.log.progress(nil) }
    let client = MetadataClient("container", timeout: .seconds(2), usesProxy: false, context)
    var why = ""
    var sent = 0
    for attempt in 1...Self.attempts {
      let result = try await client.send("GET", url, headers: headers)
      if result.wasSent { sent += 1 }
      switch result {
      case .success(let response) where response.status == 200:
        if let answer = try? JSONDecoder().decode(MetadataCredentials.self, from: Data(response.body)) {
          return .found(ResolvedCredentials(try Self.credentials(answer, origin, context), from: origin))
        }
        why = "its answer is not JSON"
      case .success(let response): why = "it answered with status \(response.status)"
      case .failure(let error): why = error.failure(service: "container").sentence
      }
      if attempt < Self.attempts { try? await context.environment.clock.sleep(.seconds(1)) }
    }
    throw Failure(
      .providerFailed, "the container credential endpoint did not deliver: \(why)",
      hint:
        "check \(name), and that the task or pod has a role; the endpoint is reached only from inside the container",
      moreHints: why.contains("401") || why.contains("403")
        ? ["the authorization token was refused: check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] : [], attempts: sent)
  }

  /// The relative URI has precedence over the full URI. An empty one counts as not set.
  private static func address(_ environment: Environment) -> (String, String)? {
    for variable in [Variable.containerRelativeURI, .containerFullURI] {
      if let value = environment.variable(variable) { return (variable.name, value) }
    }
    return nil
  }

  /// The URL if a token may be sent to it: https, loopback, or the platforms' own addresses. Host names are not
  /// resolved for this check.
  ///
  /// - Throws: `Failure` with code `bad_config`. Nothing has been sent then.
  static func url(_ name: String, _ text: String) throws(Failure) -> WebURL {
    let allowed: Set<String> = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
    if name == relative {
      // It is appended to the host, so it must begin with a slash.
      if text.hasPrefix("/"), let url = WebURL("http://169.254.170.2" + text) { return url }
      throw Failure(
        .badConfig, "\(relative) is no path", hint: "it begins with /; ECS sets it, so do not set it by hand")
    }
    guard let url = WebURL(text) else {
      throw Failure(.badConfig, "\(full) is no URL", hint: "the platform sets it; unset it elsewhere")
    }
    guard url.scheme == .https || url.isLoopback || allowed.contains(url.host) else {
      throw Failure(
        .badConfig, "\(full) names \(url.host), to which credentials are not asked for over plain http",
        hint: "use https, a loopback address, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]")
    }
    return url
  }

  /// The authorization token: the content of the token file, which is read each time because EKS rotates it, or the
  /// token variable.
  private static func token(_ environment: Environment) throws(Failure) -> Secret? {
    if let path = environment.variable(.containerTokenFile) {
      guard let bytes = try CredentialFile.read(environment.absolutePath(path), limit: 64 << 10) else {
        throw Failure(
          .providerFailed, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names a file that does not exist: \(path)",
          hint: "check that the pod mounts the token (EKS pod identity agent)")
      }
      return try header(
        String(decoding: bytes, as: UTF8.self), "the file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    }
    guard let token = environment.variable(.containerToken) else { return nil }
    return try header(token, "AWS_CONTAINER_AUTHORIZATION_TOKEN")
  }

  /// A line break inside the token would add a header field. One at the end is removed.
  private static func header(_ text: String, _ name: String) throws(Failure) -> Secret? {
    let token = text.trimmed
    guard token.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw Failure(
        .badConfig, "\(name) holds a line break or control character",
        hint: "it must be one line; write it anew")
    }
    return token.isEmpty ? nil : Secret(token)
  }

  private static func credentials(
    _ answer: MetadataCredentials, _ origin: CredentialOrigin, _ context: ProviderContext
  ) throws(Failure) -> Credentials {
    guard let credentials = answer.credentials else {
      let missing = answer.missing.joined(separator: ", ")
      throw Failure(
        .providerFailed,
        "the container credential endpoint's answer "
          + (missing.isEmpty ? "has an Expiration that is no date" : "lacks \(missing)"),
        hint: "check that the task or pod has a role, and what answers at \(origin.detail)")
    }
    guard credentials.expiration.map({ $0 > context.now }) ?? true else {
      throw CredentialRefusal.expired(origin)
    }
    return credentials
  }
}

extension CredentialSource {
  /// The container credential endpoint.
  public static let container = CredentialSource(
    "container", place: "the container's credentials (ECS, EKS pod identity)", renewal: renewalByPlatform)
}
