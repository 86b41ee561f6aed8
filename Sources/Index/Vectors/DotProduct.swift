/// The inner product of bytes and 16-bit integers.
enum DotProduct {
  /// The sum of the products of `row` (signed bytes) and `question`, of which `row` has at most as many.
  ///
  /// Sums of vectors of length 1, as `Quantiser` makes them, fit into 32 bits; others wrap around.
  @inline(__always)
  static func of(_ row: UnsafeRawBufferPointer, _ question: UnsafeBufferPointer<Int16>) -> Int32 {
    guard let bytes = row.baseAddress, let numbers = UnsafeRawPointer(question.baseAddress) else { return 0 }
    let count = min(row.count, question.count)
    // Four sums, so that one addition does not wait for another.
    var (a, b) = (SIMD8<Int32>.zero, SIMD8<Int32>.zero)
    var index = 0
    while index + 16 <= count {
      let left = SIMD16<Int16>(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self))
      let right = numbers.loadUnaligned(fromByteOffset: index * 2, as: SIMD16<Int16>.self)
      a &+= SIMD8<Int32>(truncatingIfNeeded: left.lowHalf) &* SIMD8<Int32>(truncatingIfNeeded: right.lowHalf)
      b &+= SIMD8<Int32>(truncatingIfNeeded: left.highHalf) &* SIMD8<Int32>(truncatingIfNeeded: right.highHalf)
      index += 16
    }
    var sum = (a &+ b).wrappedSum()
    while index < count {
      let value = Int32(bytes.load(fromByteOffset: index, as: Int8.self))
      sum &+= value &* Int32(question[index])
      index += 1
    }
    return sum
  }
}
