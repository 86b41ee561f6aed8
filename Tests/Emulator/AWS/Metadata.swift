/// The instance metadata service and its behaviour.
public struct MetadataService: Sendable {
  /// What `PUT /latest/api/token` answers: 200 with a token, or another status.
  public var tokenStatus = 200
  /// Whether requests without a token are answered (version 1).
  public var allowsV1 = false
  /// The instance's role; empty: none.
  public var role = "instance-role"
  public var identity = Identity.session
  /// The value of `Code`; other than `Success`, there are no keys but a `Message`.
  public var code = "Success"
  public var message = ""
  /// When the credentials end, in seconds since 1970; nil: six hours from now.
  public var expires: Int?
  public var zone = "eu-central-1a"

  public init() {}
}

/// The instance metadata service, version 2 and, where allowed, 1.
struct Metadata {
  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    guard let service = exchange.scenario.aws.metadata else { return missing() }
    let path = exchange.request.path
    if exchange.request.method == "PUT" {
      guard path == "/latest/api/token" else { return missing() }
      return token(service)
    }
    guard exchange.request.method == "GET" else { return .text("", status: 405) }
    let sent = exchange.request.header("x-aws-ec2-metadata-token")
    let known =
      sent.map { sent in exchange.memory.with { $0.metadataTokens.contains(sent) } } ?? service.allowsV1
    guard known else { return .text("", status: 401) }
    let credentials = "/latest/meta-data/iam/security-credentials/"
    switch path {
    case credentials where !service.role.isEmpty: return .text(service.role)
    case credentials + service.role where !service.role.isEmpty: return keys(service)
    case "/latest/meta-data/placement/availability-zone", "/latest/meta-data/placement/availability-zone/":
      return .text(service.zone)
    case "/latest/meta-data/placement/region": return .text(String(service.zone.dropLast()))
    default: return missing()
    }
  }

  private func token(_ service: MetadataService) -> Reply {
    guard service.tokenStatus == 200 else { return .text("", status: service.tokenStatus) }
    guard let text = exchange.request.header("x-aws-ec2-metadata-token-ttl-seconds"), let seconds = Int(text),
      (1...21_600).contains(seconds), exchange.request.header("x-forwarded-for") == nil
    else { return .text("", status: 400) }
    let token = "AQAAA" + Text.token("imds \(exchange.memory.serial())", 51) + "=="
    exchange.memory.with { _ = $0.metadataTokens.insert(token) }
    return Reply.text(token).adding("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", text)
  }

  private func keys(_ service: MetadataService) -> Reply {
    let updated = JSON.string(Timestamp.iso(exchange.now - 60))
    guard service.code == "Success" else {
      return .json([
        "Code": .string(service.code), "Message": .string(service.message), "LastUpdated": updated,
      ])
    }
    return .json([
      "Code": "Success", "LastUpdated": updated, "Type": "AWS-HMAC",
      "AccessKeyId": .string(service.identity.accessKeyID),
      "SecretAccessKey": .string(service.identity.secret),
      "Token": .text(service.identity.sessionToken),
      "Expiration": .string(Timestamp.iso(service.expires ?? exchange.now + 21_600)),
    ])
  }

  private func missing() -> Reply { .text("", status: 404) }
}

/// The container credentials endpoint.
public struct ContainerService: Sendable {
  public var path = "/v2/credentials/6f0a4ae8-example"
  /// What `Authorization` must hold; nil: nothing is asked.
  public var authorization: String? = "container-example-token"
  public var identity = Identity.session
  /// When the credentials end, in seconds since 1970; nil: an hour from now.
  public var expires: Int?

  public init() {}
}

/// ECS, EKS pod identity and their like.
struct Container {
  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    guard let service = exchange.scenario.aws.container, exchange.request.method == "GET" else {
      return .json(["code": "NotFound", "message": "no credentials here"], status: 404)
    }
    if let authorization = service.authorization, exchange.request.header("authorization") != authorization {
      return .json(["code": "AccessDenied", "message": "invalid authorization token"], status: 401)
    }
    return .json([
      "AccessKeyId": .string(service.identity.accessKeyID),
      "SecretAccessKey": .string(service.identity.secret),
      "Token": .text(service.identity.sessionToken),
      "Expiration": .string(Timestamp.iso(service.expires ?? exchange.now + 3600)),
      "AccountId": .string(service.identity.principal.account),
    ])
  }
}
