#if DEBUG || FUZZING
  import AWS
  import TestSupport

  @testable import Assistant

  extension FuzzTarget {
    /// What a file is, and how large its image: no content traps, and no content takes long.
    static let fileKind = FuzzTarget(
      "file-kind", samples: fileSamples,
      words: [
        "%PDF-", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{1}\u{2}", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "GIF89a",
        "ftypheic",
        "word/document.xml", "W\u{0}o\u{0}r\u{0}d\u{0}", "\u{0}\u{0}\u{0}\u{0}",
      ]
    ) { bytes in
      guard let kind = FileKind(bytes) else { return [0] }
      switch kind {
      case .image(let format):
        guard let size = ImageSize(bytes, format) else { return [1, 0] }
        try must(size.width > 0 && size.height > 0, "an image without a size")
        return [1, size.width.bitWidth - size.width.leadingZeroBitCount, size.height & 7]
      case .document(let format): return [2, format.rawValue.utf8.count]
      case .text(let text):
        try must(!text.utf8.contains(0), "a text with a zero")
        try must(text.utf8.count <= 3 * bytes.count, "a text that is longer than its file")
        return [3, text.utf8.count / 16]
      case .other(let name): return [4, name.utf8.count]
      }
    }

    private static var fileSamples: [[UInt8]] {
      [
        FileBytes.png(640, 480), FileBytes.gif(3, 4), FileBytes.jpeg(640, 480), FileBytes.webp("VP8 ", 10, 20),
        FileBytes.webp("VP8L", 10, 20), FileBytes.webp("VP8X", 10, 20),
        FileBytes.zip(["[Content_Types].xml", "word/document.xml"], comment: "a comment"),
        FileBytes.compound(["Root Entry", "WordDocument", "1Table"]),
        FileBytes.compound(["Root Entry", "a", "b", "c", "Workbook"]),
        FileBytes.utf16("Hello \u{1F600}", isLittle: true),
        FileBytes.utf16("Hello", isLittle: false), Array("%PDF-1.7\n".utf8), Array("plain text\n".utf8),
      ]
    }
  }
#endif
