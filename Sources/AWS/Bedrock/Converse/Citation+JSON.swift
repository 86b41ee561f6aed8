import Core

extension Citation: Decodable {
  private enum CodingKeys: String, CodingKey { case title, source, sourceContent, location }
  private struct Quote: Decodable { var text: String? }
  private struct Place: Decodable {
    var url: String?
    var domain: String?
    var documentIndex: Int?
    var searchResultIndex: Int?
    var start: Int?
    var end: Int?
  }

  /// Decodes `Citation` or `CitationsDelta` of Converse. Unknown kinds of location are ignored.
  ///
  /// - Throws: `DecodingError` for a value that is no object. Callers read it as `Lenient`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // A member that is not as documented must not lose the answer.
    let quotes = (try? container.decodeIfPresent([Quote].self, forKey: .sourceContent)) ?? []
    self.init(
      title: (try? container.decodeIfPresent(String.self, forKey: .title)) ?? nil,
      source: (try? container.decodeIfPresent(String.self, forKey: .source)) ?? nil, quotes: quotes.compactMap(\.text))
    let places = (try? container.decodeIfPresent([String: Place].self, forKey: .location)) ?? [:]
    if let web = places["web"] { location = .web(url: web.url, domain: web.domain) }
    for unit in Location.Unit.allCases {
      guard let place = places[unit.rawValue], let start = place.start, let end = place.end,
        let index = unit == .blocks ? place.searchResultIndex : place.documentIndex
      else { continue }
      location = .range(unit, index: index, start: start, end: end)
    }
  }
}

extension Citation {
  /// Writes the citation in Converse's form.
  func write(to json: inout JSONWriter) {
    json.object { json in
      if let title { json.member("title", title) }
      if let source { json.member("source", source) }
      if !quotes.isEmpty {
        json.key("sourceContent")
        json.array { json in for quote in quotes { json.object { $0.member("text", quote) } } }
      }
      if let location {
        json.key("location")
        json.object { location.write(to: &$0) }
      }
    }
  }
}

extension Citation.Location {
  fileprivate func write(to json: inout JSONWriter) {
    switch self {
    case .web(let url, let domain):
      json.key("web")
      json.object { json in
        if let url { json.member("url", url) }
        if let domain { json.member("domain", domain) }
      }
    case .range(let unit, let index, let start, let end):
      json.key(unit.rawValue)
      json.object { json in
        json.member(unit.indexMember, index)
        json.member("start", start)
        json.member("end", end)
      }
    }
  }
}
