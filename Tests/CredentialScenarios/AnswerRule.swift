import HTTP
import Synchronization
package import TestSupport
import Testing

/// A request pattern and its response, as in the server of the scenarios' generator.
package struct AnswerRule: Decodable, Sendable {
  package var method: String
  package var path: String
  package var match: String?
  package var header: String?
  package var status: Int
  package var headers: [String: String]
  package var body: String
  package var times: Int?

  package init(
    method: String, path: String, match: String? = nil, header: String? = nil, status: Int,
    headers: [String: String] = [:], body: String, times: Int? = nil
  ) {
    self.method = method
    self.path = path
    self.match = match
    self.header = header
    self.status = status
    self.headers = headers
    self.body = body
    self.times = times
  }

  /// A transport that responds by the first rule that matches, and with 404 if none does.
  package static func transport(_ rules: [AnswerRule]) -> StubTransport {
    let left = Mutex(rules)
    return StubTransport { request, _ in
      let rule = left.withLock { rules -> AnswerRule? in
        guard let index = rules.firstIndex(where: { $0.applies(to: request) }) else { return nil }
        if let times = rules[index].times { rules[index].times = times - 1 }
        return rules[index]
      }
      guard let rule else { return StubAnswer(status: 404) }
      var headers = Headers()
      for (name, value) in rule.headers { headers[name] = value }
      return StubAnswer(status: rule.status, headers: headers, text: rule.body)
    }
  }

  private func applies(to request: Request) -> Bool {
    guard times != 0, method == request.method, request.url.target.hasPrefix(path) else { return false }
    if let match, !String(decoding: request.body, as: UTF8.self).contains(match) { return false }
    guard let header else { return true }
    let parts = header.split(separator: ": ", maxSplits: 1)
    guard let value = request.headers[String(parts[0])] else { return false }
    return parts.count == 1 || parts[1] == value
  }
}
