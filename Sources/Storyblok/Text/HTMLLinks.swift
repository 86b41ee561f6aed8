import Core

/// Links in HTML inside text and Markdown fields: `<a href="/old" uuid="…" anchor="top">`, as the editor writes them.
/// Their `href` is a copy of the story's path, so the uuid is followed instead.
enum HTMLLinks {
  /// The longest tag that is read, in bytes.
  private static let longest = 4096

  /// The uuids of the stories that links in `text` name.
  static func uuids(in text: String) -> [String] {
    guard mayHoldLinks(text) else { return [] }
    var found: [String] = []
    _ = rewrite(Array(text.utf8)) { tag in
      if let uuid = tag.uuid { found.append(uuid) }
      return nil
    }
    return found
  }

  /// The text with the current path of each linked story in its link's `href`.
  static func resolved(_ text: String, paths: (String) -> String?) -> String {
    guard mayHoldLinks(text) else { return text }
    return String(
      decoding: rewrite(Array(text.utf8)) { tag in
        guard let path = tag.uuid.flatMap(paths), let href = tag.href else { return nil }
        return LinkTarget.url(path: path, copy: href, anchor: tag.anchor)
      }, as: UTF8.self)
  }

  private static func mayHoldLinks(_ text: String) -> Bool {
    text.hasByte { $0 == UInt8(ascii: "<") } && text.cut(at: "uuid=") != nil
  }

  /// What a tag `<a …>` says.
  struct Tag {
    var uuid, href, anchor: String?
    /// The bytes of the value of `href`, without quotes.
    fileprivate var place: Range<Int>?
  }

  /// The bytes with the `href` replaced of every link for which `target` returns one.
  private static func rewrite(_ bytes: [UInt8], target: (Tag) -> String?) -> [UInt8] {
    var out: [UInt8] = []
    var (index, kept) = (0, 0)
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard start + 2 < bytes.count, bytes[start + 1] | 0x20 == UInt8(ascii: "a"), bytes[start + 2] <= 0x20 else {
        continue
      }
      let (tag, end) = read(bytes, from: start + 2)
      if let place = tag.place, let url = target(tag) {
        out += bytes[kept..<place.lowerBound]
        out += url.utf8.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: ">") }
        kept = place.upperBound
      }
      index = end
    }
    return kept == 0 ? bytes : out + bytes[kept...]
  }

  /// Reads the attributes from `start` to the end of the tag.
  private static func read(_ bytes: [UInt8], from start: Int) -> (Tag, end: Int) {
    var tag = Tag()
    let limit = min(bytes.count, start + longest)
    var index = start
    while index < limit, bytes[index] != UInt8(ascii: ">") {
      guard isName(bytes[index]) else {
        index += 1
        continue
      }
      let name = index
      while index < limit, isName(bytes[index]) { index += 1 }
      let word = String(decoding: bytes[name..<index], as: UTF8.self).lowercased()
      guard index < limit, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      guard index < limit else { break }
      let quote = bytes[index]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      let from = isQuoted ? index + 1 : index
      let stop =
        bytes[from..<limit].firstIndex { isQuoted ? $0 == quote : $0 <= 0x20 || $0 == UInt8(ascii: ">") } ?? limit
      index = isQuoted ? min(limit, stop + 1) : stop
      let value = String(decoding: bytes[from..<stop], as: UTF8.self)
      switch word {
      case "uuid", "data-uuid": tag.uuid = UUIDText.matches(value) ? value : tag.uuid
      case "anchor", "data-anchor": tag.anchor = value
      case "href": (tag.href, tag.place) = (value, from..<stop)
      default: break
      }
    }
    return (tag, index)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
