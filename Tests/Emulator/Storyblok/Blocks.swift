/// Short ways to write rich text and blocks.
enum Blocks {
  static func uid(_ seed: String) -> JSON { .string(Text.uuid("block \(seed)")) }

  /// A block.
  static func block(_ component: String, _ fields: JSON) -> JSON {
    .object(
      [
        JSON.Member("_uid", uid("\(component) \(fields.text.prefix(60))")),
        JSON.Member("component", .string(component)),
      ]
        + (fields.members ?? []))
  }

  static func doc(_ nodes: JSON...) -> JSON { ["type": "doc", "content": .array(nodes)] }
  static func doc(all nodes: [JSON]) -> JSON { ["type": "doc", "content": .array(nodes)] }
  static func node(_ type: String, _ nodes: [JSON], attrs: JSON? = nil) -> JSON {
    let plain: JSON = ["type": .string(type)]
    let named = attrs.map { plain.adding("attrs", $0) } ?? plain
    return named.adding("content", .array(nodes))
  }
  static func leaf(_ type: String, attrs: JSON? = nil) -> JSON {
    let plain: JSON = ["type": .string(type)]
    return attrs.map { plain.adding("attrs", $0) } ?? plain
  }
  static func text(_ text: String, _ marks: JSON...) -> JSON {
    let plain: JSON = ["type": "text", "text": .string(text)]
    return marks.isEmpty ? plain : plain.adding("marks", .array(marks))
  }
  static func mark(_ type: String, _ attrs: JSON? = nil) -> JSON { leaf(type, attrs: attrs) }
  static func p(_ words: String) -> JSON { node("paragraph", [text(words)]) }
  static func h(_ level: Int, _ words: String) -> JSON {
    node("heading", [text(words)], attrs: ["level": .int(level)])
  }
  static func item(_ nodes: JSON...) -> JSON { node("list_item", nodes) }
  static func paragraphs(_ words: String...) -> JSON { doc(all: words.map { p($0) }) }

  static func asset(_ file: String, alt: String) -> JSON {
    [
      "id": 424_242, "alt": .string(alt), "name": "", "focus": "", "title": .string(alt), "source": "",
      "filename": .string("https://a.storyblok.com/f/1023456/\(file)"), "copyright": "", "fieldtype": "asset",
      "meta_data": [:],
    ]
  }
  static func link(story slug: String) -> JSON {
    [
      "id": .string(Text.uuid("story \(slug)")), "url": "", "linktype": "story", "fieldtype": "multilink",
      "cached_url": .string(slug),
    ]
  }
  /// An unresolved link: only the uuid names the story.
  static func link(unresolved slug: String) -> JSON {
    [
      "id": .string(Text.uuid("story \(slug)")), "url": "", "linktype": "story", "fieldtype": "multilink",
      "cached_url": "",
    ]
  }
  static func link(url: String) -> JSON {
    ["id": "", "url": .string(url), "linktype": "url", "fieldtype": "multilink", "cached_url": .string(url)]
  }
}
