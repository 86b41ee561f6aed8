/// Converts samples of any common width and several channels to signed 16-bit little-endian samples of one channel.
struct PCMConverter: Sendable {
  /// The form of a sample.
  enum Sample: Sendable, Equatable {
    /// Unsigned.
    case int8
    case int16, int24, int32, float32, float64

    /// Bytes of a sample.
    var width: Int {
      switch self {
      case .int8: 1
      case .int16: 2
      case .int24: 3
      case .int32, .float32: 4
      case .float64: 8
      }
    }
  }

  let sample: Sample
  let channels: Int
  /// Bytes of an incomplete frame.
  private(set) var rest: [UInt8] = []

  init(_ sample: Sample, channels: Int) {
    self.sample = sample
    self.channels = channels
  }

  /// Bytes of one sample of every channel.
  var frame: Int { sample.width * channels }

  /// The converted samples of the whole frames so far.
  mutating func convert(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var input = bytes
    if !rest.isEmpty {
      input = (rest + bytes)[...]
      rest = []
    }
    let frames = input.count / frame
    rest = Array(input.suffix(input.count - frames * frame))
    if sample == .int16, channels == 1 { return Array(input.prefix(frames * 2)) }
    return input.withUnsafeBytes { raw in
      [UInt8](unsafeUninitializedCapacity: frames * 2) { out, count in
        for index in 0..<frames {
          var sum = 0.0
          for channel in 0..<channels { sum += value(raw, (index * channels + channel) * sample.width) }
          let mean = (sum / Double(channels) * 32_768).rounded()
          let level = Int16(min(max(mean, -32_768), 32_767))
          out[index * 2] = UInt8(truncatingIfNeeded: level)
          out[index * 2 + 1] = UInt8(truncatingIfNeeded: level >> 8)
        }
        count = frames * 2
      }
    }
  }

  /// A sample from -1 to 1. What is no number is silence.
  private func value(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> Double {
    switch sample {
    case .int8: return (Double(raw[offset]) - 128) / 128
    case .int16: return Double(Int16(truncatingIfNeeded: integer(raw, offset, 2))) / 32_768
    case .int24: return Double(Int32(truncatingIfNeeded: integer(raw, offset, 3) << 8)) / 2_147_483_648
    case .int32: return Double(Int32(truncatingIfNeeded: integer(raw, offset, 4))) / 2_147_483_648
    case .float32:
      let value = Double(Float(bitPattern: UInt32(truncatingIfNeeded: integer(raw, offset, 4))))
      return value.isFinite ? min(max(value, -1), 1) : 0
    case .float64:
      let value = Double(bitPattern: integer(raw, offset, 8))
      return value.isFinite ? min(max(value, -1), 1) : 0
    }
  }

  private func integer(_ raw: UnsafeRawBufferPointer, _ offset: Int, _ width: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<width { value |= UInt64(raw[offset + index]) << UInt64(8 * index) }
    return value
  }
}
