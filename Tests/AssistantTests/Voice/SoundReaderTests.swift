import AWS
import Core
import TestSupport
import Testing

@testable import Assistant

/// Recordings of every form: what is sent of them.
struct SoundReaderTests {
  private func read(
    _ file: [UInt8], slices size: Int = 4096, raw: SoundFormat.Raw? = nil, fileSize: Int? = nil
  ) throws(SoundProblem) -> (reader: SoundReader, pieces: [SoundPiece]) {
    var reader = SoundReader(raw: raw, fileSize: fileSize)
    var pieces: [SoundPiece] = []
    var rest = file[...]
    while !rest.isEmpty, !reader.isDone {
      pieces += try reader.take(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    pieces += try reader.finish()
    return (reader, pieces)
  }

  private func sound(_ file: [UInt8], slices size: Int = 4096) throws(SoundProblem) -> [UInt8] {
    try read(file, slices: size).pieces.flatMap(\.bytes)
  }

  private static let samples = SoundSamples.tone(seconds: 0.35)

  @Test func soundReader_givesTheSamplesAlone() throws {
    let (reader, pieces) = try read(SoundSamples.WAV().file(Self.samples))
    #expect(pieces.flatMap(\.bytes) == Self.samples)
    #expect(
      reader.format
        == SoundFormat(name: "WAV (16-bit PCM)", encoding: .pcm, rate: 16_000, channels: 1, seconds: 0.35))
    // 100 ms each, whole samples, the rest at the end.
    #expect(pieces.map(\.bytes.count) == [3200, 3200, 3200, 1600])
    #expect(abs(pieces.reduce(0) { $0 + $1.seconds } - 0.35) < 1e-9)
  }

  /// What recorders write into a pipe: sizes that are not known, and chunks around the samples that are no sound.
  @Test(arguments: [0, 0x7FFF_0000, 0x7FFF_FF00, 0x7FFF_F000, 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFD0])
  func soundReader_readsToTheEndWhereTheSizeIsNotKnown(_ size: UInt32) throws {
    var wav = SoundSamples.WAV()
    wav.size = size
    wav.before = [("LIST", Array("INFOISFT....Lavf59.27.100".utf8)), ("fact", [1, 2, 3, 4])]
    let (reader, pieces) = try read(wav.file(Self.samples))
    #expect(pieces.flatMap(\.bytes) == Self.samples)
    #expect(reader.format?.seconds == nil && !reader.isDone)
  }

  @Test func soundReader_leavesOutWhatFollowsTheSamples() throws {
    var wav = SoundSamples.WAV()
    wav.before = [("LIST", [UInt8](repeating: 7, count: 5001))]
    wav.after = [("LIST", [UInt8](repeating: 9, count: 3000)), ("id3 ", [1])]
    for size in [1, 3, 44, 4096, .max] {
      let (reader, pieces) = try read(wav.file(Self.samples), slices: size)
      #expect(pieces.flatMap(\.bytes) == Self.samples && reader.isDone)
    }
  }

  /// A size beyond the end of the file: a recording that was cut is read to its end.
  @Test func soundReader_readsAFileThatIsShorterThanItSays() throws {
    var wav = SoundSamples.WAV()
    wav.size = 1_000_000
    let file = wav.file(Self.samples)
    let (reader, pieces) = try read(file, fileSize: file.count)
    #expect(pieces.flatMap(\.bytes) == Self.samples)
    #expect((reader.format?.seconds ?? 9) < 0.36)
  }

  @Test func soundReader_readsRF64AndTheExtensibleForm() throws {
    var wav = SoundSamples.WAV()
    wav.form = "RF64"
    wav.after = [("LIST", [1, 2, 3])]
    #expect(try sound(wav.file(Self.samples), slices: 7) == Self.samples)
    wav.form = "RIFF"
    wav.isExtensible = true
    #expect(try sound(wav.file(Self.samples), slices: 7) == Self.samples)
  }

  @Test func soundReader_convertsEveryWidth() throws {
    // Silence, a quarter, the loudest of both signs.
    let levels = [0, 0.25, -0.25, 0.999, -1]
    let expected = levels.flatMap { little(UInt16(bitPattern: Int16(($0 * 32_768).rounded()))) }
    func samples(_ bits: Int, _ make: (Double) -> [UInt8]) -> [UInt8] { levels.flatMap(make) }
    let cases: [(UInt16, Int, [UInt8])] = [
      (1, 24, samples(24) { Array(little(Int32(($0 * 8_388_608).rounded())).prefix(3)) }),
      (1, 32, samples(32) { little(Int32(clamping: Int64(($0 * 2_147_483_648).rounded()))) }),
      (3, 32, samples(32) { little(Float($0).bitPattern) }), (3, 64, samples(64) { little($0.bitPattern) }),
    ]
    for (tag, bits, content) in cases {
      var wav = SoundSamples.WAV()
      (wav.tag, wav.bits) = (tag, bits)
      let result = try sound(wav.file(content), slices: 5)
      for (index, level) in stride(from: 0, to: expected.count, by: 2).enumerated() {
        let value = Int16(bitPattern: UInt16(result[level]) | UInt16(result[level + 1]) << 8)
        let wanted = Int16(bitPattern: UInt16(expected[level]) | UInt16(expected[level + 1]) << 8)
        #expect(abs(Int(value) - Int(wanted)) <= 1, "\(bits) bits, tag \(tag), \(levels[index])")
      }
    }
    var eight = SoundSamples.WAV()
    eight.bits = 8
    #expect(try sound(eight.file([128, 160, 96, 255, 0])) == [0, 0, 0, 32, 0, 224, 0, 127, 0, 128])
  }

  /// Values that are no numbers, or louder than the loudest.
  @Test func soundReader_boundsFloats() throws {
    var wav = SoundSamples.WAV()
    (wav.tag, wav.bits) = (3, 32)
    let content = [Float.nan, .infinity, -.infinity, 7, -7].flatMap { little($0.bitPattern) }
    #expect(try sound(wav.file(content)) == [0, 0, 0, 0, 0, 0, 255, 127, 0, 128])
  }

  @Test func soundReader_mixesChannels() throws {
    var wav = SoundSamples.WAV()
    wav.channels = 2
    let stereo = [(100, 300), (-100, 100), (32_767, 32_767), (-32_768, -32_768)].flatMap {
      little(Int16($0.0)) + little(Int16($0.1))
    }
    let mono = [200, 0, 32_767, -32_768].flatMap { little(Int16($0)) }
    for size in 1...9 { #expect(try sound(wav.file(stereo), slices: size) == mono) }
  }

  @Test func soundReader_dropsACutSample() throws {
    let file = SoundSamples.WAV().file(Self.samples)
    let (reader, pieces) = try read(Array(file.dropLast()))
    #expect(pieces.flatMap(\.bytes) == Array(Self.samples.dropLast(2)) && reader.cutBytes == 1)
  }

  @Test func soundReader_readsRawSamplesOnlyWhenTold() throws {
    let (reader, pieces) = try read(Self.samples, raw: SoundFormat.Raw(rate: 8000))
    #expect(pieces.flatMap(\.bytes) == Self.samples && reader.format?.rate == 8000)
    #expect(throws: SoundProblem.unknown) { try read(Self.samples) }
    // A header counts more than the option.
    #expect(
      try read(SoundSamples.WAV().file(Self.samples), raw: SoundFormat.Raw(rate: 8000)).reader.format?.rate == 16_000)
  }

  @Test func soundReader_passesFLACOnWhole() throws {
    let file = SoundSamples.flac(rate: 44_100, channels: 2, seconds: 2)
    for size in [1, 100, 4096] {
      let (reader, pieces) = try read(file, slices: size, fileSize: file.count)
      #expect(pieces.flatMap(\.bytes) == file)
      #expect(
        reader.format
          == SoundFormat(name: "FLAC (16-bit)", encoding: .flac, rate: 44_100, channels: 2, seconds: 2))
      #expect(abs(pieces.reduce(0) { $0 + $1.seconds } - 2) < 0.01)
      #expect(pieces.allSatisfy { $0.bytes.count <= 8192 })
    }
  }

  /// The example of RFC 9639, D.1.4, and headers that are none of its stream.
  @Test func flacFrame_readsAHeader() throws {
    let known: [UInt8] = [0xFF, 0xF8, 0x69, 0x18, 0x00, 0x00, 0xBF]
    func stream(rate: Int = 44_100, channels: Int = 2, bits: Int = 16) throws -> FLACHeader {
      try FLACHeader(SoundSamples.flac(rate: rate, channels: channels, bits: bits, seconds: 1))
    }
    #expect(try FLACFrame(known[...], of: stream())?.samples == 1)
    #expect(try FLACFrame((known + [9, 9])[...], of: stream())?.samples == 1)
    #expect(try FLACFrame(known[...], of: stream(rate: 48_000)) == nil)
    #expect(try FLACFrame(known[...], of: stream(channels: 1)) == nil)
    #expect(try FLACFrame(known[...], of: stream(bits: 24)) == nil)
    for count in known.indices { #expect(try FLACFrame(known[..<count], of: stream()) == nil) }
    for index in known.indices {
      var damaged = known
      damaged[index] ^= 0x10
      #expect(try FLACFrame(damaged[...], of: stream()) == nil, "byte \(index)")
    }
  }

  /// The length of FLAC is that of its frames, whatever it announces: it is not known, too long, or the stream is cut; and
  /// silence is written in a few bytes.
  @Test func soundReader_countsTheFramesOfFLAC() throws {
    let silence = SoundSamples.flac(rate: 8000, seconds: 60, bytes: 200, block: 32_768)
    let picture = [UInt8](repeating: 0xFF, count: 100_000)
    let cases: [(name: String, file: [UInt8], seconds: Double)] = [
      ("unknown", SoundSamples.flac(seconds: 2, claims: 0), 2),
      ("too long", SoundSamples.flac(seconds: 2, claims: 10_800), 2),
      ("cut", Array(SoundSamples.flac(rate: 48_000, seconds: 20, bytes: 400_000)[..<40_000]), 2),
      ("silence", silence, 60), ("picture", SoundSamples.flac(seconds: 2, picture: picture), 2),
      ("no frame", SoundSamples.flac(seconds: 0, claims: 5) + [UInt8](repeating: 9, count: 200_000), 0),
    ]
    for (name, file, seconds) in cases {
      for size in [1, 7, 5000, .max] {
        let (_, pieces) = try read(file, slices: size, fileSize: file.count)
        #expect(pieces.flatMap(\.bytes) == file, "\(name)")
        let length = pieces.reduce(0) { $0 + $1.seconds }
        #expect(abs(length - seconds) < 0.1, "\(name): \(length) s")
        #expect(pieces.allSatisfy { $0.seconds <= 1 && $0.bytes.count <= 8192 }, "\(name)")
      }
    }
    // Nothing of a picture is waited for.
    let pieces = try read(SoundSamples.flac(seconds: 2, picture: picture)).pieces
    #expect(pieces.prefix { $0.seconds == 0 }.reduce(0) { $0 + $1.bytes.count } == 42 + 4 + picture.count)
  }

  /// A page of ten seconds becomes pieces of a second.
  @Test func soundReader_cutsLongPagesOfOgg() throws {
    let file = SoundSamples.ogg(pages: 2, packet: 33, samples: 480_000)
    let pieces = try read(file).pieces
    #expect(pieces.flatMap(\.bytes) == file && pieces.allSatisfy { $0.seconds <= 1 })
    #expect(abs(pieces.reduce(0) { $0 + $1.seconds } - 20) < 0.01)
  }

  @Test func soundReader_passesOggOpusOnPageByPage() throws {
    let file = SoundSamples.ogg(pages: 6)
    for size in [1, 100, 4096] {
      let (reader, pieces) = try read(file, slices: size)
      #expect(pieces.flatMap(\.bytes) == file)
      #expect(
        reader.format
          == SoundFormat(name: "Ogg Opus", encoding: .oggOpus, rate: 16_000, channels: 1, seconds: nil))
      #expect(abs(pieces.reduce(0) { $0 + $1.seconds } - 3) < 0.01)
    }
    // Large pages are cut to 8 KB; a rate that is not known is Opus's own.
    let large = SoundSamples.ogg(rate: 0, pages: 2, packet: 40_000)
    let (reader, pieces) = try read(large)
    #expect(pieces.flatMap(\.bytes) == large && pieces.allSatisfy { $0.bytes.count <= 8192 })
    #expect(reader.format?.rate == 48_000)
    // One that is cut inside a page is sent to its end.
    let cut = Array(file.dropLast(100))
    #expect(try read(cut).pieces.flatMap(\.bytes) == cut)
  }

  static let foreign: [(String, [UInt8], String)] = [
    ("mp3 with a tag", Array("ID3\u{3}\u{0}".utf8), "MP3"), ("mp3", [0xFF, 0xFB, 0x90, 0x64], "MP3"),
    ("aac", [0xFF, 0xF1, 0x50, 0x80], "AAC"), ("m4a", [0, 0, 0, 32] + Array("ftypM4A ".utf8), "MP4 or M4A"),
    ("webm", [0x1A, 0x45, 0xDF, 0xA3, 1], "WebM or Matroska"), ("amr", Array("#!AMR\n".utf8), "AMR"),
    ("aiff", Array("FORM\0\0\0\0AIFF".utf8), "AIFF"), ("avi", Array("RIFF\0\0\0\0AVI ".utf8), "an AVI video"),
    ("rifx", Array("RIFX\0\0\0\0WAVE".utf8), "big-endian WAV"), ("pdf", Array("%PDF-1.7".utf8), "a PDF document"),
    (
      "vorbis", SoundSamples.ogg(head: Array("\u{1}vorbis".utf8) + [UInt8](repeating: 0, count: 30), pages: 1),
      "Ogg Vorbis"
    ),
    (
      "ogg flac", SoundSamples.ogg(head: Array("\u{7F}FLAC".utf8) + [UInt8](repeating: 0, count: 30), pages: 1),
      "FLAC inside Ogg"
    ),
    ("speex", SoundSamples.ogg(head: Array("Speex   ".utf8) + [UInt8](repeating: 0, count: 30), pages: 1), "Ogg Speex"),
    ("wma", [0x30, 0x26, 0xB2, 0x75, 0x8E], "Windows Media"), ("gzip", [0x1F, 0x8B, 8], "compressed with gzip"),
  ]

  @Test(arguments: foreign)
  func soundReader_refusesOtherFormatsByTheirName(_ name: String, _ head: [UInt8], _ title: String) {
    let file = head + [UInt8](repeating: 0, count: 200)
    #expect(throws: SoundProblem.foreign(title), "\(name)") { try read(file, slices: 3) }
  }

  @Test func soundReader_refusesWhatIsNoSound() {
    #expect(throws: SoundProblem.empty) { try read([]) }
    #expect(throws: SoundProblem.text) { try read(Array("How many stories are there?".utf8)) }
    // A character that the first bytes cut in two is still text.
    #expect(throws: SoundProblem.text) { try read(Array(String(repeating: "ü", count: 31).utf8) + Array("日本".utf8)) }
    #expect(throws: SoundProblem.unknown) { try read([UInt8](repeating: 0, count: 300)) }
  }

  @Test func soundReader_refusesFormsThatItDoesNotConvert() throws {
    func wav(_ change: (inout SoundSamples.WAV) -> Void) -> [UInt8] {
      var wav = SoundSamples.WAV()
      change(&wav)
      return wav.file(Self.samples)
    }
    #expect(throws: SoundProblem.unfit("WAV with µ-law of 8 bits, which is not converted here")) {
      try read(wav { ($0.tag, $0.bits) = (7, 8) })
    }
    #expect(throws: SoundProblem.unfit("WAV with 9 channels")) { try read(wav { $0.channels = 9 }) }
    #expect(throws: SoundProblem.rate(96_000)) { try read(wav { $0.rate = 96_000 }) }
    #expect(throws: SoundProblem.rate(4000)) { try read(wav { $0.rate = 4000 }) }
    #expect(throws: SoundProblem.unfit("FLAC with 6 channels; Amazon Transcribe takes 1 or 2")) {
      try read(SoundSamples.flac(channels: 6, seconds: 1))
    }
    #expect(throws: SoundProblem.rate(192_000)) { try read(SoundSamples.flac(rate: 192_000, seconds: 1)) }
  }

  @Test func soundReader_refusesDamagedFiles() throws {
    let file = SoundSamples.WAV().file(Self.samples)
    for count in 12..<44 { #expect(throws: SoundProblem.self) { try read(Array(file[..<count])) } }
    #expect(throws: SoundProblem.damaged("it ends inside its header")) {
      try read(Array(SoundSamples.flac(seconds: 1)[..<30]))
    }
    #expect(throws: SoundProblem.damaged("it ends inside its header")) {
      try read(Array(SoundSamples.ogg(pages: 1)[..<40]))
    }
    var page = SoundSamples.ogg(pages: 3)
    page.removeSubrange(200..<210)
    #expect(throws: SoundProblem.self) { try read(page) }
  }

  /// The failure names the file and the command that converts it.
  @Test func soundProblem_namesTheCommandThatConverts() {
    let failure = SoundProblem.foreign("MP3").failure("my question.mp3")
    #expect(failure.code == .usage)
    #expect(failure.sentence == "my question.mp3 is MP3, which Amazon Transcribe does not take as a stream")
    #expect(
      failure.hints.map(\.description) == [
        "convert it: ffmpeg -i my question.mp3 -ar 16000 -ac 1 -f wav - | ask --listen -"
      ])
    #expect(SoundProblem.empty.failure("-").code == .noSpeech)
    #expect(SoundProblem.text.failure("-").sentence == "the recording on standard input is text, not audio")
  }

  /// Not a byte more than a piece is held, however the file comes.
  @Test func soundReader_holdsLittle() throws {
    var reader = SoundReader()
    let file = SoundSamples.WAV().file([UInt8](repeating: 1, count: 1 << 20))
    var given = 0
    for start in stride(from: 0, to: file.count, by: 1000) {
      given += try reader.take(Array(file[start..<min(start + 1000, file.count)])).reduce(0) { $0 + $1.bytes.count }
      #expect(start + 1000 - given < 44 + 3200 + 1000)
    }
  }
}
