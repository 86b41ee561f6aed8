/// Joins Ogg streams of Opus into one valid stream: one serial number, pages numbered through, positions that go on, one
/// beginning and one end. Streams that are only appended make a file of which players play the first alone.
struct OggJoiner: Sendable {
  /// The serial number of the joined stream.
  private let serial: UInt32
  private var sequence: UInt32 = 0
  /// The samples of the packets so far.
  private var samples: UInt64 = 0
  private var hasBegun = false
  /// The last page, held back because it may be the last of all; with the position it has if it is.
  private var held: (page: OggPage, end: UInt64)?

  /// A joiner of streams that takes this serial number.
  init(serial: UInt32) { self.serial = serial }

  /// Adds a whole stream; returns the pages that are certain now. Nil if it is no Ogg stream of Opus, or a damaged one.
  mutating func add(_ bytes: [UInt8]) -> [UInt8]? {
    guard let pages = OggPage.pages(bytes), pages.count >= 3, pages[0].flags & OggPage.first != 0,
      pages[0].body.starts(with: Array("OpusHead".utf8)), pages[1].body.starts(with: Array("OpusTags".utf8)),
      pages.allSatisfy({ $0.serial == pages[0].serial })
    else { return nil }
    // The comment may go on over several pages; sound begins on a page of its own (RFC 7845, section 3).
    guard let sound = pages.indices.dropFirst(1).first(where: { pages[$0].endsPacket }).map({ $0 + 1 }),
      sound < pages.count
    else { return nil }
    var out: [UInt8] = []
    if !hasBegun {
      for page in pages[..<sound] { out += write(page, position: 0) }
      hasBegun = true
    }
    let before = samples
    var opening: UInt8?
    for page in pages[sound...] {
      // A last page of some encoders, which only says where the sound ends.
      if page.segments.isEmpty {
        if let held, page.position != OggPage.noPosition {
          self.held = (held.page, min(before &+ page.position, samples))
        }
        continue
      }
      let (count, open) = Self.samples(of: page, opening)
      opening = open
      samples += count
      if let held { out += write(held.page, position: held.page.position) }
      var page = page
      let end = page.position == OggPage.noPosition ? samples : before &+ page.position
      page.position = page.endsPacket ? samples : OggPage.noPosition
      held = (page, min(end, samples))
    }
    return out
  }

  /// Ends the stream; returns its last page.
  mutating func finish() -> [UInt8] {
    guard let (page, end) = held else { return [] }
    held = nil
    return write(page, position: page.endsPacket ? end : page.position, isLast: true)
  }

  private mutating func write(_ page: OggPage, position: UInt64, isLast: Bool = false) -> [UInt8] {
    var page = page
    page.serial = serial
    page.sequence = sequence
    page.position = position
    page.flags = page.flags & ~OggPage.last | (isLast ? OggPage.last : 0)
    sequence &+= 1
    return page.bytes
  }

  /// The samples (48,000 a second) of the packets that end in a page.
  ///
  /// - Parameter opening: the first byte of a packet that began on a page before.
  /// - Returns: the first byte of a packet that goes on on the next page, too.
  private static func samples(of page: OggPage, _ opening: UInt8?) -> (UInt64, UInt8?) {
    var count: UInt64 = 0
    var offset = 0
    var start = 0
    var first = page.flags & OggPage.continued != 0 ? opening : nil
    var isInside = first != nil
    for segment in page.segments {
      if !isInside {
        start = offset
        first = offset < page.body.count ? page.body[offset] : nil
        isInside = true
      }
      offset += Int(segment)
      if segment < 255 {
        if let first {
          let second = start + 1 < min(offset, page.body.count) ? page.body[start + 1] : 0
          count += OpusPacket.samples(first: first, second: second)
        }
        isInside = false
      }
    }
    return (count, isInside ? first : nil)
  }
}

extension OggPage {
  /// Whether a packet ends in the page.
  fileprivate var endsPacket: Bool { segments.contains { $0 < 255 } }
}
