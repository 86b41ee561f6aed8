/// Finds the end of a run of plain bytes, eight bytes at a time. Most bytes of a story are in such runs.
enum JSONRun {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The first index from `start` whose byte is a quote, a backslash or a control character, else the end.
  static func end(of bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    first(
      in: bytes, from: start,
      word: { zero($0 ^ (ones &* 0x22)) | zero($0 ^ (ones &* 0x5C)) | below20($0) },
      byte: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 })
  }

  /// The first index from `start` whose byte is not printable ASCII, else the end.
  static func endOfPrintable(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    first(
      in: bytes, from: start,
      word: { ($0 & tops) | below20($0) | zero($0 ^ (ones &* 0x7F)) },
      byte: { $0 < 0x20 || $0 >= 0x7F })
  }

  /// The first index from `start` whose byte stands in a JSON string in another way, or may do so: a quote, a backslash,
  /// and what is not printable ASCII. Else the end.
  static func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    first(
      in: UnsafeRawBufferPointer(bytes), from: start,
      word: {
        ($0 & tops) | below20($0) | zero($0 ^ (ones &* 0x7F)) | zero($0 ^ (ones &* 0x22)) | zero($0 ^ (ones &* 0x5C))
      },
      byte: { $0 < 0x20 || $0 >= 0x7F || $0 == 0x22 || $0 == 0x5C })
  }

  @inline(__always)
  private static func first(
    in bytes: ArraySlice<UInt8>, from start: Int, word: (UInt64) -> UInt64, byte: (UInt8) -> Bool
  ) -> Int {
    bytes.withUnsafeBytes { first(in: $0, from: start - bytes.startIndex, word: word, byte: byte) + bytes.startIndex }
  }

  @inline(__always)
  private static func first(
    in raw: UnsafeRawBufferPointer, from start: Int, word: (UInt64) -> UInt64, byte: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while index + 8 <= raw.count {
      if word(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) & tops != 0 { break }
      index += 8
    }
    while index < raw.count, !byte(raw[index]) { index += 1 }
    return index
  }

  /// Sets the top bit of (at least) every zero byte of `word`; 0 if there is none.
  @inline(__always)
  private static func zero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// Sets the top bit of (at least) every byte of `word` below 0x20; 0 if there is none.
  @inline(__always)
  private static func below20(_ word: UInt64) -> UInt64 { (word &- ones &* 0x20) & ~word }
}
