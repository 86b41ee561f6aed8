import HTTP
import Testing

@testable import AWS

/// Error bodies as services and gateways send them.
@Suite struct AWSServiceErrorTests {
  private func read(_ body: String, _ status: Int = 400, _ headers: Headers = [:]) throws -> AWSServiceError {
    let url = try #require(WebURL("https://h/"))
    return AWSServiceError(Response(status: status, headers: headers, body: Array(body.utf8), url: url))
  }

  @Test func awsServiceError_prefersTheHeader() throws {
    let found = try read(
      #"{"message":"no","__type":"other#Body"}"#, 403,
      [
        "x-amzn-ErrorType": "AccessDeniedException:http://internal.amazon.com/coral/x/",
        "x-amzn-RequestId": "r-1",
      ])
    #expect(found.code == "AccessDeniedException" && found.message == "no" && found.requestID == "r-1")
  }

  @Test(arguments: [
    (#"{"__type":"com.amazon#ThrottlingException","message":"m"}"#, "ThrottlingException", "m"),
    (#"{"code":"ValidationException","Message":"M"}"#, "ValidationException", "M"),
    (#"{"Message":"Authentication failed"}"#, nil, "Authentication failed"),
    (#"{"message":7,"code":"C"}"#, "C", nil), (#"{"message":"#, nil, nil), ("", nil, nil), ("[]", nil, nil),
    ("<html><body>502</body></html>", nil, nil),
    (
      "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>a &lt;b&gt; &#39;c&#x2d;</Message>"
        + "</Error><RequestId>R</RequestId></ErrorResponse>", "ExpiredToken", "a <b> 'c-"
    ),
    ("<Code><nested/></Code>", nil, nil), ("<Code>&bogus; &</Code>", "&bogus; &", nil),
    ("<Code>never closed", nil, nil),
  ])
  func awsServiceError_readsBodies(body: String, code: String?, message: String?) throws {
    let found = try read(body)
    #expect(found.code == code && found.message == message)
  }

  @Test func awsServiceError_readsTheRequestIDOfXML() throws {
    #expect(try read("<ErrorResponse><RequestId>abc</RequestId></ErrorResponse>").requestID == "abc")
  }

  @Test(arguments: [
    (200, nil, RetryVerdict.done), (400, "ThrottlingException", .throttled), (429, nil, .throttled),
    (503, nil, .transient),
    (403, "AccessDeniedException", .done), (400, "IDPCommunicationError", .transient), (501, nil, .done),
    (429, "ModelNotReadyException", .throttled), (424, "ModelErrorException", .transient),
  ])
  func errorTable_givesRetryVerdicts(status: Int, code: String?, expected: RetryVerdict) throws {
    let headers: Headers = code.map { ["x-amzn-ErrorType": $0] } ?? [:]
    let url = try #require(WebURL("https://h/"))
    let response = Response(status: status, headers: headers, url: url)
    #expect(
      AWSErrorTable.retry(
        after: response, service: code == "IDPCommunicationError" ? .sts : .bedrockRuntime, operation: "X") == expected)
  }

  @Test func errorTable_doesNotRetryADailyQuota() throws {
    let url = try #require(WebURL("https://h/"))
    let body = Array(#"{"message":"Too many tokens per day, please wait before trying again."}"#.utf8)
    let headers: Headers = ["x-amzn-ErrorType": "ThrottlingException"]
    let response = Response(status: 429, headers: headers, body: body, url: url)
    #expect(AWSErrorTable.retry(after: response, service: .bedrockRuntime, operation: "Converse") == .done)
  }
}
