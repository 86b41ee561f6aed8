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

extension ContentScan {
  /// Collects what selectors of content look for, in one pass.
  fileprivate static func collect(_ content: ArraySlice<UInt8>, into traits: inout ContentTraits) {
    var reader = JSONReader(content)
    // What was found before a fault stays.
    do throws(JSONFault) { try collect(&reader, "", 0, &traits) } catch { return }
  }

  private static func collect(
    _ reader: inout JSONReader, _ key: String, _ depth: Int, _ traits: inout ContentTraits
  ) throws(JSONFault) {
    switch try reader.kind() {
    case .object where depth < deepest:
      try reader.members { (reader, name) throws(JSONFault) in try collect(&reader, name, depth + 1, &traits) }
    case .array where depth < deepest:
      try reader.elements { (reader) throws(JSONFault) in try collect(&reader, key, depth + 1, &traits) }
    case .string where key == "component": traits.blocks.insert(try reader.string())
    case .string where key != "_uid":
      // A uuid has 36 bytes, and its quotation marks.
      let bytes = try reader.slice()
      guard bytes.count == 38 else { return }
      let text = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
      if UUIDText.matches(text) { traits.uuids.insert(text) }
    default: try reader.skip()
    }
  }
}

/// What the content of a story uses and refers to, for an index that selects by it.
public struct ContentTraits: Sendable, Equatable {
  /// The technical names of the blocks, at any depth.
  public var blocks: Set<String> = []
  /// The uuids in it, but those of the blocks themselves: stories that it refers or links to.
  public var uuids: Set<String> = []
}

extension Story {
  /// What the content uses and refers to; nothing without content.
  public var contentTraits: ContentTraits {
    var traits = ContentTraits()
    if let content { ContentScan.collect(content, into: &traits) }
    return traits
  }

  /// Whether the content uses a block of this technical name, at any depth.
  func uses(block: String) -> Bool {
    content.map { ContentScan.contains($0) { $0 == "component" && $1 == block } } ?? false
  }

  /// Whether the content refers to the story of this uuid: a reference, or a link.
  func refers(to uuid: String) -> Bool {
    content.map { ContentScan.contains($0) { $0 != "_uid" && $1 == uuid } } ?? false
  }
}
