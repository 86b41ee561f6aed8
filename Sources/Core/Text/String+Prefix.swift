/// Limits on text from outside. A `Character` may hold any number of scalars, so such text is never counted in
/// `Character`s.
extension StringProtocol {
  /// The beginning of the text, at most `limit` scalars.
  public func prefix(scalars limit: Int) -> SubSequence {
    guard utf8.count > limit else { return self[...] }
    return self[..<(unicodeScalars.index(startIndex, offsetBy: Swift.max(0, limit), limitedBy: endIndex) ?? endIndex)]
  }

  /// The beginning of the text, at most `limit` bytes of UTF-8. No scalar is split.
  public func prefix(bytes limit: Int) -> SubSequence {
    var count = Swift.max(0, limit)
    guard utf8.count > count else { return self[...] }
    // Bytes of the form 10xxxxxx continue a scalar.
    while count > 0, utf8[utf8.index(startIndex, offsetBy: count)] & 0xC0 == 0x80 { count -= 1 }
    return self[..<utf8.index(startIndex, offsetBy: count)]
  }
}
