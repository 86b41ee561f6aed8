/// The length of an Opus packet, by its first bytes (RFC 6716, section 3.1).
enum OpusPacket {
  /// The samples of a packet at 48,000 a second.
  ///
  /// - Parameter second: the second byte, which counts the frames of a packet of many.
  static func samples(first: UInt8, second: UInt8) -> UInt64 {
    let configuration = Int(first >> 3)
    let frame: UInt64
    switch configuration {
    case 0..<12: frame = [480, 960, 1920, 2880][configuration % 4]
    case 12..<16: frame = [480, 960][configuration % 2]
    default: frame = [120, 240, 480, 960][configuration % 4]
    }
    switch first & 3 {
    case 0: return frame
    case 1, 2: return 2 * frame
    default: return UInt64(second & 63) * frame
    }
  }
}
