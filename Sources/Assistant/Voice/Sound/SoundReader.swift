import AWS
import Core

/// Reads a recording, fed with slices of any size: finds its form, strips what is no sound, converts samples, and cuts
/// the sound into the pieces that are sent. It holds no more than a piece, a page or a header.
struct SoundReader: Sendable {
  /// The length of a piece of samples, in seconds: Transcribe advises 50 to 200 ms.
  static let pieceLength = 0.1
  /// The largest piece of compressed sound, in bytes.
  private static let compressedPiece = 8192

  private enum Content {
    /// Until the first bytes have told what it is.
    case unknown
    case wav(WAVReader)
    case raw
    case flac(FLACReader)
    case ogg(OggReader)
  }

  private let raw: SoundFormat.Raw?
  private let fileSize: Int?
  private var content = Content.unknown
  private var head: [UInt8] = []
  private var converter: PCMConverter?
  private var samples: [UInt8] = []
  private var bytesPerSecond = 0.0
  /// The form; nil until it is known.
  private(set) var format: SoundFormat?

  /// - Parameters:
  ///   - raw: how sound without a header is to be read; nil to refuse it.
  ///   - fileSize: the size of the file in bytes, if it is one.
  init(raw: SoundFormat.Raw? = nil, fileSize: Int? = nil) {
    self.raw = raw
    self.fileSize = fileSize
  }

  /// Whether all sound was given, so that nothing further needs to be read.
  var isDone: Bool { if case .wav(let reader) = content { reader.isDone } else { false } }

  /// Bytes of a sample that was cut at the end.
  var cutBytes: Int { (converter?.rest.count ?? 0) }

  /// Adds bytes and returns the pieces that are complete.
  ///
  /// - Throws: `SoundProblem`.
  mutating func take(_ slice: [UInt8]) throws(SoundProblem) -> [SoundPiece] {
    guard case .unknown = content else { return try read(slice[...]) }
    head += slice
    guard head.count >= SoundMagic.size else { return [] }
    return try begin()
  }

  /// The last pieces.
  ///
  /// - Throws: `SoundProblem`.
  mutating func finish() throws(SoundProblem) -> [SoundPiece] {
    var pieces: [SoundPiece] = []
    if case .unknown = content {
      guard !head.isEmpty else { throw .empty }
      pieces = try begin()
    }
    switch content {
    case .wav(let reader): try reader.finish()
    case .ogg(var reader):
      let rest = try reader.finish()
      if !rest.isEmpty { pieces += Self.cut(SoundPiece(bytes: rest, seconds: 0)) }
    case .flac(var reader): pieces += reader.finish().flatMap(Self.cut)
    case .raw, .unknown: break
    }
    if !samples.isEmpty { pieces.append(SoundPiece(bytes: samples, seconds: Double(samples.count) / bytesPerSecond)) }
    samples = []
    return pieces
  }

  /// Decides by the first bytes, and reads them.
  private mutating func begin() throws(SoundProblem) -> [SoundPiece] {
    let first = head
    head = []
    switch SoundMagic.kind(of: first.prefix(SoundMagic.size)) {
    case .wav: content = .wav(WAVReader())
    case .flac: try begin(FLACHeader(first.prefix(FLACHeader.size)))
    case .ogg: content = .ogg(OggReader())
    case _ where raw != nil: try beginRaw()
    case .foreign(let name): throw .foreign(name)
    case .text: throw .text
    case .unknown: throw .unknown
    }
    return try read(first[...])
  }

  private mutating func begin(_ flac: FLACHeader) throws(SoundProblem) {
    try check(flac.rate)
    content = .flac(FLACReader(flac))
    format = SoundFormat(
      name: "FLAC (\(flac.bits)-bit)", encoding: .flac, rate: flac.rate, channels: flac.channels, seconds: flac.seconds)
  }

  private mutating func beginRaw() throws(SoundProblem) {
    guard let raw else { throw .unknown }
    try check(raw.rate)
    content = .raw
    converter = PCMConverter(.int16, channels: 1)
    bytesPerSecond = Double(raw.rate * 2)
    format = SoundFormat(
      name: "raw 16-bit samples", encoding: .pcm, rate: raw.rate, channels: 1,
      seconds: fileSize.map { Double($0 / 2) / Double(raw.rate) })
  }

  private mutating func read(_ slice: ArraySlice<UInt8>) throws(SoundProblem) -> [SoundPiece] {
    switch content {
    case .unknown: return []
    case .raw: return cut(samplesOf: slice)
    case .flac(var reader):
      // The reader's bytes have one owner, so that they are not copied.
      content = .unknown
      let parts = reader.take(slice)
      content = .flac(reader)
      return parts.flatMap(Self.cut)
    case .wav(var reader):
      let data = try reader.take(slice)
      content = .wav(reader)
      if format == nil, let form = reader.form { try begin(form) }
      return cut(samplesOf: data)
    case .ogg(var reader):
      let pages = try reader.take(slice)
      content = .ogg(reader)
      if format == nil, let form = reader.form {
        let rate = form.inputRate == 0 ? 48_000 : min(max(form.inputRate, 8_000), 48_000)
        format = SoundFormat(name: "Ogg Opus", encoding: .oggOpus, rate: rate, channels: form.channels, seconds: nil)
      }
      return pages.flatMap(Self.cut)
    }
  }

  private mutating func begin(_ form: WAVReader.Form) throws(SoundProblem) {
    try check(form.rate)
    let frame = form.channels * form.sample.width
    // A size beyond the end of the file is wrong, and the file's own counts.
    let size = form.size.map { size in min(size, fileSize ?? size) } ?? fileSize
    converter = PCMConverter(form.sample, channels: form.channels)
    bytesPerSecond = Double(form.rate * 2)
    format = SoundFormat(
      name: "WAV (\(form.name))", encoding: .pcm, rate: form.rate, channels: form.channels,
      seconds: size.map { Double($0 / frame) / Double(form.rate) })
  }

  private func check(_ rate: Int) throws(SoundProblem) {
    guard TranscriptionParameters.rates.contains(rate) else { throw .rate(rate) }
  }

  private mutating func cut(samplesOf slice: ArraySlice<UInt8>) -> [SoundPiece] {
    guard let converted = converter?.convert(slice) else { return [] }
    samples += converted
    let size = Int(bytesPerSecond * Self.pieceLength / 2) * 2
    return cutPieces(of: size)
  }

  private mutating func cutPieces(of size: Int) -> [SoundPiece] {
    var pieces: [SoundPiece] = []
    var start = 0
    while samples.count - start >= size {
      pieces.append(SoundPiece(bytes: Array(samples[start..<start + size]), seconds: Double(size) / bytesPerSecond))
      start += size
    }
    samples.removeSubrange(..<start)
    return pieces
  }

  /// A page or frame in pieces of at most 8 KB and one second: the service takes no more in a message.
  private static func cut(_ part: SoundPiece) -> [SoundPiece] {
    let size = part.bytes.count
    let count = min(size, max((size + compressedPiece - 1) / compressedPiece, Int(part.seconds.rounded(.up))))
    guard count > 0 else { return [] }
    return (0..<count).map { index in
      let bytes = part.bytes[(size * index / count)..<(size * (index + 1) / count)]
      return SoundPiece(bytes: Array(bytes), seconds: min(1, part.seconds / Double(count)))
    }
  }
}
