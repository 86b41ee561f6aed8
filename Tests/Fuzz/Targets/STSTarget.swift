#if DEBUG || FUZZING
  @testable import AWS
  import Core
  import HTTP

  extension FuzzTarget {
    static let stsXML = FuzzTarget(
      "sts-xml",
      texts: [
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:sts::1:assumed-role/R/s</Arn><UserId>A:s</UserId><Account>123456789012</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """,
        "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>a &lt;b&gt; &amp;&#39;&#x1F600;</Message>"
          + "</Error><RequestId>x</RequestId></ErrorResponse>",
        "<AssumeRoleResponse><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>"
          + "t</SessionToken><Expiration>2026-01-02T03:04:05Z</Expiration></Credentials></AssumeRoleResponse>",
        "<html><body>502</body></html>",
      ],
      words: [
        "<Arn>", "</Arn>", "<Code>", "</Code>", "<Message>", "</Message>", "<RequestId>", "&", "&amp;", "&lt;", "&#",
        "&#x", "&#0;",
        "&#xD800;", "&#x110000;", "&#99999999999;", "&quot", ";", "<", ">", "<![CDATA[", "]]>", "<!--", "AccessDenied",
        "ExpiredToken", "InvalidClientTokenId", "SignatureDoesNotMatch", "ValidationError",
      ]
    ) { bytes in
      let xml = XMLText(bytes)
      let found = ["Arn", "Account", "UserId", "Code", "Message", "Expiration"].map { xml.first($0) }
      for text in found.compactMap({ $0 }) {
        try must(text.utf8.count <= bytes.count * 3, "text is not larger than what came")
      }

      let text = String(decoding: bytes, as: UTF8.self)
      let escaped = text.unicodeScalars.map(Self.entity).joined()
      let read = XMLText(Array("<A><X>\(escaped)</X></A>".utf8)).first("X")
      try must(read.map { Array($0.utf8) } == Array(text.utf8), "what is escaped comes back")

      let failures = ErrorReading.failures([UInt8(ascii: "<")] + bytes) + ErrorReading.failures(bytes)
      try ErrorReading.check(failures)
      return found.map { ($0?.utf8.count ?? -1) + 1 } + failures.map { $0.code.rawValue.utf8.count }
    }

    private static func entity(_ scalar: Unicode.Scalar) -> String {
      switch scalar {
      case "<": "&lt;"
      case "&": "&#38;"
      case ">": "&gt;"
      default: String(scalar)
      }
    }
  }

  /// The results of the AWS error parsers for a body.
  enum ErrorReading {
    private static let url = WebURL(scheme: .https, host: "sts.amazonaws.com", path: "/")

    static func failures(_ body: [UInt8]) -> [Failure] {
      let status = [400, 403, 404, 429, 500, 200][body.count % 6]
      let error = AWSServiceError(Response(status: status, body: body, url: url))
      let converse = AWSErrorContext(
        service: .bedrockRuntime, operation: "Converse", region: "us-east-1", now: 1e9,
        model: ModelChoice(requested: "sonnet", used: "us.anthropic.claude-sonnet-4-5-20250929-v1:0"))
      var assumeRole = AWSErrorContext(service: .sts, operation: "AssumeRole", now: 1e9)
      assumeRole.role = "arn:aws:iam::1:role/R"
      let others = [
        assumeRole, AWSErrorContext(service: .sts, operation: "GetCallerIdentity", now: 1e9),
        AWSErrorContext(service: .sso, operation: "GetRoleCredentials"),
        AWSErrorContext(service: .signin, operation: "CreateOAuth2Token"), converse,
      ]
      return others.map { Failure(from: error, in: $0) }
        + [Failure(from: AWSServiceError(exception: "throttlingException", payload: body), in: converse)]
    }

    static func check(_ failures: [Failure]) throws(Broken) {
      for failure in failures {
        try must(!failure.sentence.isEmpty, "a failure has a sentence")
        try must(!failure.hints.isEmpty && failure.hints.allSatisfy { !$0.isEmpty }, "a failure has hints")
        try must(failure.sentence.utf8.count < 5000, "a sentence is short: \(failure.sentence.utf8.count)")
        try must(failure.hints.allSatisfy { $0.description.utf8.count < 20_000 }, "a hint is short")
      }
    }
  }
#endif
