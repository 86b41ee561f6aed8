import Assistant
import Core
import Storyblok

/// One way to print stories: takes them as they are found, and learns at the end what the search came to.
protocol SearchPrinter: Sendable {
  /// Writes the next stories.
  func print(_ hits: [FoundStory], to output: Output) throws
  /// Writes what stands after the last.
  func finish(_ summary: SearchSummary, to output: Output) throws
}

extension SearchPrinter {
  func finish(_ summary: SearchSummary, to output: Output) throws {}
}

/// A story as the members of the contract, in its order.
enum StoryDocument {
  static func write(_ found: FoundStory, to json: inout JSONWriter) {
    json.object { json in
      for (name, value) in found.members {
        json.key(name)
        value.write(to: &json)
      }
      if let story = found.story {
        json.key("story")
        json.raw(story.json)
      }
    }
  }
}

/// `jsonl`: one document a story, written as stories come.
struct JSONLinesPrinter: SearchPrinter {
  func print(_ hits: [FoundStory], to output: Output) throws {
    for hit in hits {
      var json = JSONWriter()
      StoryDocument.write(hit, to: &json)
      try output.write(document: json)
    }
  }
}

/// `slug` and `url`: one a line, for `xargs` and loops. Whatever would break the line is percent-encoded.
struct LinePrinter: SearchPrinter {
  enum Field: Sendable { case slug, url }
  let field: Field

  func print(_ hits: [FoundStory], to output: Output) throws {
    for hit in hits {
      // Where the space does not say where its site is, the editor is the one place that is known.
      guard let line = field == .slug ? hit.slug : hit.url ?? hit.editorURL else { continue }
      try output.write(Self.oneLine(line) + "\n")
    }
  }

  static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { line, scalar in
      guard isControl(scalar) else { return line.unicodeScalars.append(scalar) }
      for byte in String(scalar).utf8 {
        line += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
  }
}
