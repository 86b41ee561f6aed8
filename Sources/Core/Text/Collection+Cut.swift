extension Collection where Element == UInt8 {
  /// The parts before and after the first `separator`; nil if it does not occur or is empty.
  ///
  /// The standard library's `firstRange(of:)` sets up generic search machinery that costs a short run more than all its
  /// other work with text.
  public func cut(at separator: [UInt8]) -> (before: SubSequence, after: SubSequence)? {
    guard let first = separator.first else { return nil }
    var start = startIndex
    while start != endIndex {
      if self[start] == first {
        var (end, matched) = (start, 0)
        while matched < separator.count, end != endIndex, self[end] == separator[matched] {
          formIndex(after: &end)
          matched += 1
        }
        if matched == separator.count { return (self[..<start], self[end...]) }
      }
      formIndex(after: &start)
    }
    return nil
  }
}

extension StringProtocol where UTF8View.SubSequence == Substring.UTF8View {
  /// The parts before and after the first `separator`; nil if it does not occur or is empty. Compares bytes.
  public func cut(at separator: String) -> (before: Substring, after: Substring)? {
    utf8.cut(at: Array(separator.utf8)).map { (Substring($0.before), Substring($0.after)) }
  }
}
