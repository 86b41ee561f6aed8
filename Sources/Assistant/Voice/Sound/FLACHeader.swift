/// The beginning of a FLAC stream: its mark and STREAMINFO (RFC 9639, sections 6 and 8.2).
struct FLACHeader: Sendable, Equatable {
  /// The bytes that are read.
  static let size = 42

  var rate: Int
  var channels: Int
  var bits: Int
  /// Samples of a channel; nil if the stream does not say. A stream that was cut has fewer.
  var samples: Int?

  /// Reads the first `size` bytes of a stream.
  ///
  /// - Throws: `SoundProblem`.
  init(_ bytes: some Collection<UInt8>) throws(SoundProblem) {
    let bytes = Array(bytes)
    guard bytes.count >= Self.size else { throw .damaged("it ends inside its header") }
    guard bytes[4] & 0x7F == 0, bytes[5] == 0, bytes[6] == 0, bytes[7] == 34 else {
      throw .damaged("it does not begin with STREAMINFO")
    }
    let packed = bytes[18..<26].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rate = Int(packed >> 44)
    channels = Int(packed >> 41 & 7) + 1
    bits = Int(packed >> 36 & 31) + 1
    let count = Int(packed & 0xF_FFFF_FFFF)
    samples = count > 0 ? count : nil
    guard rate > 0 else { throw .damaged("its sample rate is 0") }
    guard channels <= 2 else { throw .unfit("FLAC with \(channels) channels; Amazon Transcribe takes 1 or 2") }
  }

  /// The length in seconds; nil if the stream does not say.
  var seconds: Double? { samples.map { Double($0) / Double(rate) } }
}
