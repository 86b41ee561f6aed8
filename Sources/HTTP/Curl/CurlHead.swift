import Core

/// The head of a response, read line by line from libcurl. An interim response (1xx) is replaced by the next one.
struct CurlHead {
  /// The largest size of all header fields accepted, in bytes.
  static let limit = 256 << 10

  private(set) var status = 0
  private(set) var headers = Headers()
  /// Whether it is of HTTP/1.
  private(set) var isHTTP1 = false
  private var size = 0

  /// Reads one line with its line break. Returns false if the head is too large.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    size += line.count
    guard size <= Self.limit else { return false }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      status = text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0.prefix(3)) } ?? 0
      isHTTP1 = text.hasPrefix("HTTP/1")
      headers = Headers()
    } else if let colon = text.firstIndex(of: ":") {
      headers.add(trimmed(text[..<colon]), trimmed(text[text.index(after: colon)...]))
    }
    return true
  }

  private func trimmed(_ text: Substring) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }
}
