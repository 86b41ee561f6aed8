#if DEBUG || FUZZING
  import TestSupport

  /// Mutates inputs: random bytes and bits, and words, numbers and lengths of the format.
  struct Mutator {
    /// The largest input, in bytes.
    static let limit = 64 << 10

    let words: [[UInt8]]

    /// A mutated copy of `input`, which may contain parts of `other`.
    func changed(_ input: [UInt8], with other: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
      var bytes = input
      for _ in 0..<(1 << random.below(4)) { change(&bytes, other, &random) }
      // Very long inputs show what takes more than linear time.
      if random.oneIn(400) { stretch(&bytes, &random) }
      if bytes.count > Self.limit { bytes.removeLast(bytes.count - Self.limit) }
      return bytes
    }

    private func change(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SeededRandom) {
      let range = random.range(in: bytes.count)
      switch random.below(15) {
      case 0 where !bytes.isEmpty: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      case 1 where !bytes.isEmpty: bytes[random.below(bytes.count)] = Self.odd[random.below(Self.odd.count)]
      case 2: bytes.insert(UInt8(random.below(256)), at: range.lowerBound)
      case 3: bytes.removeSubrange(range)
      case 4: bytes.insert(contentsOf: bytes[range], at: random.below(bytes.count + 1))
      case 5: bytes.replaceSubrange(range, with: other[random.range(in: other.count)])
      case 6: bytes.insert(contentsOf: other[random.range(in: other.count)], at: range.lowerBound)
      case 7: bytes.insert(contentsOf: word(&random), at: range.lowerBound)
      case 8: bytes.replaceSubrange(range, with: word(&random))
      case 9: editDigits(&bytes, &random)
      case 10: editLength(&bytes, &random)
      case 11: bytes.removeSubrange(range.lowerBound...)
      case 12, 13: replaceToken(&bytes, other, &random)
      default: bytes.insert(contentsOf: Self.text[random.below(Self.text.count)], at: range.lowerBound)
      }
    }

    private func word(_ random: inout SeededRandom) -> [UInt8] {
      words.isEmpty ? Self.text[random.below(Self.text.count)] : words[random.below(words.count)]
    }

    /// Replaces the text between two delimiters by a word, or by the text between two delimiters of `other`, so that
    /// most well-formed inputs stay well-formed.
    private func replaceToken(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SeededRandom) {
      let place = Self.token(in: bytes, at: random.below(bytes.count))
      let lent = Self.token(in: other, at: random.below(other.count))
      bytes.replaceSubrange(place, with: random.oneIn(3) ? word(&random) : Array(other[lent]))
    }

    /// The range without delimiters around `index`.
    private static func token(in bytes: [UInt8], at index: Int) -> Range<Int> {
      let isMark = { (byte: UInt8) in marks.contains(byte) }
      let start = bytes[..<index].lastIndex(where: isMark).map { $0 + 1 } ?? 0
      return start..<(bytes[start...].firstIndex(where: isMark) ?? bytes.count)
    }

    private static let marks = Array("\"'{}[]<>:,;=/&?. \n".utf8)

    /// Replaces a number in digits by an extreme one.
    private func editDigits(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
      let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
      guard let start = bytes[random.below(bytes.count)...].firstIndex(where: isDigit) else { return }
      let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
      bytes.replaceSubrange(start..<end, with: Self.numbers[random.below(Self.numbers.count)].utf8)
    }

    /// Replaces a number of one, two or four bytes by an extreme or nearly equal one.
    private func editLength(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
      let width = [1, 2, 4][random.below(3)]
      guard bytes.count >= width else { return }
      // Lengths are usually at the start.
      let start =
        random.oneIn(2) ? random.below(min(16, bytes.count - width + 1)) : random.below(bytes.count - width + 1)
      let old = bytes[start..<(start + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let new = [0, 1, .max, .max >> 1, old &+ 1, old &- 1, UInt64(bytes.count), old &+ 16][random.below(8)]
      for index in 0..<width {
        bytes[start + index] = UInt8(truncatingIfNeeded: new >> (8 * UInt64(width - 1 - index)))
      }
    }

    /// Repeats a range up to the largest size.
    private func stretch(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
      let piece = random.oneIn(2) ? word(&random) : Array(bytes[random.range(in: bytes.count)])
      guard !piece.isEmpty else { return }
      let times = (Self.limit - min(bytes.count, Self.limit)) / piece.count
      bytes.insert(contentsOf: repeatElement(piece, count: times).joined(), at: random.below(bytes.count + 1))
    }

    private static let odd: [UInt8] = [
      0, 1, 9, 10, 13, 27, 32, 34, 39, 47, 58, 61, 64, 91, 92, 127, 128, 192, 224, 255,
    ]

    private static let numbers = [
      "0", "-1", "1", "9", "00", "1e999", "1e-999", "-0", "0.1", "255", "256", "65536", "2147483648", "4294967296",
      "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "18446744073709551616", "99999999999999999999999999", "null", "true", "٣",
    ]

    /// Unusual characters: controls, overrides, combining marks, surrogate pairs, wide characters.
    private static let text: [[UInt8]] =
      [
        "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{200D}", "\u{301}", "\u{FE0F}", "\u{1F1E6}", "\u{FEFF}", "\u{85}",
        "\u{9B}",
        "\u{2028}", "\u{A0}", "\r\n", "\r", "\n", "\t", "\0", "é", "漢字", "👩‍👩‍👧‍👧", "İ", "ß", "\u{212A}", "\u{FFFD}", "💙",
      ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80]]
  }
#endif
