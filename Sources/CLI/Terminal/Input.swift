import Core

/// Standard input, read whole and bounded.
package struct Input: Sendable {
  /// Gives up to that many bytes, none at the end, nil when the system refuses.
  private let read: @Sendable (_ limit: Int) -> [UInt8]?
  /// More than this is not a question, and no model takes it.
  static let limit = 8 << 20

  /// An input that gets its bytes from `read`.
  package init(read: @escaping @Sendable (_ limit: Int) -> [UInt8]?) { self.read = read }

  /// The input that is a file descriptor.
  package static func descriptor(_ descriptor: Int32) -> Input {
    Input { limit in try? Descriptor(descriptor).read(limit) }
  }

  /// Everything up to its end.
  ///
  /// - Throws: `Failure` with code `usage` where it cannot be read, is no UTF-8 text, or is larger than 8 MiB.
  func text() throws(Failure) -> String {
    var bytes: [UInt8] = []
    while true {
      guard let more = read(65_536) else {
        throw Parser.usage("standard input cannot be read", hint: "give the text as words, or pipe a file in")
      }
      if more.isEmpty { break }
      bytes += more
      if bytes.count > Input.limit {
        throw Parser.usage("standard input is larger than 8 MiB", hint: "send only the part that matters")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Parser.usage(
        "standard input is not UTF-8 text", hint: "convert it first, for example with iconv -t UTF-8")
    }
    return text
  }
}
