import AWS
import Core

/// The stories that an answer names as its sources: by the service's citations, or by the model's own marks.
struct CitedStories: Sendable, Equatable {
  /// One story, with the quoted words.
  struct Entry: Sendable, Equatable {
    var id: Int64
    var quotes: [String] = []
  }

  /// The stories in order of their first use. Each was returned by a search of the conversation.
  private(set) var entries: [Entry] = []
  /// The sources that no search returned, in order of their first use.
  private(set) var unknown: [String] = []

  /// No story.
  init() {}

  /// The stories that `message` cites, then those that its text marks.
  ///
  /// - Parameter known: the stories that the conversation's searches returned.
  init(_ message: Message, marked: [Int64], known: [Int64: FoundStory]) {
    for case .cited(_, let citations) in message.content {
      for citation in citations { add(citation, known) }
    }
    for id in marked { add(id, quotes: [], known) }
  }

  private mutating func add(_ citation: Citation, _ known: [Int64: FoundStory]) {
    let source = citation.source ?? ""
    if let id = Int64(source) ?? (source.isBlank ? Self.id(titled: citation.title, among: known) : nil) {
      add(id, quotes: citation.quotes, known)
    } else {
      note(unknown: source.isBlank ? citation.title ?? "a source without a name" : source)
    }
  }

  private mutating func add(_ id: Int64, quotes: [String], _ known: [Int64: FoundStory]) {
    guard known[id] != nil else { return note(unknown: "\(id)") }
    let place = entries.firstIndex { $0.id == id } ?? entries.count
    if place == entries.count { entries.append(Entry(id: id)) }
    for quote in quotes where !quote.isBlank && !StoryBlocks.isFacts(quote, of: id) {
      if !entries[place].quotes.contains(quote) { entries[place].quotes.append(quote) }
    }
  }

  private mutating func note(unknown source: String) {
    if !unknown.contains(source) { unknown.append(source) }
  }

  /// The one story of that title, for a citation without a source.
  private static func id(titled title: String?, among known: [Int64: FoundStory]) -> Int64? {
    guard let title, !title.isBlank else { return nil }
    let named = known.values.filter { StoryText.oneLine($0.name) == title }
    return named.count == 1 ? named.first?.id : nil
  }
}
