/// Finds the samples of a WAV file, fed with slices of any size. It holds no more than one chunk header and the format.
///
/// Source: "Multimedia Programming Interface and Data Specifications" (RIFF), EBU Tech 3306 (RF64), and what recorders
/// write: sizes of 0 or near 2^31 and 2^32 where the length is not known yet.
struct WAVReader: Sendable {
  /// What `samples` begins with: the form of the samples.
  struct Form: Sendable, Equatable {
    var sample: PCMConverter.Sample
    var channels: Int
    var rate: Int
    /// Bytes of samples; nil if the file does not know.
    var size: Int?
    /// `16-bit PCM`.
    var name: String
  }

  /// A size from here on stands for an unknown one: arecord writes 0x7FFFFF00, sox 0x7FFFF000, ffmpeg 0xFFFFFFFF.
  private static let unknownSize = 0x7FFF_0000
  private static let mostChannels = 8
  /// The most bytes of a format chunk that are read.
  private static let formatLimit = 64

  private enum Place: Equatable {
    case head, chunk, format(Int), longSizes(Int)
    case skipping(Int)
    case data(left: Int?)
    case done
  }

  private var place = Place.head
  private var buffer: [UInt8] = []
  private var longDataSize: Int?
  private var isRF64 = false
  private var parsed: Form?
  /// The form, once the samples begin.
  private(set) var form: Form?

  /// Whether all samples were given. What follows them is no sound.
  var isDone: Bool { place == .done }

  /// Adds bytes and returns the samples among them.
  ///
  /// - Throws: `SoundProblem`.
  mutating func take(_ slice: ArraySlice<UInt8>) throws(SoundProblem) -> ArraySlice<UInt8> {
    var rest = slice
    while true {
      switch place {
      case .done: return []
      case .data(let left):
        guard let left else { return rest }
        let count = min(left, rest.count)
        place = left == count ? .done : .data(left: left - count)
        return rest.prefix(count)
      case .skipping(let count):
        let skipped = min(count, rest.count)
        rest = rest.dropFirst(skipped)
        place = skipped == count ? .chunk : .skipping(count - skipped)
        if rest.isEmpty { return [] }
      case .head:
        guard let head = fill(12, &rest) else { return [] }
        isRF64 = !head.starts(with: "RIFF".utf8)
        place = .chunk
      case .chunk:
        guard let head = fill(8, &rest) else { return [] }
        try begin(head)
      case .format(let size):
        guard let bytes = fill(min(size, Self.formatLimit), &rest) else { return [] }
        parsed = try Self.form(bytes)
        place = .skipping(size - bytes.count)
      case .longSizes(let size):
        guard let bytes = fill(min(size, 16), &rest) else { return [] }
        if bytes.count == 16 { longDataSize = Int(exactly: Self.number(bytes, 8, 8)) }
        place = .skipping(size - bytes.count)
      }
    }
  }

  /// Checks the end of the input.
  ///
  /// - Throws: `SoundProblem.damaged` if the samples did not begin.
  func finish() throws(SoundProblem) {
    guard form != nil else { throw .damaged("it ends before its sound begins") }
  }

  /// Begins the chunk of a header: an id of four bytes and a size.
  private mutating func begin(_ head: [UInt8]) throws(SoundProblem) {
    let id = head[..<4]
    let size = Int(Self.number(head, 4, 4))
    // Chunks are padded to an even size.
    let padded = size + size % 2
    if id.elementsEqual("fmt ".utf8) {
      guard size >= 16 else { throw .damaged("its format chunk has \(size) bytes") }
      place = .format(padded)
    } else if id.elementsEqual("ds64".utf8), isRF64 {
      place = .longSizes(padded)
    } else if id.elementsEqual("data".utf8) {
      guard var form = parsed else { throw .damaged("its sound comes before its format") }
      let known = isRF64 && size == 0xFFFF_FFFF ? longDataSize ?? 0 : size >= Self.unknownSize ? 0 : size
      form.size = known > 0 ? known : nil
      self.form = form
      place = .data(left: form.size)
    } else {
      place = .skipping(padded)
    }
  }

  /// Collects `count` bytes of a header; nil until they are there.
  private mutating func fill(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    let wanted = count - buffer.count
    buffer += rest.prefix(wanted)
    rest = rest.dropFirst(wanted)
    guard buffer.count == count else { return nil }
    defer { buffer = [] }
    return buffer
  }

  private static func form(_ bytes: [UInt8]) throws(SoundProblem) -> Form {
    var tag = number(bytes, 0, 2)
    let channels = Int(number(bytes, 2, 2))
    let rate = Int(number(bytes, 4, 4))
    let block = Int(number(bytes, 12, 2))
    let bits = Int(number(bytes, 14, 2))
    // The extensible form has the tag at the beginning of a GUID.
    if tag == 0xFFFE {
      guard bytes.count >= 26 else { throw .damaged("its extensible format has no sub-format") }
      tag = number(bytes, 24, 2)
    }
    let sample: PCMConverter.Sample
    switch (tag, bits) {
    case (1, 8): sample = .int8
    case (1, 16): sample = .int16
    case (1, 24): sample = .int24
    case (1, 32): sample = .int32
    case (3, 32): sample = .float32
    case (3, 64): sample = .float64
    default: throw .unfit("WAV with \(codec(tag)) of \(bits) bits, which is not converted here")
    }
    guard (1...mostChannels).contains(channels) else { throw .unfit("WAV with \(channels) channels") }
    guard block == 0 || block == channels * sample.width else {
      throw .damaged("a frame of \(channels) × \(bits) bits cannot have \(block) bytes")
    }
    return Form(
      sample: sample, channels: channels, rate: rate, size: nil, name: "\(bits)-bit " + (tag == 3 ? "float" : "PCM"))
  }

  private static func codec(_ tag: UInt64) -> String {
    switch tag {
    case 1: "PCM"
    case 2: "Microsoft ADPCM"
    case 3: "float samples"
    case 6: "A-law"
    case 7: "µ-law"
    case 0x11: "IMA ADPCM"
    case 0x31: "GSM 6.10"
    case 0x55: "MP3"
    default: "the codec \(tag)"
    }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt64 {
    guard offset + width <= bytes.count else { return 0 }
    return bytes[offset..<offset + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
