import Testing

@testable import Emulator

/// Reads event-stream frames independently of the code under test, by lengths and both CRCs.
struct Frame {
  var headers: [String: String] = [:]
  var payload: [UInt8] = []

  /// The whole frames at the start of `bytes`, and whether no byte was left or damaged.
  static func all(in bytes: [UInt8]) -> (frames: [Frame], clean: Bool) {
    var frames: [Frame] = []
    var rest = bytes[...]
    while rest.count >= 16 {
      let total = Int(number(rest.prefix(4)))
      let head = Int(number(rest.dropFirst(4).prefix(4)))
      guard total >= 16, head <= total - 16, total <= rest.count else { return (frames, false) }
      let frame = rest.prefix(total)
      guard CRC32.of(frame.prefix(8)) == number(frame.dropFirst(8).prefix(4)),
        CRC32.of(frame.dropLast(4)) == number(frame.suffix(4))
      else { return (frames, false) }
      var decoded = Frame(payload: Array(frame.dropFirst(12 + head).dropLast(4)))
      var header = frame.dropFirst(12).prefix(head)
      while let length = header.popFirst() {
        let name = String(decoding: header.prefix(Int(length)), as: UTF8.self)
        header = header.dropFirst(Int(length))
        guard header.popFirst() == 7 else { return (frames, false) }
        let size = Int(number(header.prefix(2)))
        decoded.headers[name] = String(decoding: header.dropFirst(2).prefix(size), as: UTF8.self)
        header = header.dropFirst(2 + size)
      }
      frames.append(decoded)
      rest = rest.dropFirst(total)
    }
    return (frames, rest.isEmpty)
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
