import TestSupport
import Testing

@testable import Assistant

@Suite struct OggJoinerTests {
  /// A stream of packets of 20 ms, of which the last is heard for `last` samples.
  private func stream(_ packets: [[UInt8]], pageSize: Int = 2, last: UInt64 = 960, serial: UInt32 = 42) -> [UInt8] {
    func page(_ packets: [[UInt8]], _ sequence: Int, _ flags: UInt8, _ position: UInt64) -> OggPage {
      let segments = packets.flatMap { [UInt8](repeating: 255, count: $0.count / 255) + [UInt8($0.count % 255)] }
      return OggPage(
        flags: flags, position: position, serial: serial, sequence: UInt32(sequence), segments: segments,
        body: packets.flatMap(\.self))
    }
    var pages = [
      page([Array("OpusHead".utf8) + [1, 1, 56, 1, 0, 0, 0, 0, 0, 0, 0]], 0, OggPage.first, 0),
      page([Array("OpusTags".utf8) + [UInt8](repeating: 0, count: 8)], 1, 0, 0),
    ]
    var position: UInt64 = 0
    for start in stride(from: 0, to: packets.count, by: pageSize) {
      let part = Array(packets[start..<min(packets.count, start + pageSize)])
      let isLast = start + pageSize >= packets.count
      position += UInt64(part.count) * 960 - (isLast ? 960 - last : 0)
      pages.append(page(part, pages.count, isLast ? OggPage.last : 0, position))
    }
    return pages.flatMap(\.bytes)
  }

  /// 20 ms of Opus with one byte of content.
  private func packet(_ value: UInt8) -> [UInt8] { [0xF8, value] }

  private func join(_ streams: [[UInt8]]) -> [OggPage] {
    var joiner = OggJoiner(serial: 0xABCD_EF01)
    var bytes: [UInt8] = []
    for stream in streams { bytes += joiner.add(stream) ?? [] }
    return OggPage.pages(bytes + joiner.finish()) ?? []
  }

  /// The checksum of a page written by opusenc.
  @Test func oggPage_hasOggsOwnChecksum() {
    let page = OggPage(
      flags: 2, position: 0, serial: 0x1234_5678, sequence: 0, segments: [19],
      body: Array("OpusHead".utf8) + [1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0])
    #expect(OggPage.pages(page.bytes) == [page])
    #expect(Array(page.bytes[22..<26]) == Self.checksum(of: page.bytes))
  }

  /// The checksum bit by bit, as RFC 3533 describes it.
  private static func checksum(of bytes: [UInt8]) -> [UInt8] {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      sum ^= UInt32((22..<26).contains(index) ? 0 : byte) << 24
      for _ in 0..<8 { sum = sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(8 * $0)) }
  }

  @Test func oggJoiner_makesOneStream() {
    let first = stream([packet(1), packet(2), packet(3)], last: 500)
    let second = stream([packet(4), packet(5)], pageSize: 1, last: 700)
    let pages = join([first, second])
    #expect(pages.map(\.serial) == Array(repeating: 0xABCD_EF01, count: 6))
    #expect(pages.map(\.sequence) == [0, 1, 2, 3, 4, 5])
    #expect(pages.map(\.flags) == [2, 0, 0, 0, 0, 4])
    #expect(pages.map(\.position) == [0, 0, 1920, 2880, 3840, 4540])
    #expect(pages.dropFirst(2).flatMap(\.body) == [1, 2, 3, 4, 5].flatMap(packet))
  }

  @Test func oggJoiner_leavesOneStreamAsItSounds() {
    let pages = join([stream([packet(1), packet(2), packet(3)], last: 500)])
    #expect(pages.map(\.position) == [0, 0, 1920, 2420])
    #expect(pages.map(\.flags) == [2, 0, 0, 4])
  }

  /// A packet that goes over two pages is counted where it ends.
  @Test func oggJoiner_countsPacketsOverPages() {
    let head = stream([packet(1)])
    var pages = OggPage.pages(head) ?? []
    let long = [UInt8](repeating: 0xF8, count: 300)
    pages[2] = OggPage(flags: 0, position: .max, serial: 42, sequence: 2, segments: [255], body: Array(long[..<255]))
    pages.append(
      OggPage(
        flags: OggPage.continued | OggPage.last, position: 960, serial: 42, sequence: 3, segments: [45],
        body: Array(long[255...])))
    let joined = join([pages.flatMap(\.bytes), stream([packet(9)])])
    #expect(joined.map(\.position) == [0, 0, .max, 960, 1920])
    #expect(joined.map(\.flags) == [2, 0, 0, 1, 4])
  }

  /// A last page without packets only says where the sound ends.
  @Test func oggJoiner_takesAnEmptyLastPage() {
    var pages = OggPage.pages(stream([packet(1), packet(2)])) ?? []
    pages[2].flags = 0
    pages.append(OggPage(flags: OggPage.last, position: 1500, serial: 42, sequence: 3, segments: [], body: []))
    let joined = join([pages.flatMap(\.bytes)])
    #expect(joined.map(\.position) == [0, 0, 1500])
    #expect(joined.last?.flags == OggPage.last)
  }

  @Test(
    arguments: [
      (0xF8, 0, 960), (0xF9, 0, 1920), (0xFA, 0, 1920), (0xFB, 3, 2880), (0x00, 0, 480), (0x18, 0, 2880),
      (0x60, 0, 480), (0x68, 0, 960), (0x80, 0, 120), (0xFB, 0x45, 4800),
    ] as [(UInt8, UInt8, UInt64)])
  func opusPacket_tellsItsLength(first: UInt8, second: UInt8, samples: UInt64) {
    #expect(OpusPacket.samples(first: first, second: second) == samples)
  }

  /// A damaged stream, cut or changed anywhere, is refused or joined to pages that are whole.
  @Test func oggJoiner_refusesDamagedStreams() {
    let whole = stream([packet(1), packet(2), packet(3)])
    for cut in 0..<whole.count {
      var joiner = OggJoiner(serial: 1)
      let bytes = joiner.add(Array(whole[..<cut]))
      let isAtPage = OggPage.pages(Array(whole[..<cut])).map { $0.count >= 3 } ?? false
      #expect((bytes != nil) == isAtPage, "\(cut)")
    }
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0x10
      var joiner = OggJoiner(serial: 1)
      #expect(joiner.add(changed) == nil, "\(index)")
    }
    var joiner = OggJoiner(serial: 1)
    #expect(joiner.add(stream([packet(1)], serial: 1) + stream([packet(2)], serial: 2)) == nil)
  }
}
