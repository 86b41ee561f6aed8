#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Lower-case hexadecimal.
enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The bytes as text. A code or a digest is read as a buffer: its iterator costs more than the digits.
  static func lower(_ bytes: some ContiguousBytes) -> String {
    bytes.withUnsafeBytes { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count * 2)
      for byte in bytes {
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
      return String(decoding: out, as: UTF8.self)
    }
  }
}
