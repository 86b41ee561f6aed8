/// A story in a tool's result: read from JSON, from `key: value` lines, from attributes, or from lists like `[1001]
/// Name (slug)`. The stand-in quotes only these.
struct FoundStory {
  var id = ""
  var name = ""
  var slug = ""
  var passage = ""
  /// A citation of it; nil if it was no search result.
  var citation: JSON?

  private static let keys = [
    "id": \FoundStory.id, "story_id": \FoundStory.id, "name": \FoundStory.name, "title": \FoundStory.name,
    "slug": \FoundStory.slug, "full_slug": \FoundStory.slug, "excerpt": \FoundStory.passage,
    "passage": \FoundStory.passage, "body": \FoundStory.passage, "text": \FoundStory.passage,
    "excerpts": \FoundStory.passage, "content": \FoundStory.passage,
  ]

  static func all(in text: String) -> [FoundStory] {
    if let json = JSON(text), json.members != nil || json.array != nil { return inJSON(json) }
    return inLines(text)
  }

  /// One of each, in order.
  static func distinct(_ stories: [FoundStory]) -> [FoundStory] {
    var seen: Set<String> = []
    return stories.filter { seen.insert($0.id.isEmpty ? $0.name : $0.id).inserted }
  }

  private static func inJSON(_ json: JSON) -> [FoundStory] {
    if let values = json.array { return values.flatMap(inJSON) }
    guard let members = json.members else { return [] }
    var story = FoundStory()
    for member in members {
      guard let path = keys[member.key] else { continue }
      switch member.value {
      case .string(let text), .number(let text): story[keyPath: path] = text
      case .array(let values): story[keyPath: path] = values.first?.string ?? ""
      default: break
      }
    }
    if !story.name.isEmpty, !story.id.isEmpty || !story.slug.isEmpty { return [story] }
    return members.flatMap { inJSON($0.value) }
  }

  private static func inLines(_ text: String) -> [FoundStory] {
    var stories: [FoundStory] = []
    var current = FoundStory()
    func close() {
      if !current.name.isEmpty, !current.id.isEmpty || !current.slug.isEmpty { stories.append(current) }
    }
    for line in text.split(whereSeparator: \.isNewline) {
      if let story = inList(line) {
        close()
        current = story
        continue
      }
      for (key, value) in pairs(line) {
        guard let path = keys[key] else { continue }
        // A repeated key begins the next story.
        if !current[keyPath: path].isEmpty, path == \FoundStory.id || path == \FoundStory.name {
          close()
          current = FoundStory()
        }
        if current[keyPath: path].isEmpty { current[keyPath: path] = value }
      }
      if current.passage.isEmpty, !current.name.isEmpty, pairs(line).isEmpty, line.count > 20 {
        current.passage = trim(line)
      }
    }
    close()
    return stories
  }

  /// `[1001] Name (slug)`, `- #1001 Name — slug`, `1. Name [1001]`.
  private static func inList(_ line: Substring) -> FoundStory? {
    var rest = line.drop { $0 == " " || $0 == "-" || $0 == "*" || $0 == "•" }
    guard let open = rest.first, open == "[" || open == "#" else { return nil }
    rest = rest.dropFirst()
    rest = rest.drop { !$0.isNumber && $0 != "]" && $0 != " " }
    let id = rest.prefix { $0.isNumber }
    guard !id.isEmpty else { return nil }
    rest = rest.dropFirst(id.count).drop { $0 == "]" || $0 == " " || $0 == ":" || $0 == "." }
    var story = FoundStory(id: String(id))
    let marks = [" (", " — ", " – ", " | ", " · ", " - "]
    let end = marks.compactMap { rest.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
    story.name = trim(end.map { rest[..<$0.lowerBound] } ?? rest)
    if let end {
      story.slug = String(rest[end.upperBound...].prefix { $0 != ")" && $0 != " " && $0 != "," })
    }
    return story.name.isEmpty ? nil : story
  }

  /// The `key: value`, `key=value` and `"key": "value"` of a line.
  private static func pairs(_ line: Substring) -> [(String, String)] {
    var output: [(String, String)] = []
    var rest = line
    while let separator = rest.firstIndex(where: { $0 == ":" || $0 == "=" }) {
      let before = rest[..<separator].reversed().drop { $0 == " " || $0 == "\"" }
      let key = String(before.prefix { $0.isLetter || $0 == "_" }.reversed()).lowercased()
      var value = rest[rest.index(after: separator)...].drop { $0 == " " }
      if keys[key] == nil {
        rest = value
        continue
      }
      if let quote = value.first, quote == "\"" || quote == "“" || quote == "'" {
        value = value.dropFirst()
        let close: Character = quote == "“" ? "”" : quote
        let inside = value.prefix { $0 != close }
        output.append((key, String(inside)))
        rest = value.dropFirst(inside.count + 1)
      } else if rest[separator] == "=" || key == "id" || key == "story_id" {
        let word = value.prefix { $0 != " " && $0 != "," && $0 != ">" && $0 != ";" && $0 != ")" && $0 != "]" }
        output.append((key, String(word)))
        rest = value.dropFirst(word.count)
      } else {
        let end = [" | ", " · ", "; "].compactMap { value.firstRange(of: $0) }.min {
          $0.lowerBound < $1.lowerBound
        }
        output.append((key, trim(end.map { value[..<$0.lowerBound] } ?? value)))
        rest = end.map { value[$0.upperBound...] } ?? value.suffix(0)
      }
    }
    return output
  }

  private static func trim(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}

/// The form of citations in the instructions, taken from the first bracket that holds an id.
struct CitationForm {
  private var before = ""
  private var after = ""
  private let wanted: Bool

  init(system: String) {
    var rest = Substring(system)
    while let open = rest.firstIndex(of: "[") {
      let inside = rest[rest.index(after: open)...].prefix { $0 != "]" && $0 != "\n" }
      rest = rest[rest.index(after: open)...]
      guard inside.count <= 24 else { continue }
      let digits = inside.firstIndex { $0.isNumber }.map { start in
        start..<(inside[start...].firstIndex { !$0.isNumber } ?? inside.endIndex)
      }
      let names = ["{id}", "<id>", "STORY_ID", "story_id", "ID", "id", "N"]
      guard let range = digits ?? names.compactMap({ inside.firstRange(of: $0) }).first else { continue }
      before = "[" + inside[..<range.lowerBound]
      after = inside[range.upperBound...] + "]"
      wanted = true
      return
    }
    wanted = false
  }

  func cite(_ story: FoundStory) -> String {
    wanted && !story.id.isEmpty ? " \(before)\(story.id)\(after)" : ""
  }
}
