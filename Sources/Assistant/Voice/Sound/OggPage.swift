/// A page of an Ogg stream (RFC 3533).
struct OggPage: Sendable, Equatable {
  /// Continued packet, beginning of stream, end of stream.
  var flags: UInt8
  /// The position behind the last packet that ends in the page, in samples; all ones if none does.
  var position: UInt64
  /// The number of the stream.
  var serial: UInt32
  /// The number of the page.
  var sequence: UInt32
  /// The lengths of the segments. A packet ends with the first one shorter than 255.
  var segments: [UInt8]
  /// The segments.
  var body: [UInt8]

  static let continued: UInt8 = 1
  static let first: UInt8 = 2
  static let last: UInt8 = 4
  /// The position of a page in which no packet ends.
  static let noPosition = UInt64.max
  private static let headSize = 27

  /// The pages of a stream; nil if it is damaged: a wrong mark, version, length or checksum.
  static func pages(_ bytes: [UInt8]) -> [OggPage]? {
    var pages: [OggPage] = []
    var offset = 0
    while offset < bytes.count {
      guard let (page, size) = read(bytes[offset...]) else { return nil }
      pages.append(page)
      offset += size
    }
    return pages.isEmpty ? nil : pages
  }

  private static func read(_ bytes: ArraySlice<UInt8>) -> (OggPage, size: Int)? {
    let start = bytes.startIndex
    guard bytes.count >= headSize, bytes.prefix(5).elementsEqual([0x4F, 0x67, 0x67, 0x53, 0]) else { return nil }
    func number(_ offset: Int, _ size: Int) -> UInt64 {
      bytes[(start + offset)..<(start + offset + size)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let count = Int(bytes[start + 26])
    guard bytes.count >= headSize + count else { return nil }
    let segments = Array(bytes[(start + headSize)..<(start + headSize + count)])
    let size = segments.reduce(headSize + count) { $0 + Int($1) }
    guard bytes.count >= size else { return nil }
    let page = OggPage(
      flags: bytes[start + 5], position: number(6, 8), serial: UInt32(number(14, 4)), sequence: UInt32(number(18, 4)),
      segments: segments, body: Array(bytes[(start + headSize + count)..<(start + size)]))
    guard page.bytes.elementsEqual(bytes.prefix(size)) else { return nil }
    return (page, size)
  }

  /// The page with its checksum.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [0x4F, 0x67, 0x67, 0x53, 0, flags]
    func append(_ value: UInt64, _ size: Int) {
      for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
    }
    append(position, 8)
    append(UInt64(serial), 4)
    append(UInt64(sequence), 4)
    append(0, 4)
    bytes.append(UInt8(segments.count))
    bytes += segments
    bytes += body
    let sum = Self.checksum(bytes)
    for index in 0..<4 { bytes[22 + index] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(index))) }
    return bytes
  }

  /// CRC-32 of the polynomial 0x04C11DB7 without reflection, beginning and ending with zero.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0) { sum, byte in sum << 8 ^ table[Int(UInt8(sum >> 24) ^ byte)] }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index) << 24) { value, _ in value & 0x8000_0000 == 0 ? value << 1 : value << 1 ^ 0x04C1_1DB7 }
  }
}
