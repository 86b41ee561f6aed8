/// Numbers in the bytes of a file. An index outside the file reads as nil.
extension [UInt8] {
  /// One byte.
  func byte(_ index: Int) -> Int? { indices.contains(index) ? Int(self[index]) : nil }

  /// Two bytes, the least significant first.
  func little16(_ index: Int) -> Int? {
    guard let low = byte(index), let high = byte(index + 1) else { return nil }
    return high << 8 | low
  }

  /// Four bytes, the least significant first.
  func little32(_ index: Int) -> Int? {
    guard let low = little16(index), let high = little16(index + 2) else { return nil }
    return high << 16 | low
  }

  /// Two bytes, the most significant first.
  func big16(_ index: Int) -> Int? {
    guard let high = byte(index), let low = byte(index + 1) else { return nil }
    return high << 8 | low
  }

  /// Four bytes, the most significant first.
  func big32(_ index: Int) -> Int? {
    guard let high = big16(index), let low = big16(index + 2) else { return nil }
    return high << 16 | low
  }
}
