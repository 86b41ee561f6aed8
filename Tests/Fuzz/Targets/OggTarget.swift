#if DEBUG || FUZZING
  import AWS
  import TestSupport

  @testable import Assistant

  extension FuzzTarget {
    /// Sounds of several requests to one Ogg stream: what is joined is valid, whatever one of them holds.
    static let ogg = FuzzTarget(
      "ogg", samples: oggSamples, words: ["OggS", "OpusHead", "OpusTags", "\u{0}\u{0}\u{0}\u{0}"], repair: oggChecksums
    ) { input in
      var joiner = OggJoiner(serial: 7)
      let valid = oggSamples[0]
      guard var joined = joiner.add(valid) else { throw Broken(rule: "a valid stream is refused") }
      let middle = joiner.add(input)
      joined += middle ?? []
      guard let end = joiner.add(valid) else { throw Broken(rule: "a valid stream behind another is refused") }
      joined += end + joiner.finish()
      try must(joiner.finish().isEmpty, "a second end")
      guard let pages = OggPage.pages(joined) else { throw Broken(rule: "the joined stream is damaged") }
      try must(joined.count <= 2 * valid.count + input.count, "more than was added")
      try must(pages.allSatisfy { $0.serial == 7 }, "two serial numbers")
      try must(pages.enumerated().allSatisfy { $1.sequence == UInt32($0) }, "pages are not numbered through")
      for (index, page) in pages.enumerated() {
        try must((page.flags & OggPage.first != 0) == (index == 0), "page \(index) begins the stream")
        try must((page.flags & OggPage.last != 0) == (index == pages.count - 1), "page \(index) ends the stream")
      }
      let positions = pages.map(\.position).filter { $0 != OggPage.noPosition }
      try must(zip(positions, positions.dropFirst()).allSatisfy { $0 <= $1 }, "positions go back: \(positions)")
      // A stream alone begins with its own head.
      var alone = SoundJoiner(.ogg, serial: 9)
      let bytes = alone.add(input).map { $0 + alone.finish() }
      try must(bytes.map { OggPage.pages($0) != nil } ?? true, "a stream alone is damaged")
      return [middle == nil ? 0 : 1, pages.count, Int(clamping: (positions.last ?? 0) / 960)]
    }

    private static var oggSamples: [[UInt8]] {
      func stream(_ packets: [Int], position: UInt64, tail: Bool = false) -> [UInt8] {
        var pages = [
          OggPage(
            flags: OggPage.first, position: 0, serial: 3, sequence: 0, segments: [19],
            body: Array("OpusHead".utf8) + [1, 1, 0x38, 1, 0x80, 0xBB, 0, 0, 0, 0, 0]),
          OggPage(
            flags: 0, position: 0, serial: 3, sequence: 1, segments: [16],
            body: Array("OpusTags".utf8) + [0, 0, 0, 0, 0, 0, 0, 0]),
        ]
        for size in packets {
          let segments = [UInt8](repeating: 255, count: size / 255) + [UInt8(size % 255)]
          let body = [0x08] + [UInt8](repeating: 0x55, count: max(0, size - 1))
          pages.append(
            OggPage(
              flags: 0, position: position, serial: 3, sequence: UInt32(pages.count), segments: segments,
              body: Array(body.prefix(size))))
        }
        if tail {
          pages.append(
            OggPage(
              flags: OggPage.last, position: position, serial: 3, sequence: UInt32(pages.count), segments: [], body: [])
          )
        }
        pages[pages.count - 1].flags |= OggPage.last
        return pages.flatMap(\.bytes)
      }
      return [
        stream([40, 300], position: 1920), stream([40], position: 500), stream([600, 1], position: .max, tail: true),
        stream([0, 255], position: 960, tail: true),
      ]
    }
  }

  /// Repairs the checksum of every page that can be found.
  @Sendable private func oggChecksums(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    var start = 0
    while start + 27 <= bytes.count, bytes[start..<start + 5].elementsEqual([0x4F, 0x67, 0x67, 0x53, 0]) {
      let count = Int(bytes[start + 26])
      guard start + 27 + count <= bytes.count else { break }
      let segments = Array(bytes[start + 27..<start + 27 + count])
      var end = start + 27 + count + segments.reduce(0) { $0 + Int($1) }
      if end > bytes.count {
        bytes += [UInt8](repeating: 0, count: end - bytes.count)
        end = bytes.count
      }
      func number(_ offset: Int, _ size: Int) -> UInt64 {
        bytes[start + offset..<start + offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      }
      let page = OggPage(
        flags: bytes[start + 5], position: number(6, 8), serial: UInt32(number(14, 4)), sequence: UInt32(number(18, 4)),
        segments: segments, body: Array(bytes[start + 27 + count..<end]))
      bytes.replaceSubrange(start..<end, with: page.bytes)
      start = end
    }
    return bytes
  }
#endif
