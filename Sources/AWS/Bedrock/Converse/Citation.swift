/// A place in a document or search result that a part of an answer rests on.
///
/// The members are those that Converse both returns and accepts (`Citation` of the service model).
public struct Citation: Sendable, Equatable {
  /// The title of the document or search result.
  public var title: String?
  /// The source of a search result, such as its URL.
  public var source: String?
  /// The quoted parts of the source.
  public var quotes: [String] = []
  /// Where the quoted part stands; nil if the service gave no place, or one of an unknown kind.
  public var location: Location?

  /// Makes a citation.
  public init(title: String? = nil, source: String? = nil, quotes: [String] = [], location: Location? = nil) {
    self.title = title
    self.source = source
    self.quotes = quotes
    self.location = location
  }

  /// A place in a source.
  public enum Location: Sendable, Equatable {
    /// A web page.
    case web(url: String?, domain: String?)
    /// A range of a document or search result, in the unit of its kind.
    case range(Unit, index: Int, start: Int, end: Int)

    /// The unit of a range. The raw value is the service's name of the location.
    public enum Unit: String, Sendable, CaseIterable {
      /// Characters of a document.
      case characters = "documentChar"
      /// Pages of a document.
      case pages = "documentPage"
      /// Chunks of a document.
      case chunks = "documentChunk"
      /// Blocks of a search result.
      case blocks = "searchResultLocation"

      /// The service's name of the source's index.
      var indexMember: String { self == .blocks ? "searchResultIndex" : "documentIndex" }
    }
  }

  /// Whether it names a place in a search result.
  public var isOfSearchResult: Bool { if case .range(.blocks, _, _, _) = location { true } else { false } }

  /// The size of its texts in bytes.
  var size: Int { ([title, source].compactMap { $0 } + quotes).reduce(0) { $0 + $1.utf8.count } }
}
