extension Unicode.Scalar {
  /// Whether displaying the scalar may affect the terminal: a control character (tab and newline included), a
  /// bidirectional mark or override, a line or paragraph separator.
  ///
  /// This is the only table of such scalars: text output marks them, JSON escapes them, messages leave them out.
  public var isUnsafeToDisplay: Bool { Self.isUnsafeToDisplay(value) }

  /// The same for a code point.
  @inline(__always)
  static func isUnsafeToDisplay(_ value: UInt32) -> Bool {
    if value < 0x061C { return value < 0x20 || (0x7F...0x9F).contains(value) }
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return true
    default: return false
    }
  }

  /// Whether a scalar that is unsafe to display may begin with `byte` in UTF-8. Text without such a byte needs no look at
  /// its scalars.
  @inlinable
  public static func mayBeginUnsafe(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
  }
}
