import Index

/// What the scan of a million vectors costs against reading them from memory, on one core.
enum ScanRows {
  private static let dimensions = 256
  private static let blocks = 977
  private static let limit = 2.5

  /// `sva-bench scan`; the exit status is 1 if the figure is above its limit.
  static func run() -> Int32 {
    let size = VectorBlock.size(dimensions)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size * blocks, alignment: 64)
    defer { memory.deallocate() }
    fill(memory, size)
    var random = Numbers(state: 3)
    let question = random.vector(dimensions)
    var ratios: [Double] = []
    var sink: UInt64 = 0
    for _ in 0..<9 {
      let reading = time { sink &+= sum(UnsafeRawBufferPointer(memory)) }
      let scanning = time {
        guard var scan = VectorScan(question, count: 400) else { return }
        for block in 0..<blocks {
          _ = scan.add(UnsafeRawBufferPointer(rebasing: memory[(block * size)..<((block + 1) * size)]))
        }
        sink &+= UInt64(scan.hits.count)
      }
      ratios.append(scanning / reading)
    }
    let ratio = median(ratios)
    print(
      "a million vectors of 256 scanned / read from memory: time".padded + decimal(ratio)
        + (ratio > limit ? "   above its limit of \(decimal(limit))" : "") + (sink == 0 ? " " : ""))
    return ratio <= limit ? 0 : 1
  }

  /// Fills blocks with passages and vectors of length 1, about.
  private static func fill(_ memory: UnsafeMutableRawBufferPointer, _ size: Int) {
    var random = Numbers(state: 5)
    var offset = 0
    while offset + 8 <= memory.count {
      memory.storeBytes(of: random.bits(), toByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    for block in 0..<blocks {
      for row in 0..<VectorBlock.rows {
        let start = block * size
        memory.storeBytes(
          of: Int64(block * VectorBlock.rows + row + 1), toByteOffset: start + VectorBlock.idOffset(row), as: Int64.self
        )
        memory.storeBytes(of: Float(0.001), toByteOffset: start + VectorBlock.scaleOffset(row), as: Float.self)
      }
    }
  }

  /// Reads all bytes.
  private static func sum(_ memory: UnsafeRawBufferPointer) -> UInt64 {
    var (a, b) = (SIMD8<UInt64>.zero, SIMD8<UInt64>.zero)
    var offset = 0
    while offset + 128 <= memory.count {
      a &+= memory.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
      b &+= memory.loadUnaligned(fromByteOffset: offset + 64, as: SIMD8<UInt64>.self)
      offset += 128
    }
    return (a &+ b).wrappedSum()
  }

  private static func time(_ body: () -> Void) -> Double {
    let start = ContinuousClock.now
    body()
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
