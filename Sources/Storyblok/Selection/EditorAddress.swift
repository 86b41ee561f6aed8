package import Core

/// The address of a story in Storyblok's editor, as a browser shows it and as documents tell it (`editor_url`):
/// `https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/300111`. Older ones begin with `#!/me/`.
package struct EditorAddress: Sendable, Equatable {
  /// The space of the story.
  package let space: Int64
  /// The story's id.
  package let story: Int64

  /// Reads an address; nil for any other text, and for pages of the editor that are of no story.
  package init?(_ text: String) {
    guard let mark = text.firstIndex(of: "#") else { return nil }
    var route = text[text.index(after: mark)...]
    if route.hasPrefix("!") { route.removeFirst() }
    let parts = route.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map { String($0).trimmed }
    guard parts.count >= 7, parts[0] == "me", parts[1] == "spaces", parts[3] == "stories", Int64(parts[4]) != nil,
      Int64(parts[5]) != nil, let space = Int64(parts[2]), let story = Int64(parts[6])
    else { return nil }
    self.space = space
    self.story = story
  }

  /// The story's id, in the space that is searched.
  ///
  /// - Throws: `Failure` with code `usage` if the story is of another space.
  package func id(in searched: Int64) throws(Failure) -> Int64 {
    guard space == searched else {
      throw Failure(
        .usage, "story \(story) is of space \(space) by its address, and space \(searched) is searched",
        hint: "to search that space: \(option: .space) \(space), with a token that reads it", service: "storyblok")
    }
    return story
  }

  /// Checks that `prefix`, a beginning of slugs, is no address of the editor.
  ///
  /// - Throws: `Failure` with code `usage` if it is.
  package static func refuse(prefix: String) throws(Failure) {
    guard let address = Self(prefix) else { return }
    throw Failure(
      .usage, "an address of Storyblok's editor names one story, not the beginning of slugs",
      hint: "name the story by its id: \(address.story)", service: "storyblok")
  }
}
