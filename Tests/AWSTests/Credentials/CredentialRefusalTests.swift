import Core
import HTTP
import Testing

@testable import AWS

@Suite struct CredentialRefusalTests {
  private func failure(
    _ code: String?, _ message: String, status: Int = 403, serverDate: Double? = 1000, now: Double = 1000,
    source: CredentialSource = .environment
  ) -> Failure? {
    let error = AWSServiceError(
      status: status, code: code == "" ? nil : code, message: message, date: serverDate)
    let context = AWSErrorContext(
      service: .sts, operation: "GetCallerIdentity", now: now,
      origin: CredentialOrigin(source, detail: "AWS_ACCESS_KEY_ID", profile: "a b"))
    let failure = Failure(from: error, in: context)
    return failure.code.refusesCredentials ? failure : nil
  }

  @Test(arguments: [
    ("ExpiredToken", "", Failure.Code.expiredCredentials, "ExpiredToken"),
    ("ExpiredTokenException", "", .expiredCredentials, "ExpiredToken"),
    ("InvalidClientTokenId", "", .invalidCredentials, "Invalid security token"),
    ("UnrecognizedClientException", "", .invalidCredentials, "Invalid security token"),
    (
      "SignatureDoesNotMatch", "The request signature we calculated does not match", .invalidCredentials,
      "Invalid security token"
    ),
    ("InvalidSignatureException", "Signature expired: A is now earlier than B", .clockSkew, "clock"),
    ("InvalidSignatureException", "Signature not yet current: A is still later than B", .clockSkew, "clock"),
    ("RequestExpired", "", .clockSkew, "clock"),
    (
      "AccessDeniedException", "The security token included in the request is expired", .expiredCredentials,
      "ExpiredToken"
    ),
    ("AccessDeniedException", "Bearer Token has expired", .expiredCredentials, "ExpiredToken"),
    (
      "", "Authentication failed: Please make sure your API Key is valid.", .invalidCredentials,
      "Invalid security token"
    ),
    ("", "Invalid API Key format: Must start with pre-defined prefix", .invalidCredentials, "Invalid security token"),
  ])
  func credentialRefusal_distinguishesCauses(_ code: String, _ message: String, _ wanted: Failure.Code, _ words: String)
    throws
  {
    let found = try #require(failure(code, message))
    #expect(found.code == wanted)
    #expect(found.sentence.contains(words))
    #expect(found.awsCode ?? "" == code)
    #expect(found.httpStatus == 403)
    #expect(found.service == "sts")
  }

  /// The words of each code, and no cause beyond them.
  @Test(arguments: [
    (
      "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.",
      "the signature does not match, so the secret access key from AWS_ACCESS_KEY_ID is wrong"
    ),
    (
      "IncompleteSignature", "Credential must have exactly 5 slash-delimited elements, got 'a/b'",
      "AWS does not accept the signature made with the credentials from AWS_ACCESS_KEY_ID"
    ),
    (
      "IncompleteSignatureException", "",
      "AWS does not accept the signature made with the credentials from "
        + "AWS_ACCESS_KEY_ID"
    ),
    (
      "InvalidSignatureException", "Authorization header requires 'SignedHeaders' parameter.",
      "AWS does not accept the signature made with the credentials from AWS_ACCESS_KEY_ID"
    ),
    (
      "MissingAuthenticationTokenException", "Missing Authentication Token",
      "AWS found no valid credentials in the request, which was sent with those from AWS_ACCESS_KEY_ID"
    ),
    (
      "MissingAuthenticationToken", "Request is missing Authentication Token",
      "AWS found no valid credentials in the request, which was sent with those from AWS_ACCESS_KEY_ID"
    ),
    ("AuthFailure", "", "AWS could not validate the credentials from AWS_ACCESS_KEY_ID"),
  ])
  func credentialRefusal_unrecordedClaimsNoMoreThanItsWords(_ code: String, _ message: String, _ sentence: String) {
    let found = failure(code, message)
    #expect(found?.code == .invalidCredentials)
    #expect(found?.sentence == "Invalid security token: " + sentence)
  }

  /// Every refusal of the keys says that they look swapped; that of a date or an expiration has its own reason.
  @Test(
    arguments: [
      "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "IncompleteSignature",
      "IncompleteSignatureException", "MissingAuthenticationTokenException", "AuthFailure", "ExpiredToken",
    ], [AWSService.sts, .bedrock, .bedrockRuntime, .polly, .transcribe])
  func credentialRefusal_saysThatKeysLookSwapped(_ code: String, _ service: AWSService) throws {
    let keys = try ResolvedCredentials(
      Credentials(
        accessKeyID: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", secretAccessKey: Secret("AKIAIOSFODNN7EXAMPLE")),
      from: CredentialOrigin(.environment, detail: "AWS_ACCESS_KEY_ID"))
    let found = Failure(
      from: AWSServiceError(status: 403, code: code, message: nil),
      in: AWSErrorContext(service: service, operation: "GetCallerIdentity", origin: keys.origin))
    let swapped = code != "ExpiredToken"
    #expect(
      (found.sentence
        == "Invalid security token: the access key id and the secret access key from AWS_ACCESS_KEY_ID look swapped")
        == swapped)
    #expect(
      (found.hints.first == "exchange the two values: an access key id has only capital letters and digits") == swapped)
  }

  /// AWS's list of common errors: the access key id needs a subscription for the service.
  @Test(arguments: ["OptInRequired", "SubscriptionRequiredException", "NotSignedUp"])
  func awsErrorTable_unrecordedSubscriptionIsTheAccounts(_ code: String) {
    let services: [(AWSService, String)] = [
      (.sts, "AWS STS"), (.bedrock, "Bedrock"), (.bedrockRuntime, "Bedrock"), (.polly, "Amazon Polly"),
      (.transcribe, "Amazon Transcribe"),
    ]
    for (service, title) in services {
      let found = Failure(
        from: AWSServiceError(status: 403, code: code, message: "x"),
        in: AWSErrorContext(service: service, operation: "x"))
      #expect(found.code == .accountRestricted)
      #expect(found.sentence == "this AWS account is not subscribed to \(title)")
    }
  }

  @Test func credentialRefusal_wrongClockExplainsAWrongSignature() throws {
    let found = try #require(failure("SignatureDoesNotMatch", "no match", serverDate: 1000, now: 5500))
    #expect(found.code == .clockSkew)
    #expect(found.sentence.contains("1 h 15 min ahead of the service's"))
  }

  @Test func credentialRefusal_omitsTheDifferenceOfARightClock() throws {
    let found = try #require(
      failure(
        "InvalidSignatureException", "Signature expired: A is now earlier than B", serverDate: 1000, now: 1002))
    #expect(found.code == .clockSkew)
    #expect(
      found.sentence == "the request was refused for its date: this machine's clock agrees with the service's by now")
  }

  @Test func credentialRefusal_ignoresOtherErrors() throws {
    #expect(failure("AccessDeniedException", "User is not authorized to perform: bedrock:InvokeModel") == nil)
    #expect(failure("ThrottlingException", "Too many tokens", status: 429) == nil)
    #expect(failure("", "security token included in the request is expired", status: 500) == nil)
  }

  @Test func credentialRefusal_hasAHintForEachSource() throws {
    let sources = CredentialSource.inOrder + [.bedrockAPIKey]
    #expect(Set(sources.map(\.name)).count == sources.count && sources.count > 10)
    let hints = sources.compactMap { failure("ExpiredToken", "", source: $0)?.hints[0] }
    #expect(hints.count == sources.count)
    #expect(failure("ExpiredToken", "", source: .sso)?.hints[0] == .run(.ssoLogin(profile: "a b")))
    #expect(failure("ExpiredToken", "", source: .login)?.hints[0] == .run(.login(profile: "a b")))
    #expect(Set(hints).count >= 8)
  }
}
