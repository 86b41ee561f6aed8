extension StringProtocol {
  /// Whether a byte of the UTF-8 text fulfils `test`. `utf8.contains(where:)` asks for each byte where the text is stored.
  @inlinable
  public func hasByte(where test: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.contains(where: test) } ?? utf8.contains(where: test)
  }
}
