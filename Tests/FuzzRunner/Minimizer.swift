#if DEBUG || FUZZING
  /// Minimises an input: removes halves, quarters and so on as long as the process ends in the same way.
  struct Minimizer {
    private static let maxTries = 300
    /// The time limit, because each try of a slow input is slow.
    private static let maxTime = Duration.seconds(15)
    private let same: ([UInt8]) -> Bool

    init(same: @escaping ([UInt8]) -> Bool) { self.same = same }

    func shortest(_ input: [UInt8]) -> [UInt8] {
      var bytes = input
      var size = bytes.count / 2
      var tries = 0
      let clock = ContinuousClock()
      let end = clock.now + Self.maxTime
      while size > 0 {
        var start = 0
        while start < bytes.count, tries < Self.maxTries, clock.now < end {
          var shorter = bytes
          shorter.removeSubrange(start..<min(start + size, bytes.count))
          tries += 1
          if same(shorter) { bytes = shorter } else { start += size }
        }
        size /= 2
      }
      return bytes
    }
  }
#endif
