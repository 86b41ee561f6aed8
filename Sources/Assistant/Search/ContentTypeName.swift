import Core

/// Finds the content type that a near name means: `blog post`, `Blog posts` and `blogpost` mean `blog_post`.
enum ContentTypeName {
  /// Whether a content type can have this name: letters, digits, `_` and `-`.
  static func isTechnical(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// The only name among `known` that `asked` means; nil if none or several are near.
  static func nearest(_ asked: String, among known: Set<String>) -> String? {
    if known.contains(asked) { return asked }
    let wanted = plain(asked)
    guard !wanted.isEmpty else { return nil }
    let same = known.filter { plain($0) == wanted || singular(plain($0)) == singular(wanted) }
    if same.count == 1 { return same.first }
    if same.count > 1 { return nil }
    // One typing error in a short word, two in a long one.
    let allowed = wanted.count < 4 ? 0 : wanted.count < 8 ? 1 : 2
    let near = known.map { (EditDistance.between(Array(plain($0)), Array(wanted)), $0) }.filter { $0.0 <= allowed }
    guard let best = near.map(\.0).min() else { return nil }
    let nearest = near.filter { $0.0 == best }
    return nearest.count == 1 ? nearest.first?.1 : nil
  }

  private static func plain(_ name: String) -> String {
    String(name.prefix(scalars: 100).lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func singular(_ name: String) -> String {
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }
}
