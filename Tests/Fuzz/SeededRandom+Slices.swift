#if DEBUG || FUZZING
  import TestSupport

  extension SeededRandom {
    /// True with a probability of one in `count`.
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// A random range of `count` elements; short ones are more likely.
    mutating func range(in count: Int) -> Range<Int> {
      let start = below(count + 1)
      let left = count - start
      let longest = oneIn(4) ? left : min(left, 16)
      return start..<(start + below(longest + 1))
    }

    /// A generator seeded by an input, so that a check with random slices is repeatable.
    init(of input: [UInt8]) {
      self.init(seed: input.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    /// `bytes` in slices of random sizes.
    mutating func slices(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
      let longest = [1, 3, 16, 300, 5000][below(5)]
      var slices: [ArraySlice<UInt8>] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = 1 + below(longest)
        slices.append(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      return slices
    }
  }
#endif
