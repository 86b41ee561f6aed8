package import HTTP

/// What `StubTransport` answers to one request.
package struct StubAnswer: Sendable {
  /// The status code.
  package var status: Int
  /// The header fields.
  package var headers: Headers
  /// The body.
  package var body: [UInt8]
  /// The URL that answers; nil for the one asked.
  package var url: WebURL?
  /// The largest number of bytes that a streamed body gives at once.
  package var slice = Int.max
  /// Why there is no answer at all.
  package var failure: TransportError.Kind?
  /// What the body breaks off with, after all its bytes.
  package var interruption: TransportError.Kind?

  /// An answer of the given parts.
  package init(status: Int = 200, headers: Headers = [:], body: [UInt8] = [], url: WebURL? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }

  /// An answer with a text body.
  package init(status: Int = 200, headers: Headers = [:], text: String) {
    self.init(status: status, headers: headers, body: Array(text.utf8))
  }

  /// No answer.
  package static func failure(_ kind: TransportError.Kind) -> StubAnswer {
    var answer = StubAnswer()
    answer.failure = kind
    return answer
  }
}
