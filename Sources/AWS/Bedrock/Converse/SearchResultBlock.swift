import Core

/// A story as a `searchResult` block, whose text the service can attribute statements to.
public struct SearchResultBlock: Sendable, Equatable {
  /// What citations name: the story's id.
  public var source: String
  /// The title, one line.
  public var title: String
  /// The texts, each of which is quoted as a whole. The API refuses a block without text.
  public var content: [String]

  /// Makes a result.
  public init(source: String, title: String, content: [String]) {
    self.source = source
    self.title = title
    self.content = content
  }

  /// The size of its texts in bytes.
  public var size: Int { source.utf8.count + title.utf8.count + content.reduce(0) { $0 + $1.utf8.count } }
}

/// Search results in the two forms that models take: blocks with citations, and text.
public struct SearchResults: Sendable, Equatable {
  /// The blocks.
  public var blocks: [SearchResultBlock]
  /// The same as text, for models that refuse the blocks. A conversation's file does not hold it.
  public var text: String

  /// Makes results.
  public init(_ blocks: [SearchResultBlock], text: String = "") {
    self.blocks = blocks
    self.text = text
  }
}

/// The form in which a request holds stories: all of them in the same.
public enum StoryForm: Sendable, Equatable {
  /// Blocks with citations. The service attributes statements to them, and refuses them beside
  /// `outputConfig.textFormat`.
  case searchResults
  /// Text between the tags of a fence, whose statements the model marks itself.
  case fencedText
}

extension SearchResultBlock {
  /// Writes the block in Converse's form (`SearchResultBlock` of the service model).
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("searchResult")
      json.object { json in
        json.member("source", source)
        json.member("title", title.isBlank ? Self.untitled : title)
        json.key("content")
        let texts = content.filter { !$0.isBlank }
        json.array { json in
          for text in texts.isEmpty ? [Self.noText] : texts { json.object { $0.member("text", text) } }
        }
        json.key("citations")
        json.object { $0.member("enabled", true) }
      }
    }
  }

  /// What stands in place of blank text, which the API refuses.
  private static let (untitled, noText) = ("(untitled)", "(no text)")
}

extension SearchResultBlock: Decodable {
  private enum CodingKeys: String, CodingKey { case source, title, content }
  private struct Part: Decodable { var text: String? }

  /// Decodes a block. Missing members are empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      source: try container.decodeIfPresent(String.self, forKey: .source) ?? "",
      title: try container.decodeIfPresent(String.self, forKey: .title) ?? "",
      content: (try container.decodeIfPresent([Part].self, forKey: .content) ?? []).compactMap(\.text))
  }
}
