/// Follows the pages of an Ogg stream with Opus, to know its form and how long each page sounds. The bytes are sent as
/// they are (RFC 3533 and RFC 7845).
struct OggReader: Sendable {
  /// The form of the sound.
  struct Form: Sendable, Equatable {
    var channels: Int
    /// The rate of the input of the encoder; 0 if unknown. Opus itself always has 48000.
    var inputRate: Int
    /// Samples of 48000 a second that are played before the sound begins.
    var preSkip: Int
  }

  /// A page has at most 27 + 255 bytes of header and 255 × 255 of content.
  private static let headerSize = 27

  private var buffer: [UInt8] = []
  private var position = 0.0
  private(set) var form: Form?

  /// Adds bytes and returns the whole pages, each with its length.
  ///
  /// - Throws: `SoundProblem` if it is no Ogg stream with Opus alone.
  mutating func take(_ slice: ArraySlice<UInt8>) throws(SoundProblem) -> [SoundPiece] {
    buffer += slice
    var pieces: [SoundPiece] = []
    var start = 0
    while let end = try pageEnd(from: start) {
      let page = buffer[start..<end]
      if form == nil { form = try Self.form(page) }
      let granule = Int64(bitPattern: page.dropFirst(6).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
      var seconds = 0.0
      // -1: no packet ends on this page.
      if granule >= 0, let form {
        let now = max(0, Double(granule - Int64(form.preSkip))) / 48_000
        // A stream that jumps is not waited for.
        seconds = min(max(0, now - position), 10)
        position = max(position, now)
      }
      pieces.append(SoundPiece(bytes: Array(page), seconds: seconds))
      start = end
    }
    buffer.removeSubrange(..<start)
    return pieces
  }

  /// The rest of a stream that ends inside a page.
  ///
  /// - Throws: `SoundProblem.damaged` if the first page is not whole.
  mutating func finish() throws(SoundProblem) -> [UInt8] {
    guard form != nil else { throw .damaged("it ends inside its header") }
    defer { buffer = [] }
    return buffer
  }

  private func pageEnd(from start: Int) throws(SoundProblem) -> Int? {
    let left = buffer.count - start
    guard left >= Self.headerSize else { return nil }
    guard buffer[start...].starts(with: "OggS".utf8), buffer[start + 4] == 0 else {
      throw .damaged("a page of the Ogg stream does not begin where the one before ends")
    }
    let segments = Int(buffer[start + 26])
    guard left >= Self.headerSize + segments else { return nil }
    let table = buffer[(start + Self.headerSize)..<(start + Self.headerSize + segments)]
    let end = start + Self.headerSize + segments + table.reduce(0) { $0 + Int($1) }
    return end <= buffer.count ? end : nil
  }

  private static func form(_ page: ArraySlice<UInt8>) throws(SoundProblem) -> Form {
    let head = Array(page.dropFirst(headerSize + Int(page[page.startIndex + 26])).prefix(19))
    func has(_ text: String) -> Bool { head.starts(with: text.utf8) }
    if has("\u{1}vorbis") { throw .foreign("Ogg Vorbis") }
    if has("\u{7F}FLAC") { throw .foreign("FLAC inside Ogg") }
    if has("Speex") { throw .foreign("Ogg Speex") }
    if head.starts(with: [0x80, 0x74, 0x68]) { throw .foreign("an Ogg video") }
    guard has("OpusHead") else { throw .foreign("Ogg of another kind") }
    guard head.count == 19, head[8] < 16 else { throw .damaged("its OpusHead is cut or of another version") }
    let channels = Int(head[9])
    guard (1...2).contains(channels) else {
      throw .unfit("Opus with \(channels) channels; Amazon Transcribe takes 1 or 2")
    }
    return Form(
      channels: channels, inputRate: (0..<4).reduce(0) { $0 | Int(head[12 + $1]) << (8 * $1) },
      preSkip: Int(head[10]) | Int(head[11]) << 8)
  }
}
