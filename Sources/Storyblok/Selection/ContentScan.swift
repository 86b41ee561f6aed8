import Core

/// Searches the undecoded content of a story.
enum ContentScan {
  /// The deepest nesting that is searched. Storyblok's editor makes a few levels.
  private static let deepest = 200

  /// Whether a string in `content` fits; `key` is the name of the member that holds it, directly or in a list.
  static func contains(_ content: ArraySlice<UInt8>, where fits: (_ key: String, _ text: String) -> Bool) -> Bool {
    var reader = JSONReader(content)
    do throws(JSONFault) { return try scan(&reader, "", 0, fits) } catch { return false }
  }

  private static func scan(
    _ reader: inout JSONReader, _ key: String, _ depth: Int, _ fits: (String, String) -> Bool
  ) throws(JSONFault) -> Bool {
    var found = false
    switch try reader.kind() {
    case .object where depth < deepest:
      try reader.members { (reader, name) throws(JSONFault) in
        if found { try reader.skip() } else { found = try scan(&reader, name, depth + 1, fits) }
      }
    case .array where depth < deepest:
      try reader.elements { (reader) throws(JSONFault) in
        if found { try reader.skip() } else { found = try scan(&reader, key, depth + 1, fits) }
      }
    case .string: found = fits(key, try reader.string())
    default: try reader.skip()
    }
    return found
  }
}

extension Story {
  /// Whether the content uses a block of this technical name, at any depth.
  func uses(block: String) -> Bool {
    content.map { ContentScan.contains($0) { $0 == "component" && $1 == block } } ?? false
  }

  /// Whether the content refers to the story of this uuid: a reference, or a link.
  func refers(to uuid: String) -> Bool {
    content.map { ContentScan.contains($0) { $0 != "_uid" && $1 == uuid } } ?? false
  }
}
