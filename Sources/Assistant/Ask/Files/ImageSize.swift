import AWS

/// The width and height of an image, from its header.
struct ImageSize: Equatable {
  var width: Int
  var height: Int

  init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// The size of an image; nil if its header cannot be read.
  init?(_ bytes: [UInt8], _ format: FileBlock.ImageFormat) {
    let size: (Int?, Int?)?
    switch format {
    case .png: size = (bytes.big32(16), bytes.big32(20))
    case .gif: size = (bytes.little16(6), bytes.little16(8))
    case .jpeg: size = Self.jpeg(bytes)
    case .webp: size = Self.webp(bytes)
    }
    guard let width = size?.0, let height = size?.1, width > 0, height > 0 else { return nil }
    self.init(width, height)
  }

  /// The size in a frame header: the segments before it are skipped.
  private static func jpeg(_ bytes: [UInt8]) -> (Int?, Int?)? {
    var place = 2
    while let mark = bytes.byte(place + 1), bytes.byte(place) == 0xFF {
      if mark == 0xFF {
        place += 1
        continue
      }
      // Frame headers, without the tables among their numbers.
      if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
        return (bytes.big16(place + 7), bytes.big16(place + 5))
      }
      guard let length = bytes.big16(place + 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }

  /// The three forms of WebP: lossy, lossless, extended.
  private static func webp(_ bytes: [UInt8]) -> (Int?, Int?)? {
    guard bytes.count >= 30 else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ": return (bytes.little16(26).map { $0 & 0x3FFF }, bytes.little16(28).map { $0 & 0x3FFF })
    case "VP8L":
      guard let bits = bytes.little32(21) else { return nil }
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    case "VP8X":
      func three(_ index: Int) -> Int? {
        bytes.little16(index).flatMap { low in bytes.byte(index + 2).map { $0 << 16 | low } }
      }
      return (three(24).map { $0 + 1 }, three(27).map { $0 + 1 })
    default: return nil
    }
  }
}
