/// The header of a WAV file of 16-bit samples.
enum WAVHeader {
  /// The bytes of the header.
  static let size = 44

  /// The header.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the samples; nil if they are not known, as in a pipe: both sizes are then 0xFFFFFFFF, which
  ///     players read to the end of the file.
  ///   - rate: the samples a second.
  static func bytes(samples bytes: Int?, rate: Int, channels: Int = 1) -> [UInt8] {
    let known = bytes.flatMap { UInt32(exactly: $0) }
    var header: [UInt8] = []
    func text(_ text: StaticString) { header += text.withUTF8Buffer { Array($0) } }
    func word(_ value: UInt32) {
      for shift in [0, 8, 16, 24] { header.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    func short(_ value: UInt16) { header += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
    text("RIFF")
    word(known.flatMap { $0 <= .max - 36 ? $0 + 36 : nil } ?? .max)
    text("WAVEfmt ")
    word(16)
    short(1)
    short(UInt16(channels))
    word(UInt32(rate))
    word(UInt32(rate * channels * 2))
    short(UInt16(channels * 2))
    short(16)
    text("data")
    word(known ?? .max)
    return header
  }
}
