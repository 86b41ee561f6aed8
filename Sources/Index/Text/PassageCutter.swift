/// Cuts a text into passages: at blocks, else at the ends of sentences, else between words.
///
/// Lengths are counted in scalars, and the time is linear in the length of the text.
public struct PassageCutter: Sendable {
  /// A piece of a text, without white space at its ends.
  public struct Piece: Sendable, Equatable {
    /// The place of its first scalar in the text.
    public var start: Int
    /// The place after its last scalar.
    public var end: Int
    /// The text.
    public var text: String
  }

  /// The length at which a passage is ended, in scalars.
  public let length: Int
  /// The longest passage: a rest of this length is not cut again.
  private let longest: Int
  /// The shortest passage that is ended for the sake of a better place.
  private let shortest: Int

  /// A cutter for passages of about `length` scalars.
  public init(length: Int = 1500) {
    self.length = max(20, length)
    longest = self.length + self.length / 5
    shortest = self.length / 3
  }

  /// How good a place is to cut at, the best last.
  private enum Quality: Int, CaseIterable { case word, sentence, line, block }

  /// A place in the text: by bytes and by scalars.
  private struct Place {
    var byte = 0
    var scalar = 0
  }

  /// The passages of `text`, in order.
  public func pieces(of text: String) -> [Piece] {
    var text = text
    return text.withUTF8 { pieces(of: $0) }
  }

  private func pieces(of bytes: UnsafeBufferPointer<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    var start = Place()
    var place = Place()
    // The last place of each quality, behind `start`.
    var breaks = [Place?](repeating: nil, count: Quality.allCases.count)
    while place.byte < bytes.count {
      if let quality = quality(of: place.byte, in: bytes), place.scalar > start.scalar {
        breaks[quality.rawValue] = place
      }
      if place.scalar - start.scalar >= length, !isShort(bytes, from: place) {
        let cut = best(breaks, from: start, at: place)
        append(bytes, start, cut, to: &pieces)
        start = cut
        // What follows the cut is looked at again: at most `length` scalars, of which two thirds are gone.
        place = cut
        for index in breaks.indices { breaks[index] = nil }
      }
      place.byte += Self.width(bytes[place.byte])
      place.scalar += 1
    }
    append(bytes, start, Place(byte: bytes.count, scalar: place.scalar), to: &pieces)
    return pieces
  }

  /// Whether what follows `place` is so short that it belongs to the passage before.
  private func isShort(_ bytes: UnsafeBufferPointer<UInt8>, from place: Place) -> Bool {
    // A scalar has at most four bytes.
    let rest = bytes.count - place.byte
    guard rest <= 4 * (longest - length) else { return false }
    return bytes[place.byte...].count { $0 & 0xC0 != 0x80 } <= longest - length
  }

  /// The best of the places far enough from `start`; else `place` itself, in the middle of a word.
  private func best(_ breaks: [Place?], from start: Place, at place: Place) -> Place {
    for candidate in breaks.reversed() {
      if let candidate, candidate.scalar - start.scalar >= shortest { return candidate }
    }
    return place
  }

  /// How good it is to cut before the scalar at `byte`; nil in the middle of a word.
  private func quality(of byte: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Quality? {
    guard byte > 0 else { return nil }
    let before = bytes[byte - 1]
    if before == UInt8(ascii: "\n") {
      return byte > 1 && bytes[byte - 2] == UInt8(ascii: "\n") ? .block : .line
    }
    if before == UInt8(ascii: " ") || before == UInt8(ascii: "\t") {
      return byte > 1 && Self.isSentenceEnd(bytes[byte - 2]) ? .sentence : .word
    }
    return Self.endsIdeographicSentence(bytes, byte) ? .sentence : nil
  }

  private static func isSentenceEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  /// Whether one of `。！？` stands before `byte`: no blank follows them.
  private static func endsIdeographicSentence(_ bytes: UnsafeBufferPointer<UInt8>, _ byte: Int) -> Bool {
    guard byte > 2, bytes[byte - 3] >= 0xE3 else { return false }
    let code = (bytes[byte - 3], bytes[byte - 2], bytes[byte - 1])
    return code == (0xE3, 0x80, 0x82) || code == (0xEF, 0xBC, 0x81) || code == (0xEF, 0xBC, 0x9F)
  }

  /// The bytes of the scalar that begins with `byte`.
  private static func width(_ byte: UInt8) -> Int {
    switch byte {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Place, _ end: Place, to pieces: inout [Piece]
  ) {
    var (start, end) = (start, end)
    // White space of texts: blanks, tabs and line ends.
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    while start.byte < end.byte, isBlank(bytes[start.byte]) {
      start = Place(byte: start.byte + 1, scalar: start.scalar + 1)
    }
    while end.byte > start.byte, isBlank(bytes[end.byte - 1]) {
      end = Place(byte: end.byte - 1, scalar: end.scalar - 1)
    }
    guard end.byte > start.byte else { return }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start.byte..<end.byte]), as: UTF8.self)
    pieces.append(Piece(start: start.scalar, end: end.scalar, text: text))
  }
}
