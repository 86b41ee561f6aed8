import Core

/// Standard input, read to its end, up to a limit.
package struct Input: Sendable {
  /// Returns up to `limit` bytes; empty at the end, nil on an error.
  let read: @Sendable (_ limit: Int) -> [UInt8]?
  /// Whether it is a file or a pipe that holds data. Does not wait.
  let holdsData: @Sendable () -> Bool
  /// The descriptor, for reading that can be stopped; nil if there is none.
  private(set) var descriptor: Descriptor?
  /// The limit in bytes. No model accepts a longer question.
  static let limit = 8 << 20

  /// An input that reads with `read`.
  package init(
    holdsData: @escaping @Sendable () -> Bool = { false }, read: @escaping @Sendable (_ limit: Int) -> [UInt8]?
  ) {
    self.read = read
    self.holdsData = holdsData
  }

  /// An input that reads a file descriptor.
  package static func descriptor(_ descriptor: Int32) -> Input {
    let opened = Descriptor(descriptor)
    var input = Input(holdsData: { opened.holdsData }) { limit in try? opened.read(limit) }
    input.descriptor = opened
    return input
  }

  /// All bytes.
  ///
  /// - Throws: `Failure` with code `usage` if it cannot be read or is larger than `limit`.
  func bytes(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      guard let more = read(65_536) else {
        throw Parser.usage("standard input cannot be read", hint: "give the text as words, or pipe a file in")
      }
      if more.isEmpty { return bytes }
      bytes += more
      if bytes.count > limit {
        throw Parser.usage("standard input is larger than \(limit >> 20) MiB", hint: "send only the part that matters")
      }
    }
  }

  /// The whole text.
  ///
  /// - Throws: `Failure` with code `usage` if it cannot be read, is not UTF-8, or is larger than 8 MiB.
  func text() throws(Failure) -> String {
    guard let text = String(validating: try bytes(limit: Input.limit), as: UTF8.self) else {
      throw Parser.usage(
        "standard input is not UTF-8 text", hint: "convert it first, for example with iconv -t UTF-8")
    }
    return text
  }
}
