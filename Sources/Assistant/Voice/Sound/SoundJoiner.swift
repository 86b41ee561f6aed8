import AWS

/// Makes one sound of the sounds of several requests.
struct SoundJoiner: Sendable {
  private let format: SpeechFormat
  private var ogg: OggJoiner
  /// The bytes of sound, without a header.
  private var sound = 0
  private var hasBegun = false

  /// - Parameter serial: the serial number of an Ogg stream: any.
  init(_ format: SpeechFormat, serial: UInt32) {
    self.format = format
    ogg = OggJoiner(serial: serial)
  }

  /// Adds the sound of a request; returns the bytes to write. Nil if it is not in the format.
  mutating func add(_ bytes: [UInt8]) -> [UInt8]? {
    defer { hasBegun = true }
    switch format {
    case .mp3: return Self.isMP3(bytes) ? Self.withoutTag(bytes, keeping: !hasBegun) : nil
    case .ogg: return ogg.add(bytes)
    case .pcm, .wav:
      // Half a sample would make noise of all that follows.
      let samples = bytes.count % 2 == 0 ? bytes : Array(bytes.dropLast())
      guard !samples.isEmpty else { return nil }
      sound += samples.count
      guard format == .wav, !hasBegun else { return samples }
      return WAVHeader.bytes(samples: nil, rate: Self.rate) + samples
    }
  }

  /// The bytes behind the last sound.
  mutating func finish() -> [UInt8] { format == .ogg ? ogg.finish() : [] }

  /// What takes the place of the first bytes in a file, where all sizes are known; empty if nothing does.
  var beginning: [UInt8] { format == .wav && hasBegun ? WAVHeader.bytes(samples: sound, rate: Self.rate) : [] }

  private static let rate = SpeechFormat.wav.sampleRate ?? 16_000

  /// Whether it begins with a frame of MPEG audio, or with a tag before one.
  private static func isMP3(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("ID3".utf8)) || bytes.count >= 4 && bytes[0] == 0xFF && bytes[1] & 0xE0 == 0xE0
  }

  /// The frames alone: a tag belongs to the beginning of a file.
  private static func withoutTag(_ bytes: [UInt8], keeping: Bool) -> [UInt8] {
    guard !keeping, bytes.count > 10, bytes.starts(with: Array("ID3".utf8)) else { return bytes }
    let size = bytes[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) } + 10
    return size < bytes.count ? Array(bytes[size...]) : bytes
  }
}
