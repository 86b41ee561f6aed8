/// The inner product of signed bytes and 16-bit integers.
///
/// Sixteen bytes are loaded as eight 16-bit integers. Their upper halves are the bytes at odd places, their lower halves
/// those at even places; shifts widen both. So the numbers at even and at odd places are kept apart. This takes half the
/// time of conversions of the bytes. The order of bytes in memory is little endian on all systems of this program.
struct DotProduct {
  private let even: [Int16]
  private let odd: [Int16]

  /// Products with `question`.
  init(_ question: [Int16]) {
    even = stride(from: 0, to: question.count, by: 2).map { question[$0] }
    odd = stride(from: 1, to: question.count, by: 2).map { question[$0] }
  }

  /// The sum of the products of `row`, signed bytes, and the question; the shorter one counts.
  ///
  /// Sums of vectors of length 1, as `Quantiser` makes them, fit into 32 bits; others wrap around.
  @inline(__always)
  func of(_ row: UnsafeRawBufferPointer) -> Int32 {
    even.withUnsafeBytes { even in
      odd.withUnsafeBytes { odd in
        guard let bytes = row.baseAddress, let even = even.baseAddress else { return 0 }
        let count = min(row.count, self.even.count + self.odd.count)
        // Two sums, so that one addition does not wait for another.
        var (a, b) = (SIMD8<Int32>.zero, SIMD8<Int32>.zero)
        var index = 0
        if let odd = odd.baseAddress {
          while index + 16 <= count {
            let pairs = bytes.loadUnaligned(fromByteOffset: index, as: SIMD8<Int16>.self)
            a &+= Self.products((pairs &<< 8) &>> 8, even, index)
            b &+= Self.products(pairs &>> 8, odd, index)
            index += 16
          }
        }
        var sum = (a &+ b).wrappedSum()
        while index < count {
          let number = index % 2 == 0 ? self.even[index / 2] : self.odd[index / 2]
          sum &+= Int32(bytes.load(fromByteOffset: index, as: Int8.self)) &* Int32(number)
          index += 1
        }
        return sum
      }
    }
  }

  @inline(__always)
  private static func products(_ row: SIMD8<Int16>, _ numbers: UnsafeRawPointer, _ offset: Int) -> SIMD8<Int32> {
    let numbers = numbers.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int16>.self)
    return SIMD8<Int32>(truncatingIfNeeded: row) &* SIMD8<Int32>(truncatingIfNeeded: numbers)
  }
}
