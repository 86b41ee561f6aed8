/// Recordings made in memory.
package enum SoundSamples {
  /// A tone of 440 Hz, 16-bit samples of one channel.
  package static func tone(seconds: Double, rate: Int = 16_000, level: Double = 0.3) -> [UInt8] {
    // A triangle needs no library.
    (0..<Int(seconds * Double(rate))).flatMap { index -> [UInt8] in
      let phase = (Double(index) * 440 / Double(rate)).truncatingRemainder(dividingBy: 1)
      let value = Int16((phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase) * level * 32_767)
      return little(UInt16(bitPattern: value))
    }
  }

  /// How a WAV file is made.
  package struct WAV: Sendable {
    /// `RIFF` or `RF64`.
    package var form = "RIFF"
    package var tag: UInt16 = 1
    package var channels = 1
    package var rate = 16_000
    package var bits = 16
    /// The announced size of the samples; nil for the real one.
    package var size: UInt32?
    /// Whether the format is in the extensible form.
    package var isExtensible = false
    /// Chunks before and after the samples.
    package var before: [(id: String, content: [UInt8])] = []
    package var after: [(id: String, content: [UInt8])] = []

    package init() {}

    /// The file with these samples.
    package func file(_ samples: [UInt8]) -> [UInt8] {
      let width = bits / 8
      var format = little(isExtensible ? 0xFFFE : tag) + little(UInt16(channels)) + little(UInt32(rate))
      format += little(UInt32(rate * channels * width)) + little(UInt16(channels * width)) + little(UInt16(bits))
      if isExtensible {
        format += little(UInt16(22)) + little(UInt16(bits)) + little(UInt32(0)) + little(tag)
        format += [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
      }
      var content: [UInt8] = Array("WAVE".utf8)
      if form == "RF64" {
        content += Self.chunk(
          "ds64", little(UInt64(0)) + little(UInt64(samples.count)) + little(UInt64(0)) + little(UInt32(0)))
      }
      content += Self.chunk("fmt ", format)
      for (id, bytes) in before { content += Self.chunk(id, bytes) }
      content += Array("data".utf8) + little(size ?? (form == "RF64" ? 0xFFFF_FFFF : UInt32(samples.count))) + samples
      if samples.count % 2 == 1, !after.isEmpty { content.append(0) }
      for (id, bytes) in after { content += Self.chunk(id, bytes) }
      let whole = size == nil && form == "RIFF" ? UInt32(content.count) : 0xFFFF_FFFF
      return Array(form.utf8) + little(whole) + content
    }

    private static func chunk(_ id: String, _ content: [UInt8]) -> [UInt8] {
      Array(id.utf8) + little(UInt32(content.count)) + content + (content.count % 2 == 1 ? [0] : [])
    }
  }

  /// A FLAC stream of frames with a valid header. Their content is none: it is passed on unread.
  ///
  /// - Parameters:
  ///   - seconds: the length of the frames together.
  ///   - claims: the length that the stream announces; nil for the real one, 0 for one that is not known.
  ///   - bytes: the content of the frames together.
  ///   - block: the samples of a frame.
  ///   - picture: the content of a block of metadata; nil for no such block.
  package static func flac(
    rate: Int = 16_000, channels: Int = 1, bits: Int = 16, seconds: Double, claims: Double? = nil, bytes: Int = 8000,
    block: Int = 4096, picture: [UInt8]? = nil
  ) -> [UInt8] {
    let samples = Int(seconds * Double(rate))
    let packed =
      UInt64(rate) << 44 | UInt64(channels - 1) << 41 | UInt64(bits - 1) << 36
      | UInt64((claims ?? seconds) * Double(rate))
    var file = Array("fLaC".utf8) + [picture == nil ? 0x80 : 0, 0, 0, 34] + [UInt8](repeating: 0, count: 10)
    file += withUnsafeBytes(of: packed.bigEndian) { Array($0) } + [UInt8](repeating: 7, count: 16)
    if let picture {
      file += [0x86] + withUnsafeBytes(of: UInt32(picture.count).bigEndian) { Array($0.dropFirst()) } + picture
    }
    let frames = (samples + block - 1) / block
    for number in 0..<frames {
      let last = UInt16(min(block, samples - number * block) - 1)
      var header: [UInt8] = [0xFF, 0xF8, 0x70, UInt8(channels - 1) << 4]
      header += Array(String(Unicode.Scalar(UInt32(number)) ?? " ").utf8) + [UInt8(last >> 8), UInt8(last & 0xFF)]
      file += header + [crc8(header)]
      file += (bytes * number / frames..<bytes * (number + 1) / frames).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    }
    return file
  }

  private static func crc8(_ bytes: [UInt8]) -> UInt8 {
    var sum: UInt8 = 0
    for byte in bytes {
      sum ^= byte
      for _ in 0..<8 { sum = sum & 0x80 == 0 ? sum << 1 : sum << 1 ^ 0x07 }
    }
    return sum
  }

  /// An Ogg stream with one packet a page, each of half a second if nothing else is said; the packets are no real ones.
  ///
  /// - Parameter samples: the length of a page, at 48,000 a second.
  package static func ogg(
    head: [UInt8]? = nil, rate: UInt32 = 16_000, channels: UInt8 = 1, pages: Int, packet: Int = 600,
    samples: Int = 24_000
  ) -> [UInt8] {
    let opus = head ?? (Array("OpusHead".utf8) + [1, channels] + little(UInt16(312)) + little(rate) + [0, 0, 0])
    var file = page(0, granule: 0, opus) + page(1, granule: 0, Array("OpusTags".utf8) + [0, 0, 0, 0, 0, 0, 0, 0])
    for number in 0..<pages {
      let content = (0..<packet).map { UInt8(truncatingIfNeeded: $0 &* 11 &+ number) }
      file += page(number + 2, granule: UInt64(312 + (number + 1) * samples), content)
    }
    return file
  }

  private static func page(_ number: Int, granule: UInt64, _ content: [UInt8]) -> [UInt8] {
    var lacing = [UInt8](repeating: 255, count: content.count / 255)
    lacing.append(UInt8(content.count % 255))
    return Array("OggS".utf8) + [0, 0] + little(granule) + little(UInt32(7)) + little(UInt32(number)) + [0, 0, 0, 0]
      + [UInt8(lacing.count)] + lacing + content
  }
}

/// The bytes of a number, lowest first.
package func little(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
