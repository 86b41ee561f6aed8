/// An error in the shape of the service it comes from.
struct ServiceError: Error, Sendable {
  var status: Int
  var code: String
  var message: String
  /// Denials by IAM and failures of bearer tokens spell the member `Message`.
  var capital = false

  init(_ status: Int, _ code: String, _ message: String, capital: Bool = false) {
    self.status = status
    self.code = code
    self.message = message
    self.capital = capital
  }

  func reply(_ exchange: Exchange) -> Reply {
    switch exchange.route.service {
    case .sts: xml(exchange.requestID)
    case .management, .delivery: .json(["error": .string(message)], status: status)
    default: json(exchange)
    }
  }

  private func json(_ exchange: Exchange) -> Reply {
    let suffix =
      exchange.scenario.aws.longErrorTypes ? ":http://internal.amazon.com/coral/com.amazon.bedrock/" : ""
    return .json(
      [capital ? "Message" : "message": .string(message)], status: status,
      headers: [("x-amzn-RequestId", exchange.requestID), ("x-amzn-ErrorType", code + suffix)])
  }

  private func xml(_ requestID: String) -> Reply {
    let type = status >= 500 ? "Receiver" : "Sender"
    let text = """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <Error>
          <Type>\(type)</Type>
          <Code>\(Text.xml(code))</Code>
          <Message>\(Text.xml(message))</Message>
        </Error>
        <RequestId>\(requestID)</RequestId>
      </ErrorResponse>

      """
    return Reply.text(text, status: status, type: "text/xml").adding("x-amzn-RequestId", requestID)
  }
}
