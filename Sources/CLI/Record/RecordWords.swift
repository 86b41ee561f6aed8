import Core

/// One field of each record, one a line, for `xargs` and loops. Control characters and line separators are
/// percent-encoded.
struct RecordWords: RecordPrinter {
  /// The names of the field, and of those used if it is empty.
  let names: [String]

  func print(_ records: [Record], to output: Output) throws(Failure) {
    for record in records {
      guard let word = names.lazy.compactMap({ record[$0].plain }).first else { continue }
      try output.write(Self.encoded(word) + "\n")
    }
  }

  private static func encoded(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { line, scalar in
      guard isControl(scalar) else { return line.unicodeScalars.append(scalar) }
      for byte in String(scalar).utf8 {
        line += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
  }
}
