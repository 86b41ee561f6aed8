/// Recognises formats by their first bytes.
enum SoundMagic {
  /// The formats that are read here.
  enum Kind: Equatable {
    case wav, flac, ogg
    /// Another format that is known, by its name.
    case foreign(String)
    case text
    case unknown
  }

  /// How many bytes decide.
  static let size = 64

  /// The kind of a recording.
  ///
  /// - Parameter head: its first `size` bytes, fewer only if it has fewer.
  static func kind(of head: ArraySlice<UInt8>) -> Kind {
    func has(_ text: String, at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: text.utf8) }
    if has("RIFF") || has("RF64") || has("BW64") {
      if has("WAVE", at: 8) { return .wav }
      return .foreign(has("AVI ", at: 8) ? "an AVI video" : "a RIFF file without sound")
    }
    if has("fLaC") { return .flac }
    if has("OggS") { return .ogg }
    for (text, offset, name) in names where has(text, at: offset) { return .foreign(name) }
    for (bytes, name) in binary where head.starts(with: bytes) { return .foreign(name) }
    if let frame = mpegFrame(head) { return .foreign(frame) }
    return isText(head) ? .text : .unknown
  }

  private static let names: [(String, Int, String)] = [
    ("ID3", 0, "MP3"), ("ftyp", 4, "MP4 or M4A"), ("moov", 4, "QuickTime"), ("mdat", 4, "QuickTime"),
    ("RIFX", 0, "big-endian WAV"), ("#!AMR", 0, "AMR"), ("#!SILK", 0, "SILK"), ("FORM", 0, "AIFF"),
    (".snd", 0, "AU"), ("caff", 0, "Core Audio (CAF)"), ("wvpk", 0, "WavPack"), ("MAC ", 0, "Monkey's Audio"),
    ("ADIF", 0, "AAC"), ("MThd", 0, "MIDI, which holds no speech"), ("FLV", 0, "a Flash video"),
    ("%PDF", 0, "a PDF document"), ("PK\u{3}\u{4}", 0, "a ZIP archive or an office document"),
    ("GIF8", 0, "a GIF image"), ("\u{7F}ELF", 0, "a program"),
  ]

  private static let binary: [([UInt8], String)] = [
    ([0x1A, 0x45, 0xDF, 0xA3], "WebM or Matroska"), ([0x30, 0x26, 0xB2, 0x75], "Windows Media"),
    ([0x00, 0x00, 0x01, 0xBA], "an MPEG video"), ([0x00, 0x00, 0x01, 0xB3], "an MPEG video"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ([0x1F, 0x8B], "compressed with gzip"), ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz"), ([0x42, 0x5A, 0x68], "compressed with bzip2"),
  ]

  /// MP3 and AAC without a container begin with a frame: eleven bits of ones, then version and layer.
  private static func mpegFrame(_ head: ArraySlice<UInt8>) -> String? {
    let bytes = Array(head.prefix(3))
    guard bytes.count == 3, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 else { return nil }
    if bytes[1] & 0xF6 == 0xF0 { return "AAC" }
    let (version, layer) = (bytes[1] >> 3 & 3, bytes[1] >> 1 & 3)
    guard version != 1, layer != 0, bytes[2] >> 4 != 15, bytes[2] >> 2 & 3 != 3 else { return nil }
    return layer == 1 ? "MP3" : "MPEG audio"
  }

  /// Whether the bytes are UTF-8 text, which may be cut at its end: no controls but white space.
  private static func isText(_ head: ArraySlice<UInt8>) -> Bool {
    guard !head.isEmpty, head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else {
      return false
    }
    return (0..<4).contains { String(validating: head.dropLast($0), as: UTF8.self) != nil && head.count > $0 }
  }
}
