import HTTP
import TestSupport

extension Request {
  /// The first value of a query member, decoded.
  func query(_ name: String) -> String? {
    for pair in (url.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
      if parts.first == name { return parts.count > 1 ? parts[1] : "" }
    }
    return nil
  }

  /// An answer with a JSON body.
  func json(_ text: String, status: Int = 200, headers: Headers = [:]) -> StubAnswer {
    StubAnswer(status: status, headers: headers, text: text)
  }
}

extension String {
  fileprivate var removingPercentEncoding: String? {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
