/// The sound of a text: whole frames of each format that carry the text where players ignore it, so that tests can tell
/// from a sound what was spoken, and in which order.
public enum PollySound {
  /// The sound in one of Polly's formats.
  static func bytes(_ text: String, format: String) -> [UInt8] {
    let letters = Array(text.utf8)
    return switch format {
    case "pcm": pcm(letters)
    case "ogg_opus": OpusSound.bytes(letters)
    default: mp3(letters)
    }
  }

  // MARK: PCM: ten milliseconds a letter, at least a second

  private static let samplesOfLetter = 160

  private static func pcm(_ letters: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for letter in letters {
      for index in 0..<samplesOfLetter {
        let value = Int16(letter) << 6
        let sample = index % 2 == 0 ? value : -value
        bytes += [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
      }
    }
    // A whole number of letters, so that sounds stay in step when they are joined.
    let missing = max(0, 100 - letters.count)
    return bytes + [UInt8](repeating: 0, count: missing * samplesOfLetter * 2)
  }

  /// What was spoken, from samples.
  public static func text(pcm bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    for start in stride(from: 0, to: bytes.count - 1, by: samplesOfLetter * 2) {
      let value = Int16(truncatingIfNeeded: Int(bytes[start]) | Int(bytes[start + 1]) << 8)
      if value != 0 { letters.append(UInt8(truncatingIfNeeded: value >> 6)) }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  // MARK: MP3: frames of silence (MPEG-2 layer III, 24 kHz, mono, 48 kbit/s), the text behind their data

  private static let frame = 144
  private static let beginning: [UInt8] = [0xFF, 0xF3, 0x64, 0xC4] + [UInt8](repeating: 0, count: 9)

  private static func mp3(_ letters: [UInt8]) -> [UInt8] {
    let room = frame - beginning.count
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: max(letters.count, room * 20), by: room) {
      let part = letters.dropFirst(start).prefix(room)
      bytes += beginning + part + [UInt8](repeating: 0, count: room - part.count)
    }
    return bytes
  }

  /// What was spoken, from frames; nil if anything else stands between them.
  public static func text(mp3 bytes: [UInt8]) -> String? {
    guard bytes.count % frame == 0 else { return nil }
    var letters: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: frame) {
      let part = bytes[start..<(start + frame)]
      guard part.starts(with: beginning) else { return nil }
      letters += part.dropFirst(beginning.count).filter { $0 != 0 }
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// What was spoken, from an Ogg stream of Opus; nil if it is not one valid stream.
  public static func text(ogg bytes: [UInt8]) -> String? { OpusSound.text(bytes) }
}
