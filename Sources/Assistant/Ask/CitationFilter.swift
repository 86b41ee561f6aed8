/// Removes the source marks (`[story:123]`) from the model's text while it streams.
///
/// Only a possible beginning of a mark, and blanks before it, are held back. Blanks before a mark are removed with it,
/// so that `days [story:1].` becomes `days.`.
struct CitationFilter: Sendable {
  /// The ids of marked stories, in order of their first mark.
  private(set) var cited: [Int64] = []

  /// The blanks and the beginning of a mark that are held back; both may be empty.
  private var blanks = 0
  private var mark: [UInt8] = []
  private static let opening = Array("[story:".utf8)
  /// The longest mark, in bytes; longer text is not a mark.
  private static let longest = 256
  private static let mostCited = 1000

  /// The text to show for the next piece of the model's text, of any size.
  mutating func feed(_ text: String) -> String {
    var shown: [UInt8] = []
    shown.reserveCapacity(text.utf8.count + blanks + mark.count)
    for byte in text.utf8 { take(byte, &shown) }
    // Held bytes are ASCII, so no UTF-8 sequence is split.
    return String(decoding: shown, as: UTF8.self)
  }

  /// The text to show at the end: the held bytes, unless they are an incomplete mark.
  mutating func finish() -> String {
    var shown: [UInt8] = []
    if mark.count < Self.opening.count { release(&shown) }
    blanks = 0
    mark = []
    return String(decoding: shown, as: UTF8.self)
  }

  private mutating func take(_ byte: UInt8, _ shown: inout [UInt8]) {
    if mark.isEmpty {
      switch byte {
      case UInt8(ascii: " "): blanks += 1
      case Self.opening[0]: mark = [byte]
      default:
        release(&shown)
        shown.append(byte)
      }
    } else if mark.count < Self.opening.count ? byte == Self.opening[mark.count] : Self.isInside(byte) {
      mark.append(byte)
      if mark.count > Self.longest { release(&shown) }
    } else if byte == UInt8(ascii: "]"), mark.count > Self.opening.count {
      note()
      blanks = 0
      mark = []
    } else {
      // Not a mark. This byte may begin one.
      release(&shown)
      take(byte, &shown)
    }
  }

  private mutating func release(_ shown: inout [UInt8]) {
    if blanks > 0 { shown.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks)) }
    shown += mark
    blanks = 0
    mark = []
  }

  private mutating func note() {
    for digits in mark.split(whereSeparator: { !(0x30...0x39).contains($0) }) {
      guard let id = Int64(String(decoding: digits, as: UTF8.self)), !cited.contains(id),
        cited.count < Self.mostCited
      else { continue }
      cited.append(id)
    }
  }

  /// Whether a mark may hold the byte after its colon: ids, separators, the word again.
  private static func isInside(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: ":"): true
    default: opening.dropFirst().contains(byte)
    }
  }
}
