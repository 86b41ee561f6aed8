/// Changes text byte by byte. Nested content passes its text through every level, and `Character`s would take a hundred
/// times as long; a letter with many combining marks would take longer still.
enum ByteText {
  /// `text` with every `byte`, which is ASCII, replaced by `other`.
  static func replacing(_ byte: UInt8, with other: String, in text: String) -> String {
    guard text.utf8.contains(byte) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for next in text.utf8 {
      if next == byte { out.append(contentsOf: other.utf8) } else { out.append(next) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
