/// Removes the bytes of images and documents from the body of a request to a model, which `--debug` shows: they are
/// long, and a file may be private.
enum MediaBytes {
  private static let opening = Array(#""bytes":""#.utf8)
  /// The kinds of media, as the key before the bytes names them.
  private static let kinds = ["image", "document", "video", "audio"]
  /// How far before the bytes that key may stand.
  private static let reach = 512

  /// `body` with `(image, N bytes)` in place of base64.
  static func hidden(_ body: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = body[...]
    while let range = rest.firstRange(of: opening) {
      let end = rest[range.upperBound...].firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
      out += rest[..<range.upperBound]
      let kind = kind(before: rest[..<range.lowerBound])
      out += "(\(kind), \(decodedCount(rest[range.upperBound..<end])) bytes)".utf8
      rest = rest[end...]
    }
    return out.isEmpty ? body : out + rest
  }

  /// The number of bytes that base64 stands for.
  private static func decodedCount(_ base64: ArraySlice<UInt8>) -> Int {
    let padding = base64.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
    return base64.count / 4 * 3 - padding
  }

  private static func kind(before bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.suffix(reach), as: UTF8.self)
    let found = kinds.compactMap { kind in text.ranges(of: "\"\(kind)\":{").last.map { (kind, $0.lowerBound) } }
    return found.max { $0.1 < $1.1 }?.0 ?? "file"
  }
}
