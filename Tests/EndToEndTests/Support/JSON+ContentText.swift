import Emulator

extension JSON {
  /// The text of a content block of a request, and of all blocks within it: text, titles and texts of search results.
  var contentText: String {
    if let text = self["text"]?.string { return text }
    if let hit = self["searchResult"] { return ([hit["title"]?.string ?? ""] + hit.texts).joined(separator: "\n") }
    return (self["toolResult"]?["content"]?.array ?? []).map(\.contentText).joined(separator: "\n")
  }

  private var texts: [String] { (self["content"]?.array ?? []).compactMap { $0["text"]?.string } }
}
