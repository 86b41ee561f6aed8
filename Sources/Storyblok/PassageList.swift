import Core

/// The passages of one response.
public struct PassageList: Sendable, Equatable {
  /// The passages, best first.
  public var passages: [Passage] = []
  /// The number of items that could not be read and were left out.
  public var skipped = 0
  /// The most passages of one request; a larger limit is cut to it.
  public var limit = Int.max

  /// Reads a response of Strata (`results`) or vsearches (a bare array, `stories` or `results`).
  init(_ body: [UInt8]) throws(JSONFault) {
    var list = Self()
    var isList = false
    var reader = JSONReader(body)
    if try reader.kind() == .array {
      isList = true
      try reader.elements { (reader) throws(JSONFault) in try list.add(&reader) }
    } else {
      try reader.members { (reader, name) throws(JSONFault) in
        guard name == "results" || name == "stories", !isList, try reader.kind() == .array else {
          return try reader.skip()
        }
        isList = true
        try reader.elements { (reader) throws(JSONFault) in try list.add(&reader) }
      }
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
    self = list
  }

  private init() {}

  private mutating func add(_ reader: inout JSONReader) throws(JSONFault) {
    var item = Item()
    try reader.membersIfObject { (reader, name) throws(JSONFault) in try item.read(name, &reader) }
    guard let id = item.storyID ?? item.id, let slug = item.slug else {
      skipped += 1
      return
    }
    passages.append(
      Passage(storyID: id, name: item.name ?? slug, slug: StorySlug.collapsed(slug), text: item.text, score: item.score)
    )
  }

  private struct Item {
    var storyID, id: Int64?
    var name, slug, text: String?
    var score: Double?

    mutating func read(_ member: String, _ reader: inout JSONReader) throws(JSONFault) {
      switch member {
      case "story_id": storyID = try reader.integer()
      case "id": id = try reader.integer()
      case "name": name = try reader.text()
      case "slug": slug = try reader.text()
      case "excerpt", "body": text = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "score": score = try reader.number()
      case "story":
        try reader.membersIfObject { (reader, member) throws(JSONFault) in
          switch member {
          case "id": storyID = try reader.integer()
          case "name": name = try reader.text()
          case "full_slug": slug = try reader.text()
          case "slug": slug = try reader.text() ?? slug
          default: try reader.skip()
          }
        }
      default: try reader.skip()
      }
    }
  }
}
