import AWS

/// The names of the members of a zip archive, from its central directory (APPNOTE 4.3.12). Office documents are archives,
/// and a member tells which.
enum ZipMembers {
  /// The end of the directory is within the last bytes: 22, and a comment of at most 65,535.
  private static let longestEnd = 22 + 65_535
  private static let most = 10_000

  /// What the archive is.
  static func kind(_ bytes: [UInt8]) -> FileKind {
    let names = names(bytes)
    if names.contains("word/document.xml") { return .document(.docx) }
    if names.contains("xl/workbook.xml") || names.contains("xl/workbook.bin") { return .document(.xlsx) }
    if names.contains("ppt/presentation.xml") { return .other("a presentation") }
    if names.contains("META-INF/manifest.xml"), names.contains("content.xml") { return .other("an OpenDocument file") }
    if names.contains("META-INF/container.xml") { return .other("an EPUB book") }
    return .other("a zip archive")
  }

  private static func names(_ bytes: [UInt8]) -> Set<String> {
    let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    let start = Swift.max(0, bytes.count - longestEnd)
    var end: Int?
    var index = bytes.count - 22
    while index >= start {
      if bytes[index...].starts(with: signature) {
        end = index
        break
      }
      index -= 1
    }
    guard let end, let count = bytes.little16(end + 10), var place = bytes.little32(end + 16) else { return [] }
    var names: Set<String> = []
    for _ in 0..<min(count, most) {
      guard bytes.little32(place) == 0x0201_4B50, let name = bytes.little16(place + 28),
        let extra = bytes.little16(place + 30), let comment = bytes.little16(place + 32),
        place + 46 + name <= bytes.count
      else { break }
      names.insert(String(decoding: bytes[place + 46..<place + 46 + name], as: UTF8.self))
      place += 46 + name + extra + comment
    }
    return names
  }
}
