/// A stream of silence in Ogg Opus that carries a text in the padding of its packets.
enum OpusSound {
  /// The delay of the encoder, in samples.
  private static let delay = 312
  private static let serial: UInt32 = 0x2A
  /// The letters in one packet of 20 ms.
  private static let room = 100
  private static let packetsInPage = 20
  private static let samples = 960

  static func bytes(_ letters: [UInt8]) -> [UInt8] {
    var head = Array("OpusHead".utf8) + [1, 1]
    head += number(UInt64(delay), 2) + number(24_000, 4) + [0, 0, 0]
    let vendor = Array("emulator".utf8)
    let tags = Array("OpusTags".utf8) + number(UInt64(vendor.count), 4) + vendor + number(0, 4)
    var packets: [[UInt8]] = stride(from: 0, to: letters.count, by: room).map {
      packet(letters.dropFirst($0).prefix(room))
    }
    while packets.count < 50 { packets.append([0xF8, 0xFF, 0xFE]) }
    var bytes = page([head], 0, flags: 2, position: 0) + page([tags], 1, flags: 0, position: 0)
    let count = (packets.count + packetsInPage - 1) / packetsInPage
    for index in 0..<count {
      let part = Array(packets[(index * packetsInPage)..<min(packets.count, (index + 1) * packetsInPage)])
      let isLast = index == count - 1
      // The last packet is not heard to its end.
      let position = (index * packetsInPage + part.count) * samples - (isLast ? 100 : 0)
      bytes += page(part, UInt32(index + 2), flags: isLast ? 4 : 0, position: UInt64(position))
    }
    return bytes
  }

  /// One frame of silence, with padding.
  private static func packet(_ letters: ArraySlice<UInt8>) -> [UInt8] {
    [0xFB, 0x41, UInt8(letters.count), 0xFF, 0xFE] + letters
  }

  private static func page(_ packets: [[UInt8]], _ sequence: UInt32, flags: UInt8, position: UInt64) -> [UInt8] {
    var lacing: [UInt8] = []
    for packet in packets {
      lacing += [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
    }
    var bytes = Array("OggS".utf8) + [0, flags] + number(position, 8) + number(UInt64(serial), 4)
    bytes += number(UInt64(sequence), 4) + number(0, 4) + [UInt8(lacing.count)] + lacing + packets.flatMap(\.self)
    bytes.replaceSubrange(22..<26, with: number(UInt64(checksum(bytes)), 4))
    return bytes
  }

  private static func number(_ value: UInt64, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0
    for byte in bytes {
      sum ^= UInt32(byte) << 24
      for _ in 0..<8 { sum = sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7 }
    }
    return sum
  }

  /// The text of a stream; nil unless it is one stream: one serial number, pages counted from 0, right checksums, one
  /// beginning and one end, positions that agree with the packets.
  static func text(_ bytes: [UInt8]) -> String? {
    var letters: [UInt8] = []
    var rest = bytes[...]
    var (sequence, played): (UInt32, Int) = (0, 0)
    var serial: ArraySlice<UInt8>?
    while !rest.isEmpty {
      let start = rest.startIndex
      guard rest.count >= 27, rest.starts(with: Array("OggS".utf8)) else { return nil }
      let lacing = rest[(start + 27)...].prefix(Int(rest[start + 26]))
      let size = lacing.reduce(27 + lacing.count) { $0 + Int($1) }
      guard rest.count >= size else { return nil }
      var page = Array(rest.prefix(size))
      let sum = Array(page[22..<26])
      page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
      guard number(UInt64(checksum(page)), 4) == sum, Array(page[18..<22]) == number(UInt64(sequence), 4) else {
        return nil
      }
      if let serial, !serial.elementsEqual(page[14..<18]) { return nil }
      serial = page[14..<18]
      let isLast = rest.count == size
      guard page[5] == (sequence == 0 ? 2 : isLast ? 4 : 0) else { return nil }
      var offset = 27 + lacing.count
      for length in lacing {
        let packet = page[offset..<(offset + Int(length))]
        offset += Int(length)
        if sequence < 2 { continue }
        played += samples
        if packet.first == 0xFB { letters += packet.dropFirst(5) }
      }
      let position = page[6..<14].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard sequence < 2 ? position == 0 : isLast ? position == played - 100 : position == played else { return nil }
      sequence += 1
      rest = rest.dropFirst(size)
    }
    return sequence > 2 ? String(decoding: letters, as: UTF8.self) : nil
  }
}
