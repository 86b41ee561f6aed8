/// The header of a frame of FLAC (RFC 9639, section 9.1), by which the beginning of a frame is found.
struct FLACFrame: Sendable, Equatable {
  /// The most bytes of a header.
  static let longestHeader = 16

  /// Samples of a channel.
  var samples: Int

  /// Reads a header that begins with `bytes`. Nil if they are none of the stream: another mark, a reserved value, another
  /// form than the stream's, a wrong checksum.
  init?(_ bytes: ArraySlice<UInt8>, of stream: FLACHeader) {
    let head = Array(bytes.prefix(Self.longestHeader))
    guard head.count >= 6, head[0] == 0xFF, head[1] & 0xFE == 0xF8, head[3] & 1 == 0 else { return nil }
    guard Self.channels(head[3] >> 4) == stream.channels, Self.fits(bits: head[3] >> 1 & 7, stream.bits) else {
      return nil
    }
    // The number of the frame or of its first sample, written like UTF-8 in one to seven bytes.
    guard let numberSize = Self.numberSize(head[4]) else { return nil }
    var offset = 4 + numberSize
    guard head.count > offset, head[5..<offset].allSatisfy({ $0 & 0xC0 == 0x80 }) else { return nil }
    func number(_ size: Int) -> Int? {
      guard head.count > offset + size else { return nil }
      defer { offset += size }
      return head[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
    }
    switch head[2] >> 4 {
    case 0: return nil
    case 1: samples = 192
    case 6:
      guard let less = number(1) else { return nil }
      samples = less + 1
    case 7:
      guard let less = number(2) else { return nil }
      samples = less + 1
    case let code where code < 6: samples = 144 << Int(code)
    case let code: samples = 1 << Int(code)
    }
    switch head[2] & 15 {
    case 0: break
    case 12: guard let thousands = number(1), thousands * 1000 == stream.rate else { return nil }
    case 13: guard let rate = number(2), rate == stream.rate else { return nil }
    case 14: guard let tens = number(2), tens * 10 == stream.rate else { return nil }
    case 15: return nil
    case let code: guard Self.rates[Int(code)] == stream.rate else { return nil }
    }
    guard Self.checksum(head[..<offset]) == head[offset] else { return nil }
  }

  private static let rates = [
    0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
  ]

  /// The channels of a code: of their own, or two of which one holds the difference. Nil for a reserved code.
  private static func channels(_ code: UInt8) -> Int? { code < 8 ? Int(code) + 1 : code < 11 ? 2 : nil }

  /// Whether a code of the sample width fits the stream's; 0 refers to it.
  private static func fits(bits code: UInt8, _ bits: Int) -> Bool {
    [bits, 8, 12, 0, 16, 20, 24, 32][Int(code)] == bits
  }

  private static func numberSize(_ first: UInt8) -> Int? {
    switch (~first).leadingZeroBitCount {
    case 0: 1
    case let ones where (2...7).contains(ones): ones
    default: nil
    }
  }

  /// CRC-8 of the polynomial 0x07, beginning with zero.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    bytes.reduce(0) { sum, byte in
      (0..<8).reduce(sum ^ byte) { value, _ in value & 0x80 == 0 ? value << 1 : value << 1 ^ 0x07 }
    }
  }
}
