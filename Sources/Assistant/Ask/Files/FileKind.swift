import AWS

/// What a file is, told by its content, never by its name.
enum FileKind: Equatable {
  case image(FileBlock.ImageFormat)
  case document(FileBlock.DocumentFormat)
  /// Text in UTF-8 or, with a byte order mark, UTF-16.
  case text(String)
  /// A file of a known kind that no model takes.
  case other(String)

  /// The kind of a file; nil if it cannot be told.
  init?(_ bytes: [UInt8]) {
    if let format = Self.image(bytes) {
      self = .image(format)
    } else if bytes.starts(with: Self.pdf) {
      self = .document(.pdf)
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = ZipMembers.kind(bytes)
    } else if bytes.starts(with: CompoundFile.signature) {
      self = CompoundFile(bytes).kind
    } else if let text = FileText.decode(bytes) {
      self = .text(text)
    } else if bytes.prefix(1024).firstRange(of: Self.pdf) != nil {
      // Some programs write bytes of their own before the head. A text may mention it.
      self = .document(.pdf)
    } else if let name = Self.known(bytes) {
      self = .other(name)
    } else {
      return nil
    }
  }

  /// How a PDF document begins (ISO 32000-2, 7.5.2).
  private static let pdf = Array("%PDF-".utf8)

  private static func image(_ bytes: [UInt8]) -> FileBlock.ImageFormat? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { return .gif }
    let isRIFF = bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    return isRIFF ? .webp : nil
  }

  /// Files that users often have, and that no model takes.
  private static func known(_ bytes: [UInt8]) -> String? {
    let brand = bytes.dropFirst(4)
    if brand.starts(with: Array("ftypavif".utf8)) { return "an AVIF image" }
    if brand.starts(with: Array("ftyphei".utf8)) || brand.starts(with: Array("ftypmif1".utf8)) { return "a HEIC image" }
    if brand.starts(with: Array("ftyp".utf8)) { return "a video or a recording" }
    let signatures: [([UInt8], String)] = [
      ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"), ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
      (Array("BM".utf8), "a bitmap image"), ([0x1F, 0x8B], "a gzip archive"), (Array("ID3".utf8), "a recording"),
      (Array("RIFF".utf8), "a recording"), (Array("OggS".utf8), "a recording"), (Array("fLaC".utf8), "a recording"),
      ([0x1A, 0x45, 0xDF, 0xA3], "a video"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
      (Array("SQLite format 3".utf8), "a database"),
    ]
    return signatures.first { bytes.starts(with: $0.0) }?.1
  }
}
